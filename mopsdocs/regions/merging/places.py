"""In which stage each step of a playbook stands after a merge, where one side has moved steps between stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mopsdocs.documents.units import Unit
from mopsdocs.regions.merging.sides import Side, same_lines, steps

_Stages = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Where steps go that changed their stage. All names are keys: ids in the base.

    `stage` has the stage of every step, `units` the steps of the base, of ours and of theirs by their keys. `open`
    are the stages that such a step left or entered, and `contested` the steps that both sides moved.
    """

    stage: _Stages
    units: tuple[Mapping[str, Unit], Mapping[str, Unit], Mapping[str, Unit]]
    open: frozenset[str]
    contested: frozenset[str]
    stranded: frozenset[str]

    def in_stage(self, stage: str) -> Iterator[str]:
        """The steps that stand in `stage`."""
        return (key for key, where in self.stage.items() if where == stage)


def places(
    base: Side, ours: Side, theirs: Side, prefers_theirs: Callable[[str], bool], gone: Callable[[str], bool]
) -> Places | None:
    """Where the steps go; None when none has changed its stage.

    `prefers_theirs` says of a step that both sides moved whether it goes where they want, `gone` of a stage whether
    we removed it for good. A step that they moved to such a stage stays where it is, unless theirs is preferred.
    """
    versions = [_stages(side) for side in (base, ours, theirs)]
    was, here, there = ({key: stage for key, (stage, _) in version.items()} for version in versions)
    keys = {**here, **there}
    wandering = {key for key in keys if len({side[key] for side in (was, here, there) if key in side}) > 1}
    if not wandering:
        return None
    stage, contested, stranded = {}, set(), set()
    for key in keys:
        found = _merged(was.get(key), here.get(key), there.get(key))
        if found is None:
            contested.add(key)
            found = there[key] if prefers_theirs(key) else here[key]
        if key in here and key in wandering and gone(found) and not prefers_theirs(key):
            stranded.add(key)
            found = here[key]
        stage[key] = found
    touched = {side[key] for key in wandering for side in (was, here, there) if key in side}
    units = [{key: unit for key, (_, unit) in version.items()} for version in versions]
    return Places(stage, (units[0], units[1], units[2]), frozenset(touched), frozenset(contested), frozenset(stranded))


def _stages(side: Side) -> dict[str, tuple[str, Unit]]:
    """The stage of every step, and the step; of steps with one id the first."""
    found: dict[str, tuple[str, Unit]] = {}
    for stage, step in steps(side):
        found.setdefault(side.key(step), (side.key(stage), step))
    return found


def _merged(was: str | None, here: str | None, there: str | None) -> str | None:
    """The stage that both sides want; None when they want two."""
    if here is None or there is None:
        return here or there
    if there in (here, was):
        return here
    return there if here == was else None


def changed_beyond_moves(places: Places, base: Side, stage: Unit, other: Side, twin: Unit) -> bool:
    """Whether `twin`, a stage, has more changes against `stage` in the base than steps that came or went."""
    parts = {part.path[-1]: part for part in stage.children}
    if {part.path[-1] for part in twin.children} != set(parts):
        return True
    for part in twin.children:
        before = parts[part.path[-1]]
        if part.path[-1] == "steps" and part.holds == before.holds == "items":
            known = places.units[0]
            here = other.key(twin)
            for step in part.children:
                key = other.key(step)
                if places.stage.get(key) != here:
                    continue
                if key not in known or not same_lines(base, known[key], other, step):
                    return True
        elif not same_lines(base, before, other, part):
            return True
    return False
