"""Documents with schema errors, made whole enough to look at the rest of them.

A file with one misspelled key should not keep its other findings to itself. Each violation is replaced by something
that the schema accepts: what was most likely meant, else a value from the schema. These stand-ins are remembered, and
no finding about one of them is ever reported. List items are neither added nor removed, so every other pointer
leads to the same place in the text as before.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import impossible_dates, to_model
from mopsdocs.documents.schema import Schema, bundle, child, field_at, resolve
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.validation import Violation, violations
from mopsdocs.documents.whole_numbers import with_a_point

Source = Callable[[Pointer], str]
"""Gives the text of the value at a pointer as it stands in the file."""

_ROUNDS: Final = 5
"""A stand-in for a whole mapping or a renamed key can uncover violations inside; deeper than this nobody nests them."""

_HARMLESS: Final = frozenset({"uniqueItems", "maxLength", "minimum", "maximum", "dependentRequired", "propertyNames"})
"""Keywords whose violation no rule stumbles over."""

_NAMES: Final = frozenset({"id", "code", "api_name", "object"})
"""Keys whose values others name. A wrong one is kept, because it still tells what was meant."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that the model accepts, and the pointers to what is not the author's in it."""

    value: dict[str, Any]
    stand_ins: frozenset[Pointer]


def mended(kind: str, value: Any, source: Source) -> Mended | None:
    """`value`, which the schema of `kind` does not accept, made whole; None when too much is wrong."""
    root = bundle(kind)
    whole = copy.deepcopy(value)
    stand_ins: set[Pointer] = set()
    kept: set[tuple[str, Pointer]] = set()
    for _ in range(_ROUNDS):
        wrong = [error for error in violations(kind, whole) if (error.keyword, error.pointer) not in kept]
        if not wrong:
            break
        for error in sorted(wrong, key=lambda error: error.keyword != "additionalProperties"):
            if _is_kept(error):
                kept.add((error.keyword, error.pointer))
                stand_ins.add(error.pointer)
            else:
                stand_ins.update(_mend(whole, error, root, source))
    date = root["$defs"].get("date", {}).get("pattern")
    for pointer in list(impossible_dates(whole)):
        if (field_at(kind, pointer) or {}).get("pattern") == date:
            _put(whole, pointer, "2000-01-01")
            stand_ins.add(pointer)
    for pointer, number in list(with_a_point(kind, whole)):
        _put(whole, pointer, number if number.bit_length() < 64 else 1)
        stand_ins.add(pointer)
    try:
        to_model(kind, whole)
    except msgspec.ValidationError:
        return None
    return Mended(whole, frozenset(stand_ins))


def _is_kept(error: Violation) -> bool:
    names_something = "x-references" in error.schema or (bool(error.pointer) and error.pointer[-1] in _NAMES)
    return error.keyword in _HARMLESS or (error.keyword == "pattern" and (error.on_key or names_something))


def _mend(whole: Any, error: Violation, root: Schema, source: Source) -> Iterator[Pointer]:
    """Mends one violation in `whole`; gives the pointers to what was put there or taken away."""
    if error.keyword == "additionalProperties":
        yield from _mend_keys(_at(whole, error.pointer), error)
    elif error.keyword == "required":
        mapping = _at(whole, error.pointer)
        for key in error.expected:
            if key not in mapping:
                mapping[key] = _stand_in(child(error.schema, key, root) or {}, root)
                yield (*error.pointer, key)
    elif error.pointer:
        likely = _likely(error, source)
        if likely is not None:
            _put(whole, error.pointer, likely)
        elif not _take(whole, error.pointer, root):
            _put(whole, error.pointer, _stand_in(error.schema, root))
        yield error.pointer


def _mend_keys(mapping: dict[str, Any], error: Violation) -> Iterator[Pointer]:
    known = error.schema.get("properties", {})
    for key in [key for key in mapping if key not in known and not key.startswith("x_")]:
        value = mapping.pop(key)
        meant = closest(key, [name for name in known if name not in mapping])
        if meant is not None:
            mapping[meant] = value
            yield (*error.pointer, meant)
        yield (*error.pointer, key)


def _likely(error: Violation, source: Source) -> Any:
    """What the author most likely meant; None where nobody can tell."""
    if error.keyword == "const":
        return error.expected
    if error.keyword == "enum":
        return closest(str(error.value), [choice for choice in error.expected if isinstance(choice, str)])
    return _converted(error, source) if error.keyword == "type" else None


def _converted(error: Violation, source: Source) -> Any:
    value, wanted = error.value, error.expected
    if wanted == "string" and isinstance(value, bool | int | float):
        return source(error.pointer) or str(value)
    if wanted == "array" and isinstance(value, str):
        return [value]
    if wanted == "integer" and isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value[:18])
    if wanted == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}.get(closest(value, ("true", "false")) or "")
    return None


def _stand_in(schema: Schema, root: Schema) -> Any:
    """A value that `schema` accepts."""
    schema = resolve(schema, root)
    if "const" in schema:
        return schema["const"]
    chosen = schema.get("enum") or schema.get("examples")
    if chosen:
        return chosen[0]
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        return {key: _stand_in(properties.get(key, {}), root) for key in schema.get("required", ())}
    if schema.get("type") == "array":
        return [_stand_in(schema["items"], root)] if schema.get("minItems") else []
    text = "https://example.org" if "https" in str(schema.get("pattern")) else "stand-in"
    return {"integer": schema.get("minimum", 1), "number": 1, "boolean": False}.get(str(schema.get("type")), text)


def _take(whole: Any, pointer: Pointer, root: Schema) -> bool:
    """Removes the key at `pointer` if its mapping may do without it."""
    schema: Schema | None = root
    for key in pointer[:-1]:
        schema = child(schema, key, root)
    key = pointer[-1]
    if schema is None or not isinstance(key, str) or key in schema.get("required", ()):
        return False
    _at(whole, pointer[:-1]).pop(key, None)
    return True


def _at(whole: Any, pointer: Pointer) -> Any:
    for key in pointer:
        whole = whole[key]
    return whole


def _put(whole: Any, pointer: Pointer, value: Any) -> None:
    _at(whole, pointer[:-1])[pointer[-1]] = value
