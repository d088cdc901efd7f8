"""The three-way merge: a text that both sides would recognise, and what they have to agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from mopsdocs.checks.facts.identities import repeated_items
from mopsdocs.documents.likeness import opened_like
from mopsdocs.documents.lines import usual_break, with_breaks
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.validation import accepts, violations
from mopsdocs.regions.merging.changes import Change, changes
from mopsdocs.regions.merging.lines import with_breaks_of
from mopsdocs.regions.merging.outcome import CannotMerge, Choice, Conflict, Merged, Question
from mopsdocs.regions.merging.sides import Side, find_unit
from mopsdocs.regions.merging.walk import Walk


class Upstream:
    """What a document was and what it has become elsewhere: a merge into any number of versions of our own."""

    def __init__(self, kind: str, base: str, theirs: str) -> None:
        self._kind = kind
        self._texts = base, theirs
        self._sides: dict[str, tuple[Side, Side]] = {}
        self._ours: tuple[str, Side] | None = None

    def into(self, ours: str, choices: Mapping[Question, Choice] | None = None, *, value: Any = None) -> Merged:
        """`ours` with what they have changed since the base; see `merge`. `value` is what ours means, if known."""
        eol = usual_break(ours)
        base, theirs = self.sides(eol)
        mine = self._version(ours, value)
        if self._texts[1] in (self._texts[0], ours):
            return Merged(ours, mine.opened.value, ())
        if (
            ours == self._texts[0]
            and not choices
            and (self._fits(theirs.opened.value) or not self._fits(base.opened.value))
        ):
            return Merged(self._texts[1], theirs.opened.value, ())
        made = self._walk(mine, choices or {})
        if not self._fits(made.value) and self._fits(mine.opened.value):
            made = self._without_misfits(mine, made, choices or {})
        return replace(made, text=self._ended(made.text, ours, eol))

    def _ended(self, text: str, ours: str, eol: str) -> str:
        """`text` with the line breaks of ours, without the last one if both sides together want none there."""
        was, here, there = (not version.endswith("\n") for version in (self._texts[0], ours, self._texts[1]))
        if 0 < ours.count("\r\n") < ours.count("\n"):
            text = with_breaks_of(ours if ours.endswith("\n") else ours + eol, text)
        bare = text.removesuffix(eol)
        last = bare.rpartition("\n")[2]
        known = any(version.rpartition("\n")[2] == last for version in (ours, self._texts[1]))
        return bare if (here if there == was else there) and known else text

    def sides(self, eol: str = "\n") -> tuple[Side, Side]:
        """The base and their version with the line breaks `eol`."""
        if eol not in self._sides:
            base = Side.of(self._kind, with_breaks(self._texts[0], eol))
            self._sides[eol] = base, Side.of(self._kind, with_breaks(self._texts[1], eol), base)
        return self._sides[eol]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What they changed since the base."""
        return changes(*self.sides())

    def changes_in(self, ours: str, value: Any = None) -> tuple[Change, ...]:
        """What `ours`, which means `value`, changed since the base."""
        base, _ = self.sides(usual_break(ours))
        return changes(base, self._version(ours, value))

    def _version(self, ours: str, value: Any) -> Side:
        """`ours` with one kind of line breaks. The last one is remembered: who compares a copy merges into it next."""
        if self._ours is None or self._ours[0] != ours:
            eol = usual_break(ours)
            self._ours = ours, Side.of(self._kind, with_breaks(ours, eol), self.sides(eol)[0], value)
        return self._ours[1]

    def _walk(self, ours: Side, choices: Mapping[Question, Choice]) -> Merged:
        base, theirs = self.sides(usual_break(ours.opened.text))
        walk = Walk(base, ours, theirs, choices)
        part = walk.document()
        value = part.data
        if opened_like(ours.opened, part.text, value) is None:
            loaded = load(part.text)
            value = loaded.value
            if any(not problem.warning for problem in loaded.problems) or not same(value, part.data):
                raise CannotMerge
        return Merged(part.text, value, tuple(walk.conflicts))

    def _fits(self, value: Any) -> bool:
        """Whether the schema accepts `value` and no two parts of it have one id."""
        return accepts(self._kind, value) and not any(repeated_items(self._kind, value)) and not _repeated_gates(value)

    def _misfit(self, value: Any) -> str:
        """What is wrong with a value that does not fit, in words."""
        found = [violation.message for violation in violations(self._kind, value)]
        found += [f"{item.what} {item.id} would be there twice" for item in repeated_items(self._kind, value)]
        return [*found, *_repeated_gates(value)][0]

    def _without_misfits(self, ours: Side, made: Merged, choices: Mapping[Question, Choice]) -> Merged:
        """The merge without that change of theirs that does not fit what we have, or without any; as conflicts."""
        fault = self._misfit(made.value)
        _, theirs = self.sides(usual_break(ours.opened.text))
        taken = changes(ours, Side.of(self._kind, made.text, ours, made.value))
        for change in taken:
            tried = self._walk(ours, {**choices, (change.path, "content"): "ours"})
            if self._fits(tried.value):
                return replace(tried, conflicts=(*tried.conflicts, _unfit(change, ours, theirs, fault)))
        unfit = (_unfit(change, ours, theirs, fault) for change in taken)
        return Merged(ours.opened.text, ours.opened.value, (*made.conflicts, *unfit))


def merge(kind: str, base: str, ours: str, theirs: str, choices: Mapping[Question, Choice] | None = None) -> Merged:
    """`ours`, a document of `kind`, with what `theirs` has changed since `base`.

    What we changed stays; what both changed differently stays ours and is a conflict, unless `choices` has an answer.
    A choice about a content holds for all that the unit consists of. The result means what was merged, and its schema
    accepts it if it accepts ours: changes that do not fit what we have are conflicts too. Raises EditError when a text
    cannot be read, and CannotMerge.
    """
    return Upstream(kind, base, theirs).into(ours, choices)


def _unfit(change: Change, ours: Side, theirs: Side, fault: str) -> Conflict:
    texts = [_lines(side, change) for side in (ours, theirs)]
    return Conflict(change.unit, change.path, "unfit", None, texts[0], texts[1], fault)


def _lines(side: Side, change: Change) -> str | None:
    unit = find_unit(side, change.path)
    return side.lines(unit) if unit is not None else None


def _repeated_gates(value: Any) -> list[str]:
    stages = value.get("stages", []) if isinstance(value, dict) else []
    ids = [stage["gate"]["id"] for stage in stages if isinstance(stage, dict) and stage.get("gate")]
    return [f"gate {id} would be there twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
