"""Who names whom. The schemas say where references stand (`x-references`); this reads them out of documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.schema import Schema, bundle, resolve

LOCAL_TARGETS: Final = frozenset({"step", "campaign-step", "campaign-gate"})
"""Targets inside a playbook: this one's steps, or the steps and gates of a campaign's playbook."""


class Reference(NamedTuple):
    """Document `path` names `id` at `pointer`, and means an entry of one of the kinds `targets`.

    `field` is the key that holds the reference: `accountable`, `tools`, `how_to`. `on_key` is true where the name
    itself is a key, as in a campaign's `people`.
    """

    path: str
    pointer: Pointer
    targets: tuple[str, ...]
    id: str
    field: str
    on_key: bool = False


Name = tuple[tuple[str, ...], str]
"""What a reference means, wherever it stands: the kinds that it may be of, and the id."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """What to look for in one value: compiled from a schema, without the branches that hold no reference."""

    targets: tuple[str, ...] | None = None
    key_targets: tuple[str, ...] | None = None
    keys: tuple[tuple[str, _Spot], ...] = ()
    items: _Spot | None = None
    values: _Spot | None = None

    @property
    def empty(self) -> bool:
        return not (self.targets or self.key_targets or self.keys or self.items or self.values)


def references(path: str, kind: str, value: dict[str, Any]) -> list[Reference]:
    """Every reference in the document `value`, in the order of the schema's fields."""
    found: list[Reference] = []
    _walk(path, _spots(kind), value, (), "", found)
    return found


def names(kind: str, value: dict[str, Any]) -> frozenset[Name]:
    """What the document `value` names outside itself, each once: `references` without places, several times faster."""
    found: set[Name] = set()
    _collect(_spots(kind), value, found)
    return frozenset(name for name in found if name[0][0] not in LOCAL_TARGETS)


def _collect(spot: _Spot, value: Any, found: set[Name]) -> None:
    if spot.targets is not None:
        found.add((spot.targets, value))
    elif spot.items is not None:
        _collect_items(spot.items, value, found)
    else:
        _collect_keys(spot, value, found)


def _collect_items(spot: _Spot, items: list[Any], found: set[Name]) -> None:
    targets = spot.targets
    if targets is not None:
        found.update([(targets, name) for name in items])
    else:
        for item in items:
            _collect_keys(spot, item, found)


def _collect_keys(spot: _Spot, value: dict[str, Any], found: set[Name]) -> None:
    for key, child in spot.keys:
        here = value.get(key)
        if here is None:
            continue
        if child.targets is not None:  # the commonest case, without another call
            found.add((child.targets, here))
        elif child.items is not None:
            _collect_items(child.items, here, found)
        else:
            _collect_keys(child, here, found)
    if spot.key_targets is not None:
        found.update([(spot.key_targets, key) for key in value])
    if spot.values is not None:
        for child_value in value.values():
            _collect(spot.values, child_value, found)


def _walk(path: str, spot: _Spot, value: Any, pointer: Pointer, field: str, found: list[Reference]) -> None:
    if spot.targets is not None:
        found.append(Reference(path, pointer, spot.targets, value, field))
    elif spot.items is not None:
        if spot.items.targets is not None:
            targets = spot.items.targets
            found += [Reference(path, (*pointer, at), targets, name, field) for at, name in enumerate(value)]
        else:
            for index, item in enumerate(value):
                _walk_mapping(path, spot.items, item, (*pointer, index), field, found)
    else:
        _walk_mapping(path, spot, value, pointer, field, found)


def _walk_mapping(path: str, spot: _Spot, value: Any, pointer: Pointer, field: str, found: list[Reference]) -> None:
    for key, child in spot.keys:
        if key in value:
            _walk(path, child, value[key], (*pointer, key), key, found)
    if spot.key_targets is not None:
        found += [Reference(path, (*pointer, key), spot.key_targets, key, field, True) for key in value]
    if spot.values is not None:
        for key, child_value in value.items():
            _walk(path, spot.values, child_value, (*pointer, key), field, found)


@cache
def _spots(kind: str) -> _Spot:
    root = bundle(kind)
    return _compile(root, root)


def _compile(schema: Schema, root: Schema) -> _Spot:
    schema = resolve(schema, root)
    keys = [(key, _compile(child, root)) for key, child in schema.get("properties", {}).items()]
    items = _compile(schema["items"], root) if "items" in schema else _Spot()
    extra = schema.get("additionalProperties")
    values = _compile(extra, root) if isinstance(extra, dict) else _Spot()
    return _Spot(
        _targets(schema.get("x-references")),
        _targets(schema.get("x-key-references")),
        tuple((key, spot) for key, spot in keys if not spot.empty),
        None if items.empty else items,
        None if values.empty else values,
    )


def _targets(annotation: str | list[str] | None) -> tuple[str, ...] | None:
    if annotation is None:
        return None
    return (annotation,) if isinstance(annotation, str) else tuple(annotation)
