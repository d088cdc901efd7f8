"""One copy brought up to date: a pure plan of what its text becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mopsdocs.documents.model import Origin
from mopsdocs.documents.units import find, units
from mopsdocs.regions.conflict_files import ConflictFile, OpenConflict
from mopsdocs.regions.merging.changes import Change, changes
from mopsdocs.regions.merging.merge import Upstream
from mopsdocs.regions.merging.outcome import Choice, Conflict, Question
from mopsdocs.regions.merging.sides import Side
from mopsdocs.regions.origin import KIND, LibraryText, with_origin
from mopsdocs.regions.unit_names import path_of

OWN: tuple[str, ...] = ("version", "last_reviewed")
"""Header fields in which a copy has a record of its own: once it differs from the library's, it stays."""


@dataclass(frozen=True, slots=True)
class CopyText:
    """A regional copy: its path, its region, its text, and what it says about its origin."""

    path: str
    region: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Update:
    """What becomes of a copy.

    `text` is its new text, `taken` what of the library's changes is new in it, `conflicts` what is left to choose.
    """

    text: str
    taken: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def updated(
    upstream: Upstream, library: LibraryText, copy: CopyText, choices: Mapping[Question, Choice], blob: str | None
) -> Update:
    """The text of a copy with what the library playbook changed since the copy was made or last brought up to date.

    The origin, with `blob` as the git object of the library's text, moves on only when no conflict is left.
    """
    declined: dict[Question, Choice] = {(path_of(unit), "content"): "ours" for unit in copy.origin.kept}
    merged = upstream.into(copy.text, {**_own_record(upstream, copy.text), **declined, **choices})
    text = merged.text
    if not merged.conflicts:
        text = with_origin(text, library, copy.origin, blob=blob)
    before = Side.of(KIND, copy.text)
    taken = [change for change in changes(before, Side.of(KIND, text, before)) if change.path[:1] != ("origin",)]
    return Update(text, tuple(taken), merged.conflicts)


def _own_record(upstream: Upstream, copy: str) -> dict[Question, Choice]:
    """Choices for the header fields that the copy keeps a record of its own in."""
    base, _ = upstream.sides()
    now = Side.of(KIND, copy).opened.value
    return {((key,), "content"): "ours" for key in OWN if now.get(key) != base.opened.value.get(key)}


def open_conflicts(
    document: str, base: str, library: LibraryText, update: Update, choices: Mapping[Question, Choice] | None = None
) -> ConflictFile:
    """What is open in the copy at the path `document` after an update from the text with the checksum `base`."""
    known = choices or {}
    found = tuple(
        OpenConflict(conflict, _lines(update.text, conflict), known.get(conflict.question))
        for conflict in update.conflicts
    )
    return ConflictFile(document, base, library.sha256, library.version, found)


def _lines(text: str, conflict: Conflict) -> tuple[int, int] | None:
    """The lines of a unit in `text`, from 1."""
    unit = find(units(KIND, text), conflict.path)
    if unit is None or unit.path != conflict.path:
        return None
    return text.count("\n", 0, unit.lead_end) + 1, text.count("\n", 0, unit.end - 1) + 1
