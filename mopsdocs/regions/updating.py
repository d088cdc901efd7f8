"""One copy brought up to date: a pure plan of what its text becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mopsdocs.documents.loader import load
from mopsdocs.documents.model import Origin
from mopsdocs.regions.conflict_files import ConflictFile, OpenConflict
from mopsdocs.regions.merging.changes import Change
from mopsdocs.regions.merging.merge import Upstream
from mopsdocs.regions.merging.outcome import Choice, Conflict, Question
from mopsdocs.regions.merging.sides import Side, find_unit
from mopsdocs.regions.origin import KIND, LibraryText, with_origin
from mopsdocs.regions.paths import MISSING, OWN, path_of, value_at


@dataclass(frozen=True, slots=True)
class CopyText:
    """A regional copy: its path, its region, its text and what that means, and what it says about its origin."""

    path: str
    region: str
    text: str
    value: Any
    origin: Origin

    def with_text(self, text: str) -> CopyText:
        """The copy with another text."""
        return replace(self, text=text, value=load(text).value)


@dataclass(frozen=True, slots=True)
class Update:
    """What becomes of a copy.

    `text` is its new text, which means `value` (apart from its origin), `taken` what of the library's changes is new in
    it, `conflicts` what is left to choose.
    """

    text: str
    value: Any
    taken: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def updated(
    upstream: Upstream, library: LibraryText, copy: CopyText, choices: Mapping[Question, Choice], blob: str | None
) -> Update:
    """The text of a copy with what the library playbook changed since the copy was made or last brought up to date.

    The origin, with `blob` as the git object of the library's text, moves on only when no conflict is left.
    """
    declined: dict[Question, Choice] = {(path_of(unit), "content"): "ours" for unit in copy.origin.kept}
    answers = {**_own_record(upstream, copy), **declined, **choices}
    merged = upstream.into(copy.text, answers, value=copy.value)
    text = merged.text
    if not merged.conflicts:
        text = with_origin(text, copy.value["origin"], library, copy.origin, blob)
    left = {conflict.question: "ours" for conflict in merged.conflicts}
    taken = (
        change for change in upstream.changes if _is_new(change, copy) and not _declined(change, {**answers, **left})
    )
    return Update(text, merged.value, tuple(taken), merged.conflicts)


def _own_record(upstream: Upstream, copy: CopyText) -> dict[Question, Choice]:
    """Choices for the header fields that the copy keeps a record of its own in."""
    base, _ = upstream.sides()
    return {((key,), "content"): "ours" for key in OWN if copy.value.get(key) != base.opened.value.get(key)}


def _is_new(change: Change, copy: CopyText) -> bool:
    """Whether the copy does not have what a change of the library brings."""
    if change.kind in ("comment", "order", "moved"):
        return True
    here = value_at(copy.value, change.path)
    return here is not MISSING if change.kind == "removed" else here is MISSING or here != change.new


def _declined(change: Change, answers: Mapping[Question, str]) -> bool:
    """Whether a change of the library does not reach the copy: it was declined, or is waiting for a choice."""
    aspect = change.kind if change.kind in ("comment", "order", "moved") else "content"
    if (change.path, aspect) in answers:
        return answers[change.path, aspect] == "ours"
    return any(answers.get((change.path[:depth], "content")) == "ours" for depth in range(1, len(change.path) + 1))


def open_conflicts(copy: CopyText, library: LibraryText, update: Update) -> ConflictFile:
    """What is open in a copy after an update."""
    side = Side.of(KIND, update.text, value=update.value)
    found = tuple(OpenConflict(conflict, _lines(side, conflict)) for conflict in update.conflicts)
    return ConflictFile(copy.path, copy.origin.sha256, library.sha256, library.version, found)


def _lines(side: Side, conflict: Conflict) -> tuple[int, int] | None:
    """The lines of a unit, from 1."""
    unit, text = find_unit(side, conflict.question[0]), side.opened.text
    if unit is None:
        return None
    return text.count("\n", 0, unit.lead_end) + 1, text.count("\n", 0, unit.end - 1) + 1
