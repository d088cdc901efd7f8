"""Where all regional copies of a workspace stand, worked out once for all pages of a build."""

from __future__ import annotations

from pathlib import Path

from mopsdocs.regions.desk import Desk
from mopsdocs.regions.standings import Looked, look
from mopsdocs.site.pages.copy_states import CopyState, CopyStates


def copy_states(desk: Desk, caches: Path | None) -> CopyStates:
    """The state of every copy on the desk. What is wrong with one of them is said on its page and stops no build.

    `caches` is the folder of caches, None for none.
    """
    return {looked.entry.path: _state(desk, looked) for looked in look(desk, caches)}


def _state(desk: Desk, looked: Looked) -> CopyState:
    if looked.standing is None:
        error = looked.error
        return CopyState(None, problem=f"{error.message} {error.hint}".strip() if error is not None else "")
    units = looked.standing.units
    if not (units.behind or units.local or units.both or units.unexplained):
        return CopyState(looked.standing)
    opened = desk.conflicts(looked.entry.path)
    unresolved = tuple(each.conflict for each in opened.unresolved) if opened is not None else ()
    return CopyState(looked.standing, looked.drift, unresolved)
