"""Two engines, one schema: `jsonschema-rs` gives the verdict, `jsonschema` the explanation, on bad files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.schema import Schema, bundle

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator


@dataclass(frozen=True, slots=True)
class Violation:
    """One keyword of a schema that a value does not meet.

    `expected` is what the keyword says, `schema` the subschema it stands in, `value` what is at `pointer`.
    `on_key` is true where the value is itself a key of the mapping at `pointer`.
    """

    keyword: str
    expected: Any
    value: Any
    pointer: Pointer
    schema: Schema
    message: str
    on_key: bool


def accepts(name: str, value: Any) -> bool:
    """Whether `value` meets the schema `name`."""
    return _verdict(name).is_valid(value)


def violations(name: str, value: Any) -> list[Violation]:
    """What `value` has wrong by the schema `name`, sorted by place."""
    found = [
        Violation(
            str(error.validator),
            error.validator_value,
            error.instance,
            tuple(error.absolute_path),
            error.schema if isinstance(error.schema, Mapping) else {},
            error.message,
            "propertyNames" in error.absolute_schema_path,
        )
        for error in _explainer(name).iter_errors(value)
    ]
    return sorted(found, key=lambda violation: [(isinstance(key, str), str(key).zfill(8)) for key in violation.pointer])


@cache
def _verdict(name: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(dict(bundle(name)))


@cache
def _explainer(name: str) -> Validator:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # jsonschema leaves `extend` without annotations; its result is given its type here.
    engine: type[Validator] = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return engine(bundle(name))


def _pattern(_validator: Validator, pattern: str, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    """The keyword `pattern` as `jsonschema-rs` reads it: `$` is the very end, not a last line break."""
    from jsonschema import ValidationError

    exact = pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern
    if isinstance(value, str) and not re.search(exact, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")
