"""Schema violations in the words of somebody who writes playbooks: what is wrong, and the edit that mends it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, Final

from mopsdocs.diagnostics import AddKey, Finding, Pointer
from mopsdocs.documents.model import impossible_dates
from mopsdocs.documents.schema import SCHEMAS, Schema, bundle, field_at
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.validation import Violation, violations
from mopsdocs.documents.whole_numbers import with_a_point
from mopsdocs.documents.wording import invalid, listed, lower, odd_key_hint, own_key, shown

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
            finding = explained
            if rule == "schema-format" and suggest:
                finding = _with_suggestion(kind, explained, suggest)
            elif rule == "schema-missing-key":
                finding = _with_stub(kind, explained)
            key = (rule, finding.pointer, finding.message)
            if key not in seen:
                seen.add(key)
                found.append((rule, finding))
    spelt = {(*finding.pointer[:-1], finding.replacement) for rule, finding in found if rule == "schema-unknown-key"}
    unlisted = {finding.pointer for rule, finding in found if rule == "schema-enum"}
    return [
        (rule, finding)
        for rule, finding in found
        if not _is_only_misspelt(rule, finding, spelt) and not (rule == "schema-type" and finding.pointer in unlisted)
    ]


def _is_only_misspelt(rule: str, finding: Finding, spelt: Collection[Pointer | tuple[str | int | None, ...]]) -> bool:
    """Whether the key that is missing is there under a misspelt name, which is a finding already."""
    return rule == "schema-missing-key" and (*finding.pointer, *finding.values) in spelt


def _with_suggestion(kind: str, finding: Finding, suggest: Suggest) -> Finding:
    field = field_at(kind, finding.pointer) or {}
    targets = field.get("x-references")
    if targets is None or finding.on_key:
        return finding
    meant = suggest((targets,) if isinstance(targets, str) else tuple(targets), finding.values[0])
    return replace(finding, hint=f'did you mean "{meant}"?', replacement=meant) if meant else finding


def _with_stub(kind: str, finding: Finding) -> Finding:
    """With a placeholder to add, where words are missing. Nobody can guess a role, a date or an id."""
    if finding.on_key:
        return finding
    (key,) = finding.values
    field = field_at(kind, (*finding.pointer, key)) or {}
    is_list = field.get("type") == "array"
    text = field_at(kind, (*finding.pointer, key, 0)) or {} if is_list else field
    if text.get("type") != "string" or any(word in text for word in ("pattern", "enum", "const", "x-references")):
        return finding
    stub = f"TODO {lower(str(field.get('description', field.get('title', key))))}"
    return replace(finding, edit=AddKey(finding.pointer, key, [stub] if is_list else stub, placeholder=True))


def explain_values(path: str, kind: str, value: Any, source: Source) -> list[tuple[str, Finding]]:
    """What a schema cannot say, as (rule id, finding): 30 February, and whole numbers that are written as `5.0`."""
    date = bundle("campaign")["$defs"]["date"]["pattern"]
    found = []
    for at in impossible_dates(value):
        written = reduce(lambda part, key: part[key], at, value)
        if (field_at(kind, at) or {}).get("pattern") == date and re.fullmatch(date, written):
            message = f'"{written}" is a day that the calendar does not have'
            found.append(("schema-format", Finding(path, at, message, "correct the day or the month")))
    for at, number in with_a_point(kind, value):
        digits = str(number)
        message = f"{shown(str(at[-1]))} must be a whole number, not {source(at)}"
        hint = f"write {digits}" if len(digits) <= 18 else "write it with digits alone, no more than 18"
        replacement = digits if len(digits) <= 18 else None
        found.append(("schema-type", Finding(path, at, message, hint, (digits[:18],), replacement=replacement)))
    return found


def _explained(path: str, kind: str, error: Violation, source: Source) -> Iterator[tuple[str, Finding]]:
    pointer = error.pointer
    if not error.on_key and "title" not in error.schema:
        error = replace(error, schema={**_described(kind, pointer), **error.schema})
    handler = _HANDLERS.get(error.keyword)
    if handler is None:
        yield "schema-value", Finding(path, pointer, error.message, _expectation(error))
        return
    for rule, at, message, hint, values, on_key, replacement in handler(error, pointer, source):
        whole_hint = hint + (_way_out(kind, pointer) if error.value is None and rule == "schema-type" else "")
        yield rule, Finding(path, at, message, whole_hint, values, on_key, replacement)


def _described(kind: str, pointer: Pointer) -> Schema:
    """The field at `pointer`, described by what it is in where it has no description of its own."""
    field, above = field_at(kind, pointer) or {}, pointer
    about = str(field.get("description", ""))
    while above and not about:
        above = above[:-1]
        about = str((field_at(kind, above) or {}).get("description", ""))
    return {**field, "description": about}


def _way_out(kind: str, pointer: Pointer) -> str:
    """What else may be done about a value that is missing."""
    if isinstance(pointer[-1], int):
        return ", or remove the item"
    required = (field_at(kind, pointer[:-1]) or {}).get("required", ())
    return "" if pointer[-1] in required else ", or remove the key"


Row = tuple[str, Pointer, str, str, tuple[str, ...], bool, str | None]


def _unknown_keys(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    known = error.schema.get("properties", {})
    for key in error.value:
        if key in known or key.startswith("x_"):
            continue
        free = [name for name in known if name not in error.value]
        meant = closest(key, free) or closest(key, known) or own_key(key)
        what = _name(error, pointer)
        odd = odd_key_hint(key)
        if odd:
            hint, meant = odd, None
        elif meant:
            hint = f'did you mean "{meant}"?' + (" It is there already." if meant in error.value else "")
        else:
            hint = f"remove it, or begin it with x_ if it is your own data; {what} may have: {', '.join(known)}"
        replacement = meant if meant not in error.value else None
        yield (
            "schema-unknown-key",
            (*pointer, key),
            f"{shown(key)} is not a key of {what}",
            hint,
            (key,),
            True,
            replacement,
        )


def _missing(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    for key in error.expected:
        if key not in error.value:
            field = error.schema.get("properties", {}).get(key, {})
            article = "an" if key[0] in "aeio" else "a"
            hint = f'add "{key}:"' + (f" ({lower(field['description'])})" if "description" in field else "")
            yield (
                "schema-missing-key",
                pointer,
                f'{_name(error, pointer)} needs {article} "{key}"',
                hint,
                (key,),
                False,
                None,
            )


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
        about = f" ({lower(error.schema['description'])})" if "description" in error.schema else ""
        yield "schema-type", pointer, f"{title} is empty", f"write a value{about}", (), False, None
        return
    raw = source(pointer)
    got = raw if isinstance(value, float) and "integer" in wanted else _TYPE_NAMES[type(value)]
    message = f"{title} must be {' or '.join(_WANTED[name] for name in wanted)}, not {got}"
    if "string" in wanted and isinstance(value, bool | int | float) and re.search(error.schema.get("pattern", ""), raw):
        yield "schema-type", pointer, message, f'quote it: "{raw}"', (raw,), False, f'"{raw}"'
    elif wanted == ["array"] and isinstance(value, dict):
        yield "schema-type", pointer, message, "begin each of its entries with a dash", (), False, None
    elif "array" in wanted and isinstance(value, str):
        yield "schema-type", pointer, message, f"write it as a list: {listed(raw, value)}", (value,), False, None
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
    elif "object" in wanted and isinstance(value, str) and re.match(r"\w+:(?!//)", value):
        hint = f'put an ordinary space after the colon of "{value.split(":")[0]}:"'
        yield "schema-type", pointer, message, hint, (value,), False, None
    elif isinstance(value, str) and {"integer", "number"} & set(wanted) and re.fullmatch(r" *[0-9]+ *", value):
        yield "schema-type", pointer, message, "remove the quotes", (value,), False, value.strip()
    else:
        yield "schema-type", pointer, message, _expectation(error), (), False, None


def _enum(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    allowed = [str(choice) for choice in error.expected]
    meant = closest(str(error.value), allowed)
    hint = (f'did you mean "{meant}"? ' if meant else "") + f"Allowed: {', '.join(allowed)}"
    message = f"{shown(error.value)} is not allowed for {_field(error, pointer)}"
    yield "schema-enum", pointer, message, hint, (str(error.value),), False, meant


def _const(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    message = f"{_field(error, pointer)} is {shown(error.value)}"
    hint = f"write {error.expected}; this release of mopsdocs reads nothing else here"
    yield "schema-enum", pointer, message, hint, (str(error.value),), False, None


def _pattern(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    what, hint = invalid(str(error.schema.get("title", "")), _field(error, pointer)), _expectation(error)
    if error.value != error.value.strip() and re.search(error.expected, error.value.strip()):
        what, hint = f"{what}, because of the blanks or line breaks around it", _WITHOUT_BLANKS
    at = (*pointer, error.value) if error.on_key else pointer
    yield "schema-format", at, f"{shown(error.value)} {what}", hint, (str(error.value),), error.on_key, None


_WITHOUT_BLANKS: Final = "write it on the line of its key, without | or > and without quotes"


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
    scalars: set[Any] = set()
    others: list[Any] = []
    for index, item in enumerate(error.value):
        seen = others if isinstance(item, dict | list) else scalars
        if item in seen:
            message = f"{shown(item)} stands twice in {_field(error, pointer)}"
            yield "schema-repeated", (*pointer, index), message, "remove one of the two", (str(item),), False, None
        (others.append if seen is others else scalars.add)(item)


def _any(error: Violation, pointer: Pointer, source: Source) -> Iterator[Row]:
    choices = [str(v) for option in error.expected for v in option.get("enum", [])]
    meant = closest(str(error.value), choices)
    message = f"{shown(error.value)} is not allowed for {_field(error, pointer)}"
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
        return "schema-kind", _no_kind(path, value, kinds)
    if kind not in kinds:
        meant = closest(str(kind), kinds)
        hint = f'did you mean "{meant}"?' if meant else f"Kinds are: {', '.join(kinds)}"
        return "schema-kind", Finding(
            path, ("kind",), f"{shown(kind)} is not a kind of document", hint, (str(kind),), replacement=meant
        )
    return None


def _no_kind(path: str, value: Mapping[str, Any], kinds: Sequence[str]) -> Finding:
    choices = ", ".join(kinds)
    if "kind" in value:
        return Finding(path, ("kind",), '"kind" is empty', f"write one of {choices}")
    near = next((key for key in value if value[key] in kinds and closest(key, ["kind"])), None)
    message = 'the document has no "kind"'
    if near is not None:
        return Finding(path, (near,), message, 'did you mean "kind"?', (near,), on_key=True, replacement="kind")
    return Finding(path, (), message, f"add kind: with one of {choices}")


def _name(error: Violation, pointer: Pointer) -> str:
    """The mapping that `error` is about: `the step "write-brief"`, `the gate`, `the playbook`."""
    title = str(error.schema.get("title", "mapping")).lower()
    if not pointer:
        return f"this {title} document"
    for key in ("id", "code", "api_name", "role", "metric"):
        if isinstance(error.value, Mapping) and isinstance(error.value.get(key), str):
            return f"the {title} {shown(error.value[key])}"
    return f"the {title}"


def _field(error: Violation, pointer: Pointer) -> str:
    keys = [key for key in pointer if isinstance(key, str)]
    if not keys:
        return "the document"
    return f"an item of {shown(keys[-1])}" if isinstance(pointer[-1], int) else shown(keys[-1])


def _expectation(error: Violation) -> str:
    description = str(error.schema.get("description", ""))
    examples = error.schema.get("examples")
    if examples:
        description += f" For example: {', '.join(str(example) for example in examples)}"
    return description
