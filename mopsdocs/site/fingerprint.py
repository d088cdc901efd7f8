"""Whether values are the same as in another run of the program: their digests are."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Mapping, Sequence, Set
from typing import Any

import msgspec


def fingerprint(*values: object) -> bytes:
    """The digest of plain values, of models, dataclasses and other objects with attributes, as deep as they go.

    Raises TypeError for what is more than data, such as a function.
    """
    return hashlib.sha256(repr(_plain(values)).encode("utf-8", "surrogatepass")).digest()


def _plain(value: Any) -> object:
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, Mapping):
        return "mapping", sorted((repr(_plain(key)), _plain(one)) for key, one in value.items())
    if isinstance(value, Set):
        return "set", sorted(repr(_plain(one)) for one in value)
    if isinstance(value, Sequence):
        return "sequence", [_plain(one) for one in value]
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta | datetime.tzinfo):
        return repr(value)
    return type(value).__qualname__, [(name, _plain(one)) for name, one in _attributes(value)]


def _attributes(value: Any) -> list[tuple[str, Any]]:
    if dataclasses.is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, msgspec.Struct):
        return [(name, getattr(value, name)) for name in value.__struct_fields__]
    if callable(value) or not hasattr(value, "__dict__"):
        raise TypeError(f"{type(value).__qualname__} has no fingerprint")
    return sorted(vars(value).items())
