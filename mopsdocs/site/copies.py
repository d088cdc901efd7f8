"""Where all regional copies of a workspace stand, worked out once for all pages of a build."""

from __future__ import annotations

from pathlib import Path

from mopsdocs.documents.library import Entry
from mopsdocs.errors import MopsError
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.drift import Standing, drift, standing
from mopsdocs.regions.standings import standings
from mopsdocs.site.pages.copy_states import CopyState, CopyStates


def copy_states(desk: Desk, caches: Path | None) -> CopyStates:
    """The state of every copy on the desk. What is wrong with one of them is said on its page and stops no build.

    `caches` is the folder of caches, None for none.
    """
    copies = desk.library.all_copies
    try:
        found: dict[str, Standing] = {each.path: each for each in standings(desk, caches)}
    except MopsError:
        found = {}  # one of them cannot be told, and each is looked at by itself
    return {entry.path: _state(desk, entry, found.get(entry.path)) for entry in copies}


def _state(desk: Desk, entry: Entry, known: Standing | None) -> CopyState:
    try:
        found = known or standing(desk, desk.copy(entry))
        units = found.units
        if not (units.behind or units.local or units.both or units.unexplained):
            return CopyState(found)
        copy = desk.copy(entry)
        opened = desk.conflicts(copy.path)
        unresolved = tuple(each.conflict for each in opened.unresolved) if opened is not None else ()
        return CopyState(found, drift(desk, copy, desk.source(copy)), unresolved)
    except MopsError as error:
        return CopyState(None, problem=f"{error.message} {error.hint}".strip())
