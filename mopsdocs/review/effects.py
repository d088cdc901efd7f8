"""What a change of a library playbook means for its regional copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from mopsdocs.documents.opened import same
from mopsdocs.documents.opened import value_at as at
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import MISSING, STEPS, value_at
from mopsdocs.review.facts import Fact

What = Literal["inherits", "has it already", "will conflict", "has no such unit"]
"""What a change of a playbook means for a copy: the next sync brings it; the copy did the same; the copy has something
of its own there, and somebody has to choose; or the copy does not have what was changed."""

_WHERE_MISSING: Final[Mapping[str, What]] = {"added": "inherits", "removed": "has it already"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means for the copy of a region."""

    region: str
    effect: What


def by_effect(effects: Iterable[Effect]) -> list[tuple[What, list[str]]]:
    """The regions of each effect, by effect."""
    ordered = sorted(effects, key=lambda one: one.effect)
    return [(effect, [one.region for one in group]) for effect, group in groupby(ordered, key=lambda one: one.effect)]


def effect_on(fact: Fact, before: Any, copy: Any) -> What:
    """What a change means for the playbook `copy`, as it is now."""
    here = value_at(copy, _former_path(fact, before))
    if here is MISSING:
        return _WHERE_MISSING.get(fact.kind, "has no such unit")
    if fact.kind in ("moved", "reordered", "renamed"):
        return "inherits"
    if fact.kind != "removed" and same(here, fact.new):
        return "has it already"
    return "inherits" if fact.kind != "added" and same(here, fact.old) else "will conflict"


def _former_path(fact: Fact, before: Any) -> Path:
    """The path of a fact under the ids that a copy of the earlier version has."""
    path, pointer = fact.path, fact.old_pointer
    if pointer is None or path[:1] != STEPS[:1] or len(path) < 2:
        return path
    if path[:2] == STEPS:
        return (*STEPS, at(before, pointer[:4])["id"], *path[3:])
    return (STEPS[0], at(before, pointer[:2])["id"], *path[2:])
