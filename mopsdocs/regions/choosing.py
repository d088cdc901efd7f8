"""Choices about open conflicts, and the copy as they leave it."""

from __future__ import annotations

from dataclasses import replace

from mopsdocs.documents.edits import replace as replace_unit
from mopsdocs.documents.validation import violations
from mopsdocs.errors import MopsError
from mopsdocs.regions.conflict_files import ConflictFile, OpenConflict
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.merging.outcome import Choice
from mopsdocs.regions.origin import KIND
from mopsdocs.regions.paths import meant
from mopsdocs.regions.syncing import Synced, continued
from mopsdocs.regions.updating import CopyText


def chosen(desk: Desk, copy: CopyText, opened: ConflictFile, units: list[str], choice: Choice) -> Synced:
    """The copy after a choice about some of its open conflicts, which are named by their units."""
    for unit in units:
        opened = opened.choosing(unit, choice)
    return with_choices(desk, copy, opened)


def with_choices(desk: Desk, copy: CopyText, opened: ConflictFile) -> Synced:
    """The copy with the choices in `opened`; the conflicts that are left keep the choices made about them."""
    result = continued(desk, copy, opened)
    if result.conflicts is None or result.state != "conflict":
        return result
    settled = tuple(each for each in opened.conflicts if each.choice is not None)
    questions = {each.conflict.question for each in settled}
    left = tuple(each for each in result.conflicts.conflicts if each.conflict.question not in questions)
    return replace(result, conflicts=replace(result.conflicts, conflicts=(*settled, *left)))


def open_units(opened: ConflictFile, word: str | None) -> list[str]:
    """The units with open conflicts: the one that `word` means, or all; raises MopsError."""
    units = list(dict.fromkeys(each.conflict.unit for each in opened.unresolved))
    return units if word is None else [meant(word, units)]


def rewritten(copy: CopyText, each: OpenConflict, lines: str) -> CopyText:
    """The copy with other lines for the unit of a conflict; raises MopsError when they do not fit there."""
    made = copy.with_text(replace_unit(KIND, copy.text, each.conflict.path, lines))
    wrong = [violation.message for violation in violations(KIND, made.value)]
    if wrong:
        raise MopsError(f"What you wrote for {each.conflict.unit} does not fit: {wrong[0]}.", "Nothing was changed.")
    return made
