"""What one version of a document changed against another: facts by id, without a verdict.

Values are compared, not lines: layout, comments and the order of keys are no facts. Items of a list are told apart by
the identity that its schema gives them (`x-identity`), under the id of before where `previous_ids` names it; the order
of a list is a fact unless the schema says that it means nothing (`x-unordered`). Steps count in the whole playbook, so
one that went to another stage has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import item_names, previous_ids
from mopsdocs.documents.opened import same
from mopsdocs.documents.schema import Schema, bundle, child, field_at
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import STEPS, is_list_of_steps, unit_path

Kind = Literal["added", "removed", "changed", "moved", "reordered", "renamed"]
"""A field or an item came, went or means something else; a step stands in another stage; the items of a list stand in
another order; or an item has another id, and notes the old one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One change. `path` are the keys and ids on the way to it, those of the later version where both have it.

    The stage of a step is not part of the path. What becomes of the steps and the gate of a stage is told of each by
    itself, also where the whole stage came or went. `old` and `new` are values; the ids of its stages for what moved,
    the names of its items for a list in another order, its ids for what was renamed. The pointers lead to the place in
    either version, None where it has no such place.
    """

    kind: Kind
    path: Path
    old: Any
    new: Any
    old_pointer: Pointer | None
    new_pointer: Pointer | None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value, and where it stands in its document."""

    value: Any
    pointer: Pointer

    def at(self, key: str | int) -> _Spot:
        """What is below it."""
        return _Spot(self.value[key], (*self.pointer, key))


_Items = Mapping[str, _Spot]
_Placed = _Spot | tuple[str, _Spot]


Both = tuple[Any, Any]
"""The values of one thing in the earlier and the later version."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a document: the facts, in the order of the later version, and what is in both of them.

    `stages` and `steps` are by their ids, `gates` by the ids of their stages, always those of the later version.
    """

    facts: tuple[Fact, ...]
    stages: Mapping[str, Both]
    steps: Mapping[str, Both]
    gates: Mapping[str, Both]


def compared(kind: str, before: Any, after: Any) -> Compared:
    """What `after`, the value of a document of `kind`, changed since `before`."""
    return _Comparison(kind, before, after).compared(before, after)


def facts(kind: str, before: Any, after: Any) -> tuple[Fact, ...]:
    """The facts alone."""
    return () if same(before, after) else compared(kind, before, after).facts


class _Comparison:
    """`before` and `after` are documents of one kind. Stages, steps and gates are known by the ids of the later one."""

    def __init__(self, kind: str, before: Any, after: Any) -> None:
        self.root = bundle(kind)
        is_playbook = kind == "playbook"
        self.was, self.now = (_Parts(dict(_stages(version)) if is_playbook else {}) for version in (before, after))
        self.stages = _paired(self.was.stages, self.now.stages)
        self.steps = _paired(self.was.steps, self.now.steps)
        self.gates = _paired(self.was.gates, self.now.gates)

    def compared(self, before: Any, after: Any) -> Compared:
        """Every fact: those of gates last, because a gate may have left its stage."""
        was, now = self.was, self.now
        return Compared(
            (*self.of_value(_Spot(before, ()), _Spot(after, ()), self.root, ()), *self.of_gates()),
            {name: (was.stages[old].value, now.stages[name].value) for name, old in self.stages.items()},
            {name: (was.steps[old][1].value, now.steps[name][1].value) for name, old in self.steps.items()},
            {
                now.gates[name][0]: (was.gates[old][1].value, now.gates[name][1].value)
                for name, old in self.gates.items()
            },
        )

    def of_value(self, old: _Spot, new: _Spot, schema: Schema | None, path: Path) -> Iterator[Fact]:
        """What changed between two versions of a value."""
        if same(old.value, new.value):
            return
        if isinstance(old.value, dict) and isinstance(new.value, dict):
            yield from self.of_mapping(old, new, schema, path)
        elif isinstance(old.value, list) and isinstance(new.value, list):
            yield from self.of_list(old, new, schema, path)
        else:
            yield Fact("changed", unit_path(path), old.value, new.value, old.pointer, new.pointer)

    def of_mapping(self, old: _Spot, new: _Spot, schema: Schema | None, path: Path) -> Iterator[Fact]:
        """What changed in a mapping, key by key. Another id is one fact; the note of the old one is part of it."""
        was, now = old.value.get("id"), new.value.get("id")
        skipped = {"gate"} if self.now.stages and len(path) == 2 and path[0] == STEPS[0] else set()
        if isinstance(was, str) and isinstance(now, str) and was != now and was in previous_ids(new.value):
            yield Fact("renamed", unit_path(path), was, now, (*old.pointer, "id"), (*new.pointer, "id"))
            skipped |= {"id", "previous_ids"}
        for key in new.value:
            below = (*path, key)
            if key in skipped:
                continue
            if key in old.value:
                yield from self.of_value(old.at(key), new.at(key), child(schema, key, self.root), below)
            else:
                yield Fact("added", unit_path(below), None, new.value[key], None, (*new.pointer, key))
        for key in old.value:
            if key not in new.value and key not in skipped:
                yield Fact("removed", unit_path((*path, key)), old.value[key], None, (*old.pointer, key), None)

    def of_list(self, old: _Spot, new: _Spot, schema: Schema | None, path: Path) -> Iterator[Fact]:
        """What changed in a list: item by item where they have names of their own, else as a whole."""
        was, now = item_names(old.value, schema), item_names(new.value, schema)
        if (was is not None or not old.value) and (now is not None or not new.value) and (was or now):
            before = {name: old.at(number) for number, name in enumerate(was or ())}
            after = {name: new.at(number) for number, name in enumerate(now or ())}
            yield from self.of_items(before, after, schema, path)
            yield from self.of_order(before, after, (old, new), schema, path)
            return
        if schema is not None and schema.get("x-unordered") and _same_members(old.value, new.value):
            return
        kind: Kind = "reordered" if _same_members(old.value, new.value) else "changed"
        yield Fact(kind, unit_path(path), old.value, new.value, old.pointer, new.pointer)

    def of_items(self, before: _Items, after: _Items, schema: Schema | None, path: Path) -> Iterator[Fact]:
        """Which items came, went, moved or have another id, and what changed in each."""
        if is_list_of_steps(path):
            yield from self.of_steps(path[1], before, after)
            return
        names = _paired(before, after)
        inner = child(schema, 0, self.root)
        for name, spot in after.items():
            here = (*path, name)
            if name in names:
                yield from self.of_value(before[names[name]], spot, inner, here)
                continue
            yield Fact("added", unit_path(here), None, spot.value, None, spot.pointer)
            if path == STEPS[:1]:
                yield from self.of_steps(name, {}, self.now.steps_in(name))
        for name, spot in before.items():
            if name not in names.values():
                yield Fact("removed", unit_path((*path, name)), spot.value, None, spot.pointer, None)
                if path == STEPS[:1]:
                    yield from self.of_steps("", self.was.steps_in(name), {})

    def of_steps(self, stage: str, before: _Items, after: _Items) -> Iterator[Fact]:
        """What changed in the steps of one stage."""
        schema = field_at("playbook", ("stages", 0, "steps", 0))
        for name, spot in after.items():
            path = (*STEPS, name)
            if name not in self.steps:
                yield Fact("added", path, None, spot.value, None, spot.pointer)
                continue
            home, old = self.was.steps[self.steps[name]]
            if self.stages.get(stage) != home:
                yield Fact("moved", path, home, stage, old.pointer, spot.pointer)
            yield from self.of_value(old, spot, schema, ("stages", stage, "steps", name))
        for name, spot in before.items():
            if name not in self.steps.values():
                yield Fact("removed", (*STEPS, name), spot.value, None, spot.pointer, None)

    def of_gates(self) -> Iterator[Fact]:
        """What changed in the gates of all stages."""
        schema = field_at("playbook", ("stages", 0, "gate"))
        for name, (stage, spot) in self.now.gates.items():
            path = ("stages", stage, "gate")
            if name not in self.gates:
                yield Fact("added", path, None, spot.value, None, spot.pointer)
                continue
            home, old = self.was.gates[self.gates[name]]
            if self.stages.get(stage) != home:
                yield Fact("moved", path, home, stage, old.pointer, spot.pointer)
            yield from self.of_value(old, spot, schema, path)
        for name, (stage, spot) in self.was.gates.items():
            if name not in self.gates.values():
                yield Fact("removed", ("stages", stage, "gate"), spot.value, None, spot.pointer, None)

    def of_order(
        self, before: _Items, after: _Items, lists: tuple[_Spot, _Spot], schema: Schema | None, path: Path
    ) -> Iterator[Fact]:
        """Whether the items that both versions have stand in another order, if that means something."""
        if schema is not None and schema.get("x-unordered"):
            return
        names = _paired(before, after)
        now, former = list(names), [*before]
        was = sorted(names, key=lambda name: former.index(names[name]))
        if was != now:
            old, new = lists
            yield Fact("reordered", unit_path(path), was, now, old.pointer, new.pointer)


class _Parts:
    """The stages of a playbook by their ids, and its steps and gates, each with the id of its stage."""

    def __init__(self, stages: Mapping[str, _Spot]) -> None:
        self.stages = stages
        self.steps: dict[str, tuple[str, _Spot]] = {}
        self.gates: dict[str, tuple[str, _Spot]] = {}
        for id, stage in stages.items():
            for name, spot in _named(stage, "steps"):
                self.steps.setdefault(name, (id, spot))
            gate = stage.value.get("gate")
            if isinstance(gate, dict) and isinstance(gate.get("id"), str):
                self.gates.setdefault(gate["id"], (id, stage.at("gate")))

    def steps_in(self, stage: str) -> _Items:
        """The steps of one stage."""
        return {name: spot for name, (home, spot) in self.steps.items() if home == stage}


def _stages(playbook: Any) -> Iterator[tuple[str, _Spot]]:
    return _named(_Spot(playbook, ()), "stages")


def _named(spot: _Spot, key: str) -> Iterator[tuple[str, _Spot]]:
    """The items of a list of mappings by their ids."""
    items = spot.value.get(key) if isinstance(spot.value, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"], _Spot(item, (*spot.pointer, key, number))


def _paired(before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> dict[str, str]:
    """The names of items in the later version with the name that each had before, for those that were there."""
    found = {name: name for name in after if name in before}
    taken = {*found}
    for name, spot in after.items():
        if name not in found:
            item = spot[1].value if isinstance(spot, tuple) else spot.value
            former = next((id for id in previous_ids(item) if id in before and id not in taken), None)
            if former is not None:
                found[name] = former
                taken.add(former)
    return {name: found[name] for name in after if name in found}


def _same_members(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two lists have the same members in any order."""
    left = list(other)
    for value in one:
        found = next((number for number, each in enumerate(left) if same(value, each)), None)
        if found is None:
            return False
        del left[found]
    return not left
