"""Lists whose items are told apart by an id (`x-identity` in the schemas), and items in them with the same id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import identity_of
from mopsdocs.documents.schema import Schema, bundle, resolve


@dataclass(frozen=True, slots=True)
class Repeated:
    """An item whose id another item of its list has: `what` it is, and the pointers to both ids."""

    what: str
    id: str
    pointer: Pointer
    first: Pointer


@dataclass(frozen=True, slots=True)
class _Spot:
    """What to look for in one value: compiled from a schema, without the branches that hold no such list."""

    identity: str | None = None
    what: str = ""
    keys: tuple[tuple[str, _Spot], ...] = ()
    items: _Spot | None = None

    @property
    def empty(self) -> bool:
        return not (self.identity or self.keys or self.items)


def repeated_items(kind: str, value: dict[str, Any]) -> Iterator[Repeated]:
    """Every repeated item in the document `value`, which the schema of `kind` has accepted."""
    spots = _spots(kind)
    return _in_mapping(spots, value, ()) if _repeats(spots, value) else iter(())


def _repeats(spot: _Spot, value: dict[str, Any]) -> bool:
    """Whether there is any, without a thought for where; in most documents there is none."""
    for key, inner in spot.keys:
        here = value.get(key)
        if isinstance(here, list):
            if inner.identity is not None and len(here) > 1:
                ids = [id for id in _ids(here, inner.identity) if id is not None]
                if len(set(ids)) < len(ids):
                    return True
            if inner.items is not None and any(_repeats(inner.items, item) for item in here):
                return True
        elif here is not None and _repeats(inner, here):
            return True
    return False


def _in_mapping(spot: _Spot, value: dict[str, Any], pointer: Pointer) -> Iterator[Repeated]:
    for key, inner in spot.keys:
        here = value.get(key)
        if isinstance(here, list):
            yield from _in_list(inner, here, (*pointer, key))
        elif here is not None:
            yield from _in_mapping(inner, here, (*pointer, key))


def _in_list(spot: _Spot, items: list[Any], pointer: Pointer) -> Iterator[Repeated]:
    if spot.identity is not None and len(items) > 1:
        ids = _ids(items, spot.identity)
        if len(set(ids)) < len(ids):
            yield from _repeated(spot, ids, pointer)
    if spot.items is not None:
        for index, item in enumerate(items):
            yield from _in_mapping(spot.items, item, (*pointer, index))


def _ids(items: list[Any], identity: str) -> list[str | None]:
    if "+" in identity or "." in identity:
        return [identity_of(item, identity) for item in items]
    return [item.get(identity) for item in items]


def _repeated(spot: _Spot, ids: list[str | None], pointer: Pointer) -> Iterator[Repeated]:
    field = (spot.identity or "").split("+")[-1].split(".")
    for index, id in enumerate(ids):
        first = ids.index(id)
        if id is not None and first < index:
            yield Repeated(spot.what, id, (*pointer, index, *field), (*pointer, first, *field))


@cache
def _spots(kind: str) -> _Spot:
    root = bundle(kind)
    return _compile(root, root)


def _compile(schema: Schema, root: Schema) -> _Spot:
    schema = resolve(schema, root)
    keys = [(key, _compile(child, root)) for key, child in schema.get("properties", {}).items()]
    kept = tuple((key, spot) for key, spot in keys if not spot.empty)
    if "items" not in schema:
        return _Spot(keys=kept)
    inner = resolve(schema["items"], root)
    items = _compile(inner, root)
    title = str(inner.get("title", "item"))
    what = title if title.isupper() else title.lower()
    return _Spot(schema.get("x-identity"), what, kept, None if items.empty else items)
