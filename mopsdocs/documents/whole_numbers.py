"""Where whole numbers are written with a point: JSON Schema takes `5.0` for one, the typed model does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.schema import Schema, field_at


def with_a_point(kind: str, value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, int]]:
    """The numbers in `value`, a document of `kind`, that must be whole, are, and are written as `5.0` or `1e3`."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from with_a_point(kind, part, (*pointer, key))
    elif isinstance(value, float) and value.is_integer() and _is_whole(field_at(kind, pointer)):
        yield pointer, int(value)


def _is_whole(field: Schema | None) -> bool:
    types: set[str] = set()
    for option in (field or {}).get("anyOf", [field or {}]):
        wanted = option.get("type", "integer" if isinstance(option.get("const"), int) else ())
        types.update([wanted] if isinstance(wanted, str) else wanted)
    return "integer" in types and "number" not in types
