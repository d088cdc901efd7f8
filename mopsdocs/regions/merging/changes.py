"""What one version of a document changed against another: unit by unit, for status, summaries and pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mopsdocs.documents.units import Path, Unit
from mopsdocs.regions.merging.order import moved_keys
from mopsdocs.regions.merging.sides import Side, same_data, same_lines, steps
from mopsdocs.regions.paths import is_list_of_steps, unit_path

Kind = Literal["added", "removed", "changed", "moved", "order", "comment"]
"""A unit came, went, means something else, stands in another stage; the items of a list were sorted anew; or only
comments and the way of writing changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that changed. `path` leads to it by the ids of the earlier version, without the stage of a step.

    `unit` is what people call it, `stages[qa]/steps[test-send]/due`. `old` and `new` are what it meant and means, and
    `lines` are the lines of its own that came or went, where nothing but these has changed.
    """

    kind: Kind
    path: Path
    unit: str
    old: object
    new: object
    lines: tuple[str, ...] = ()


def changes(before: Side, after: Side) -> tuple[Change, ...]:
    """What `after`, whose keys refer to `before`, changed, in the order of the text."""
    return tuple(_Comparison(before, after).all())


class _Comparison:
    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        self.was = {before.key(step): (before.key(stage), step) for stage, step in steps(before)}
        self.now = {after.key(step): (after.key(stage), step) for stage, step in steps(after)}

    def all(self) -> Iterator[Change]:
        return self.pair(self.before.opened.root, self.after.opened.root, ())

    def pair(self, old: Unit, new: Unit, path: Path) -> Iterator[Change]:
        """What changed between two versions of a unit."""
        if same_lines(self.before, old, self.after, new):
            return
        if old.children and new.children and old.holds == new.holds:
            own, own_now = _words(self.before, old), _words(self.after, new)
            if own != own_now:
                lines = [line for line in own if line not in own_now] + [line for line in own_now if line not in own]
                yield replace(self.change("comment", path, old, new), lines=tuple(lines))
            yield from self.children(old, new, path)
        elif same_data(self.before, old, self.after, new):
            yield self.change("comment", path, old, new)
        else:
            yield self.change("changed", path, old, new)

    def children(self, old: Unit, new: Unit, path: Path) -> Iterator[Change]:
        """What changed below a unit."""
        before = {self.before.key(part): part for part in old.children}
        after = {self.after.key(part): part for part in new.children}
        movable = is_list_of_steps(path)
        if new.holds == "items":
            common = [key for key in before if key in after]
            if moved_keys(common, list(after)):
                yield self.change("order", path, old, new)
        for key, part in after.items():
            here = (*path, key)
            if key in before:
                yield from self.pair(before[key], part, here)
            elif movable and key in self.was:
                yield self.change("moved", here, self.was[key][1], part)
                yield from self.pair(self.was[key][1], part, here)
            else:
                yield self.change("added", here, None, part)
        for key, part in before.items():
            if key not in after and not (movable and key in self.now):
                yield self.change("removed", (*path, key), part, None)

    def change(self, kind: Kind, path: Path, old: Unit | None, new: Unit | None) -> Change:
        """A change of the unit that was `old` and is `new`."""
        side, unit = (self.after, new) if new is not None else (self.before, old)
        assert unit is not None
        return Change(
            kind,
            unit_path(path),
            side.opened.name(unit.pointer),
            self.before.data(old) if old is not None else None,
            self.after.data(new) if new is not None else None,
        )


def _words(side: Side, unit: Unit) -> list[str]:
    """The lines that a unit with children has for itself, but for blank ones."""
    text = side.lead(unit) + side.head(unit) + side.tail(unit)
    return [line for line in text.splitlines() if line.strip()]
