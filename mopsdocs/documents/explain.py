"""Schema violations in the words of somebody who writes playbooks: what is wrong, and the edit that mends it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.model import impossible_dates
from mopsdocs.documents.schema import SCHEMAS, bundle, field_at
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.validation import Violation, violations

Source = Callable[[Pointer], str]
"""Gives the text of the value at a pointer as it stands in the file."""

_TYPE_NAMES: Final = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
    type(None): "empty",
}
_WANTED: Final = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a mapping of keys",
}


Suggest = Callable[[tuple[str, ...], str], str | None]
"""Gives the id that a word most likely means among entries of some kinds."""


def explain(
    path: str, kind: str, value: Any, source: Source, suggest: Suggest | None = None
) -> list[tuple[str, Finding]]:
    """Every violation of the `kind` schema in `value` as (rule id, finding), in document order.

    `suggest` helps with words that stand where an id is meant and cannot be one: `UK`, `HubSpot`.
    """
    found: list[tuple[str, Finding]] = []
    seen: set[tuple[str, Pointer, str]] = set()
    for error in violations(kind, value):
        for rule, explained in _explained(path, kind, error, source):
            finding = _with_suggestion(kind, explained, suggest) if rule == "schema-format" and suggest else explained
            key = (rule, finding.pointer, finding.message)
            if key not in seen:
                seen.add(key)
                found.append((rule, finding))
    return found


def _with_suggestion(kind: str, finding: Finding, suggest: Suggest) -> Finding:
    field = field_at(kind, finding.pointer) or {}
    targets = field.get("x-references")
    if targets is None or finding.on_key:
        return finding
    meant = suggest((targets,) if isinstance(targets, str) else tuple(targets), finding.values[0])
    return replace(finding, hint=f'did you mean "{meant}"?', replacement=meant) if meant else finding


def explain_dates(path: str, kind: str, value: Any, source: Source) -> list[tuple[str, Finding]]:
    """Days that the calendar does not have, such as 30 February, as (rule id, finding)."""
    date = bundle("campaign")["$defs"]["date"]["pattern"]
    wrong = [at for at in impossible_dates(value) if (field_at(kind, at) or {}).get("pattern") == date]
    message = '"{}" is a day that the calendar does not have'
    hint = "correct the day or the month"
    return [("schema-format", Finding(path, at, message.format(source(at).strip("\"'")), hint)) for at in wrong]


def _explained(path: str, kind: str, error: Violation, source: Source) -> Iterator[tuple[str, Finding]]:
    pointer = error.pointer
    handler = _HANDLERS.get(error.keyword)
    if handler is None:
        yield "schema-value", Finding(path, pointer, error.message, _expectation(error))
        return
    for rule, at, message, hint, values, on_key, replacement in handler(error, pointer, source):
        yield rule, Finding(path, at, message, hint, values, on_key, replacement)


Row = tuple[str, Pointer, str, str, tuple[str, ...], bool, str | None]


def _unknown_keys(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    known = error.schema.get("properties", {})
    for key in error.value:
        if key in known or key.startswith("x_"):
            continue
        free = [name for name in known if name not in error.value]
        meant = closest(key, free) or closest(key, known)
        what = _name(error, pointer)
        if meant:
            hint = f'did you mean "{meant}"?' + ("" if meant in free else " It is there already.")
        else:
            hint = f"remove it, or begin it with x_ if it is your own data; {what} may have: {', '.join(known)}"
        replacement = meant if meant in free else None
        yield "schema-unknown-key", (*pointer, key), f'"{key}" is not a key of {what}', hint, (key,), True, replacement


def _missing(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    for key in error.expected:
        if key not in error.value:
            field = error.schema.get("properties", {}).get(key, {})
            hint = f'add "{key}:"' + (f" ({_lower(field['description'])})" if "description" in field else "")
            yield "schema-missing-key", pointer, f'{_name(error, pointer)} needs a "{key}"', hint, (key,), False, None


def _dependent(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    for key, needed in error.expected.items():
        for other in needed:
            if key in error.value and other not in error.value:
                message = f'with "{key}" there must be "{other}" as well'
                hint = "regional copies have both; mopsdocs clone writes them"
                yield "schema-missing-key", (*pointer, key), message, hint, (other,), True, None


def _type(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    wanted = error.expected if isinstance(error.expected, list) else [error.expected]
    title = _field(error, pointer)
    value = error.value
    if value is None:
        hint = (
            f"write a value ({_lower(error.schema['description'])})"
            if "description" in error.schema
            else "write a value"
        )
        yield "schema-type", pointer, f"{title} is empty", f"{hint}, or remove the key", (), False, None
        return
    raw = source(pointer)
    message = f"{title} must be {' or '.join(_WANTED[name] for name in wanted)}, not {_TYPE_NAMES[type(value)]}"
    if "string" in wanted and isinstance(value, bool | int | float):
        yield "schema-type", pointer, message, f'quote it: "{raw}"', (raw,), False, f'"{raw}"'
    elif "array" in wanted and isinstance(value, str):
        quoted = raw if raw[:1] in "\"'" else value
        yield "schema-type", pointer, message, f"write it as a list: [{quoted}]", (value,), False, None
    elif "boolean" in wanted and isinstance(value, str):
        meant = closest(value, ("true", "false"))
        yield (
            "schema-type",
            pointer,
            message,
            f"write {meant or 'true or false'}, without quotes",
            (value,),
            False,
            meant,
        )
    elif isinstance(value, str) and {"integer", "number"} & set(wanted) and value.strip().isdigit():
        yield "schema-type", pointer, message, "remove the quotes", (value,), False, value.strip()
    else:
        yield "schema-type", pointer, message, _expectation(error), (), False, None


def _enum(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    allowed = [str(choice) for choice in error.expected]
    shown = _shown(error.value)
    meant = closest(str(error.value), allowed)
    hint = (f'did you mean "{meant}"? ' if meant else "") + f"Allowed: {', '.join(allowed)}"
    message = f"{shown} is not allowed for {_field(error, pointer)}"
    yield "schema-enum", pointer, message, hint, (str(error.value),), False, meant


def _const(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    message = f"{_field(error, pointer)} is {_shown(error.value)}"
    hint = f"write {error.expected}; this release of mopsdocs reads nothing else here"
    yield "schema-enum", pointer, message, hint, (str(error.value),), False, None


def _pattern(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    message = f"{_shown(error.value)} is not a valid {_lower(str(error.schema.get('title', 'value')))}"
    at = (*pointer, error.value) if error.on_key else pointer
    yield "schema-format", at, message, _expectation(error), (str(error.value),), error.on_key, None


def _length(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    if error.keyword in ("minLength", "minItems"):
        message = f"{_field(error, pointer)} is empty"
    else:
        message = f"{_field(error, pointer)} has {len(error.value)} characters; {error.expected} are allowed"
    yield "schema-length", pointer, message, _expectation(error), (), False, None


def _range(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    side = "at least" if error.keyword == "minimum" else "at most"
    message = f"{_field(error, pointer)} is {error.value}; it must be {side} {error.expected}"
    yield "schema-range", pointer, message, _expectation(error), (str(error.value),), False, None


def _unique(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    seen: list[Any] = []
    for index, item in enumerate(error.value):
        if item in seen:
            message = f"{_shown(item)} stands twice in {_field(error, pointer)}"
            yield "schema-repeated", (*pointer, index), message, "remove one of the two", (str(item),), False, None
        seen.append(item)


def _any(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    choices = [str(v) for option in error.expected for v in option.get("enum", [])]
    meant = closest(str(error.value), choices)
    message = f"{_shown(error.value)} is not allowed for {_field(error, pointer)}"
    hint = f'did you mean "{meant}"?' if meant else _expectation(error)
    yield "schema-enum", pointer, message, hint, (str(error.value),), False, meant


_HANDLERS: Final[Mapping[str, Callable[[Violation, Pointer, Source], Iterator[Row]]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing,
    "dependentRequired": _dependent,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "minimum": _range,
    "maximum": _range,
    "uniqueItems": _unique,
    "anyOf": _any,
}


def explain_kind(path: str, value: Any) -> tuple[str, Finding] | None:
    """Why a document cannot be told from others; None when its kind is known."""
    if value is None:
        hint = 'write a document that begins with "kind:", or remove the file'
        return "schema-kind", Finding(path, (), "the file is empty", hint)
    if not isinstance(value, dict):
        message = f"the document is {_TYPE_NAMES[type(value)]}; it must be a mapping that begins with kind:"
        return "schema-kind", Finding(path, (), message, "put the keys at the left margin, kind: first")
    kinds = [name for name in SCHEMAS if name != "regional_copy"]
    kind = value.get("kind")
    if kind is None:
        return "schema-kind", Finding(
            path, (), 'the document has no "kind"', f"add kind: with one of {', '.join(kinds)}"
        )
    if kind not in kinds:
        meant = closest(str(kind), kinds)
        hint = f'did you mean "{meant}"?' if meant else f"Kinds are: {', '.join(kinds)}"
        return "schema-kind", Finding(
            path, ("kind",), f"{_shown(kind)} is not a kind of document", hint, (str(kind),), replacement=meant
        )
    return None


def _name(error: Violation, pointer: Pointer) -> str:
    """The mapping that `error` is about: `the step "write-brief"`, `the gate`, `the playbook`."""
    title = str(error.schema.get("title", "mapping")).lower()
    if not pointer:
        return f"this {title} document"
    for key in ("id", "code", "api_name", "role", "metric"):
        if isinstance(error.value, Mapping) and isinstance(error.value.get(key), str):
            return f'the {title} "{error.value[key]}"'
    return f"the {title}"


def _field(error: Violation, pointer: Pointer) -> str:
    keys = [key for key in pointer if isinstance(key, str)]
    if not keys:
        return "the document"
    return f'an item of "{keys[-1]}"' if isinstance(pointer[-1], int) else f'"{keys[-1]}"'


def _expectation(error: Violation) -> str:
    description = str(error.schema.get("description", ""))
    examples = error.schema.get("examples")
    if examples:
        description += f" For example: {', '.join(str(example) for example in examples)}"
    return description


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'"{text}"' if len(text) <= 60 else f'"{text[:59]}…"'


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".") if text[1:2].islower() else text.rstrip(".")
