"""The way of a merge through the units of three versions of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mopsdocs.documents.lines import reindent
from mopsdocs.documents.units import Path, Unit
from mopsdocs.regions.merging.bodies import Body, merged_body, picked
from mopsdocs.regions.merging.lines import merged_lines
from mopsdocs.regions.merging.order import merged_order
from mopsdocs.regions.merging.outcome import Choice, Conflict, Question, What
from mopsdocs.regions.merging.outlines import heads_and_tails, joined, with_dash, with_value
from mopsdocs.regions.merging.places import Places, changed_beyond_moves, places
from mopsdocs.regions.merging.sides import Side, same_data, same_lines, stages
from mopsdocs.regions.paths import STEPS, is_list_of_steps, unit_path


@dataclass(frozen=True, slots=True)
class Trio:
    """One unit in three versions, None where a version does not have it."""

    path: Path
    base: Unit | None
    ours: Unit | None
    theirs: Unit | None


@dataclass(frozen=True, slots=True)
class Part:
    """Merged lines, and what they mean."""

    text: str
    data: Any


class Walk:
    """Walks three trees at once. What one side has left alone comes from the other side whole.

    `kept` are the stages that one side removed and about which somebody has to decide: until then they are as ours are.
    """

    def __init__(self, base: Side, ours: Side, theirs: Side, choices: Mapping[Question, Choice]) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.choices = choices
        self.conflicts: list[Conflict] = []
        self.kept: set[Path] = set()
        self.places: Places | None = None
        if "stages" in base.opened.text:
            self.places = places(base, ours, theirs, self._wants_their_place, self._is_gone)

    def document(self) -> Part:
        """The whole document."""
        trio = Trio((), self.base.opened.root, self.ours.opened.root, self.theirs.opened.root)
        if self.places is not None:
            self._tell_moves(self.places)
        return self._branch(trio, 0)

    # What to do with a unit

    def _part(self, trio: Trio, indent: int) -> Part | None:
        """The merged unit in the column `indent`; None when it is gone."""
        choice = self._choice(trio.path)
        is_open = self._is_open(trio.path)
        if choice is not None and (not is_open or len(trio.path) == 1):
            if choice == "theirs" and _is_plain(trio):
                return self._leaf(trio, indent, choice)
            return self._chosen(trio, choice, indent)
        if is_open:
            return self._open(trio, indent)
        ours, theirs = trio.ours, trio.theirs
        if ours is None or theirs is None:
            return self._one_sided(trio, indent)
        choice = self._changed_side(trio.base, ours, theirs)
        if choice is None or (choice == "theirs" and self._is_asked_below(trio.path)):
            return self._changed_by_both(trio, indent)
        return self._chosen(trio, choice, indent)

    def _changed_side(self, base: Unit | None, ours: Unit, theirs: Unit) -> Choice | None:
        """The side that changed a unit; ours when both changed it alike, None when each did it in its own way."""
        if same_lines(self.ours, ours, self.theirs, theirs):
            return "ours"
        if base is not None and same_lines(self.base, base, self.ours, ours):
            return "theirs"
        return "ours" if base is not None and same_lines(self.base, base, self.theirs, theirs) else None

    def _changed_by_both(self, trio: Trio, indent: int) -> Part | None:
        assert trio.ours is not None
        assert trio.theirs is not None
        is_new = trio.base is None and trio.ours.kind == "item"
        if is_new and not same_data(self.ours, trio.ours, self.theirs, trio.theirs):
            return self._keep(trio, "added", indent)
        if self._alike(trio):
            return self._branch(trio, indent)
        return self._leaf(trio, indent) if _is_plain(trio) else self._rewritten(trio, indent)

    def _one_sided(self, trio: Trio, indent: int) -> Part | None:
        side, unit = (self.ours, trio.ours) if trio.ours is not None else (self.theirs, trio.theirs)
        assert unit is not None
        choice = self._choice(trio.path[:2])
        if choice is not None or trio.path[:2] in self.kept:
            return self._chosen(trio, choice or "ours", indent)
        if trio.base is None:
            return _whole(side, unit, indent)
        if self._moved_by_one(trio) or not _same_words(self.base, trio.base, side, unit):
            return self._keep(trio, "removed-there" if trio.ours is not None else "removed-here", indent)
        return None

    def _rewritten(self, trio: Trio, indent: int) -> Part | None:
        """A unit that has children on one side only: a list was written in another style, or became something else."""
        assert trio.ours is not None
        assert trio.theirs is not None
        base = _as_body(self.base, trio.base) if trio.base is not None else None
        body = merged_body(base, _as_body(self.ours, trio.ours), _as_body(self.theirs, trio.theirs))
        return Part(reindent(body.text, indent), body.data) if body is not None else self._keep(trio, "changed", indent)

    def _keep(self, trio: Trio, what: What, indent: int) -> Part | None:
        """Our version, and a conflict."""
        self._conflict(trio, what)
        return self._chosen(trio, "ours", indent)

    def _chosen(self, trio: Trio, choice: Choice, indent: int) -> Part | None:
        unit = trio.ours if choice == "ours" else trio.theirs
        if unit is None:
            return None
        return _whole(self.ours if choice == "ours" else self.theirs, unit, indent)

    def _choice(self, path: Path, aspect: str = "content") -> Choice | None:
        if not self.choices:
            return None
        names = unit_path(path)
        if aspect != "content":
            found = self.choices.get((names, aspect))
            if found is not None:
                return found
        candidates = (self.choices.get((names[:depth], "content")) for depth in range(1, len(names) + 1))
        return next((choice for choice in candidates if choice is not None), None)

    def _is_asked_below(self, path: Path) -> bool:
        """Whether there is a choice about something in the unit at `path`."""
        names = unit_path(path)
        within = {names, STEPS} if path[:1] == STEPS[:1] and len(path) < 4 else {names}
        return any(asked[: len(top)] == top for asked, _ in self.choices for top in within)

    def _conflict(self, trio: Trio, what: What) -> None:
        known = (trio.base, self.base), (trio.ours, self.ours), (trio.theirs, self.theirs)
        side, unit = next((side, unit) for unit, side in (known[1], known[2], known[0]) if unit is not None)
        texts = [None if unit is None else side.lines(unit) for unit, side in known]
        self.conflicts.append(Conflict(side.opened.name(unit.pointer), trio.path, what, texts[0], texts[1], texts[2]))

    # A unit with children

    def _alike(self, trio: Trio) -> bool:
        """Whether all versions have children of one kind, as far as they have any; one at least has."""
        versions = ((self.base, trio.base), (self.ours, trio.ours), (self.theirs, trio.theirs))
        known = [(side, unit) for side, unit in versions if unit is not None]
        holds = {unit.holds for side, unit in known if unit.children or side.data(unit) not in ([], {}, None)}
        return len(holds) == 1 and "nothing" not in holds

    def _branch(self, trio: Trio, indent: int) -> Part:
        """A unit that has children, put together of its own lines and theirs."""
        outlines = [
            (side, unit)
            for side, unit in ((self.ours, trio.ours), (self.theirs, trio.theirs), (self.base, trio.base))
            if unit is not None and unit.children
        ]
        unit = outlines[0][1]
        inner = indent + unit.children[0].indent - unit.indent
        lead = self._comments(trio, Side.lead)
        heads, tails = heads_and_tails((self.base, trio.base), (self.ours, trio.ours), (self.theirs, trio.theirs))
        head, tail = self._head(trio, *heads), self._merged_comments(trio, *tails)
        order, parts = self._children(trio, inner)
        items = unit.holds == "items"
        if not parts:
            head = with_value(head, "[]" if items else "{}")
            return Part(reindent(lead + head + tail, indent), [] if items else {})
        body = joined([*(parts[key].text for key in order), reindent(tail, indent)])
        value: Any = [parts[key].data for key in order] if items else {key: parts[key].data for key in order}
        if unit.kind == "item" and not head:
            body = with_dash(body, indent)
        return Part(reindent(lead + head, indent) + body, value)

    def _children(self, trio: Trio, indent: int) -> tuple[tuple[str, ...], dict[str, Part]]:
        """The merged children by their keys, and their order."""
        base, ours, theirs = (
            {side.key(part): part for part in unit.children} if unit is not None else {}
            for side, unit in ((self.base, trio.base), (self.ours, trio.ours), (self.theirs, trio.theirs))
        )
        trios = {
            key: Trio((*trio.path, key), base.get(key), ours.get(key), theirs.get(key)) for key in {**ours, **theirs}
        }
        if self.places is not None and is_list_of_steps(trio.path) and trio.path[1] in self.places.open:
            was, here, there = self.places.units
            members = set(self.places.in_stage(trio.path[1])) & trios.keys()
            trios = {
                key: Trio((*trio.path, key), was.get(key), here.get(key), there.get(key))
                for key in trios
                if key in members
            }
        made = {key: self._part(child, indent) for key, child in trios.items()}
        parts = {key: part for key, part in made.items() if part is not None}
        choice = self._choice(trio.path, "order")
        order = merged_order([*base], [*ours], [*theirs], parts.keys(), theirs_first=choice == "theirs")
        if order.contested and choice is None and trio.ours is not None and trio.ours.holds == "items":
            self._conflict(trio, "order")
        return order.keys, parts

    def _head(self, trio: Trio, base: str, ours: str, theirs: str) -> str:
        """The line of the key of a unit with children, or of its dash."""
        if not trio.path:
            return self._merged_comments(trio, base, ours, theirs)
        if trio.ours is None or trio.theirs is None:
            return ours if trio.ours is not None else theirs
        found = picked(base if trio.base is not None else None, ours, theirs)
        return found if found is not None else self._contested(trio, ours, theirs)

    def _comments(self, trio: Trio, of: Callable[[Side, Unit], str]) -> str:
        """Comments and blank lines above or below a unit."""
        known = (self.base, trio.base), (self.ours, trio.ours), (self.theirs, trio.theirs)
        return self._merged_comments(trio, *(of(side, unit) if unit is not None else "" for side, unit in known))

    def _merged_comments(self, trio: Trio, base: str, ours: str, theirs: str) -> str:
        """What both sides made of comments; ours, and a conflict, where they disagree."""
        if trio.ours is None or trio.theirs is None:
            return ours if trio.ours is not None else theirs
        found = picked(base, ours, theirs)
        if found is None:
            found = _lines_of_both(base, ours, theirs)
        return found if found is not None else self._contested(trio, ours, theirs)

    def _contested(self, trio: Trio, ours: str, theirs: str) -> str:
        """Our comment, and a conflict; or what was chosen."""
        choice = self._choice(trio.path, "comment")
        if choice is None:
            self._conflict(trio, "comment")
        return theirs if choice == "theirs" else ours

    # A unit without children

    def _leaf(self, trio: Trio, indent: int, choice: Choice | None = None) -> Part | None:
        """A unit without children, whose value or comments both sides changed.

        A `choice` is about the value; our comments beside it stay.
        """
        assert trio.ours is not None
        assert trio.theirs is not None
        base = Body.of(self.base, trio.base) if trio.base is not None else None
        ours, theirs = Body.of(self.ours, trio.ours), Body.of(self.theirs, trio.theirs)
        body = theirs if choice == "theirs" else merged_body(base, ours, theirs)
        if body is None:
            return self._keep(trio, "changed", indent)
        comment = body.comment
        if ours.is_line and theirs.is_line:
            found = picked(base.comment if base else None, ours.comment, theirs.comment)
            comment = found if found is not None else self._contested(trio, ours.comment, theirs.comment)
        lead, trail = self._comments(trio, Side.lead), self._comments(trio, Side.trail)
        return Part(reindent(lead + body.value + comment + body.followed_by(trail), indent), body.data)

    # Steps that change their stage

    def _is_open(self, path: Path) -> bool:
        """Whether the unit at `path` holds, or may hold, steps that come or go."""
        if self.places is None or path[:1] != ("stages",):
            return False
        return len(path) == 1 or (path[1] in self.places.open and (len(path) == 2 or path[2:] == ("steps",)))

    def _open(self, trio: Trio, indent: int) -> Part | None:
        """A unit that steps come to or go from: it is never taken whole."""
        if len(trio.path) == 2 and trio.base is not None and (trio.ours is None or trio.theirs is None):
            if not self._stays(trio):
                return None
            trio = Trio(trio.path, None, trio.ours, trio.theirs)
        if self._alike(trio):
            return self._branch(trio, indent)
        if trio.base is None and (trio.ours is None or trio.theirs is None):
            return self._one_sided(trio, indent)
        if trio.ours is None or trio.theirs is None:
            return None
        choice = self._choice(trio.path)
        return self._rewritten(trio, indent) if choice is None else self._chosen(trio, choice, indent)

    def _stays(self, trio: Trio) -> bool:
        """Whether a stage that one side removed stays: because somebody wants it, or a step that both have is in it."""
        assert self.places is not None
        here, there = self.places.units[1:]
        steps = list(self.places.in_stage(trio.path[1]))
        choice = self._choice(trio.path)
        if any(key in here and key in there for key in steps) and (choice is not None or trio.ours is None):
            return True
        if choice is not None:
            return (trio.ours if choice == "ours" else trio.theirs) is not None
        side, unit = (self.ours, trio.ours) if trio.ours is not None else (self.theirs, trio.theirs)
        assert trio.base is not None
        assert unit is not None
        own = here if trio.ours is not None else there
        inhabited = any(key in own and self._still_wanted(key) for key in steps)
        if not inhabited and not changed_beyond_moves(self.places, self.base, trio.base, side, unit):
            return False
        self._conflict(trio, "removed-there" if trio.ours is not None else "removed-here")
        self.kept.add(trio.path)
        return trio.ours is not None

    def _still_wanted(self, key: str) -> bool:
        """Whether a step is there on both sides, or was added, changed or moved by the one that has it."""
        assert self.places is not None
        was, here, there = (units.get(key) for units in self.places.units)
        if here is not None and there is not None:
            return True
        side, unit = (self.ours, here) if here is not None else (self.theirs, there)
        if unit is None or was is None:
            return unit is not None
        moved = _stage_key(self.base, was) != _stage_key(side, unit)
        return moved or not same_lines(self.base, was, side, unit)

    def _moved_by_one(self, trio: Trio) -> bool:
        """Whether the side that still has a step has moved it to another stage."""
        if self.places is None or len(trio.path) != 4 or not is_list_of_steps(trio.path[:3]) or trio.base is None:
            return False
        side, unit = (self.ours, trio.ours) if trio.ours is not None else (self.theirs, trio.theirs)
        assert unit is not None
        return _stage_key(self.base, trio.base) != _stage_key(side, unit)

    def _wants_their_place(self, step: str) -> bool:
        return self._choice((STEPS[0], "", STEPS[1], step), "moved") == "theirs"

    def _is_gone(self, stage: str) -> bool:
        """Whether we removed the stage, and nobody has chosen to have it back."""
        here = any(self.ours.key(unit) == stage for unit in stages(self.ours))
        was = any(self.base.key(unit) == stage for unit in stages(self.base))
        return was and not here and self._choice(("stages", stage)) != "theirs"

    def _tell_moves(self, places: Places) -> None:
        for key in sorted(places.contested | places.stranded):
            path = ("stages", places.stage[key], "steps", key)
            if self._choice(path, "moved") is None:
                was, here, there = (units.get(key) for units in places.units)
                self._conflict(Trio(path, was, here, there), "moved")


def _is_plain(trio: Trio) -> bool:
    """Whether both sides have a unit, without children."""
    return all(unit is not None and not unit.children for unit in (trio.ours, trio.theirs))


def _as_body(side: Side, unit: Unit) -> Body:
    """A whole unit as one body, with the comments in and around it."""
    return Body(side.lines(unit), "", side.data(unit), unit.kind == "item")


def _whole(side: Side, unit: Unit, indent: int) -> Part:
    return Part(side.lines(unit, indent), side.data(unit))


def _lines_of_both(base: str, ours: str, theirs: str) -> str | None:
    """Comments with the lines that either side added."""
    lines = merged_lines(base.splitlines(True), ours.splitlines(True), theirs.splitlines(True), both=True)
    return "".join(lines) if lines is not None else None


def _same_words(one: Side, unit: Unit, other: Side, twin: Unit) -> bool:
    """Whether two units have the same lines but for blank ones."""
    return [line for line in one.lines(unit).split("\n") if line.strip()] == [
        line for line in other.lines(twin).split("\n") if line.strip()
    ]


def _stage_key(side: Side, step: Unit) -> str:
    """The key of the stage that `step` stands in."""
    return next(side.key(stage) for stage in stages(side) if stage.pointer == step.pointer[:2])
