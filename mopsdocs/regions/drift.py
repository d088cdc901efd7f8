"""How far each copy is from its library playbook, and what in it is whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mopsdocs.regions.bases import NoBase
from mopsdocs.regions.cloning import is_line_for_editors
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.merging.changes import Change
from mopsdocs.regions.merging.outcome import Conflict
from mopsdocs.regions.origin import LibraryText
from mopsdocs.regions.paths import step_of
from mopsdocs.regions.updating import CopyText, updated

State = Literal["in-sync", "behind", "diverged", "conflict", "orphan"]
"""Of a copy: it has all that the library has; the library has more; the library has more and the copy has changes of
its own; a sync left conflicts open; or the library has no such playbook."""

_ADDED_BY_CLONE = frozenset({"region", "origin"})


@dataclass(frozen=True, slots=True)
class Counts:
    """Units of a copy.

    `behind`: the library changed them since. `local`: they were changed here. `both`: both did, and somebody has to
    choose. `kept`: changes of the library are declined for good. `unexplained`: they differ from the library, and
    nobody can say who changed them, because the text that the copy was made from is lost.
    """

    behind: int = 0
    local: int = 0
    both: int = 0
    kept: int = 0
    unexplained: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """What stands between a copy and its library playbook, unit by unit."""

    local: tuple[Change, ...] = ()
    behind: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unexplained: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a copy stands. `upstream_version` is None for an orphan."""

    playbook: str
    region: str
    path: str
    base_version: str
    upstream_version: str | None
    state: State
    units: Counts
    would_conflict: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A copy beside its library playbook: where it stands, and why."""

    standing: Standing
    drift: Drift


def compared(desk: Desk, copy: CopyText) -> Compared:
    """`copy` beside its library playbook; raises MopsError when the file of its conflicts is damaged."""
    library = desk.source(copy)
    opened = desk.conflicts(copy.path)
    found = _drift(desk, copy, library)
    both = len(opened.unresolved) if opened is not None else len(found.conflicts)
    counts = Counts(len(found.behind), len(found.local), both, len(copy.origin.kept), len(found.unexplained))
    standing = Standing(
        copy.origin.playbook,
        copy.region,
        copy.path,
        copy.origin.version,
        library.version if library is not None else None,
        _state(copy, library, counts, opened is not None),
        counts,
        bool(found.conflicts),
    )
    return Compared(standing, found)


def _state(copy: CopyText, library: LibraryText | None, counts: Counts, opened: bool) -> State:
    if opened:
        return "conflict"
    if library is None:
        return "orphan"
    if library.sha256 == copy.origin.sha256:
        return "in-sync"
    return "diverged" if counts.local or counts.unexplained else "behind"


def _drift(desk: Desk, copy: CopyText, library: LibraryText | None) -> Drift:
    """What stands between `copy` and the library playbook that it comes from."""
    if library is not None and library.sha256 == copy.origin.sha256:
        base = library.text
    else:
        try:
            base = desk.bases.text(copy.path, copy.origin)
        except NoBase:
            return Drift(unexplained=_unexplained(desk, copy, library))
    upstream = desk.upstream(base, library.text if library is not None else base)
    found = upstream.changes_in(copy.text, copy.value)
    if library is None or base == library.text:
        return Drift(local=_own(desk, copy, found))
    update = updated(upstream, library, copy, {}, None)
    local = _own(desk, copy, _without(found, upstream.changes))
    return Drift(local, _without(update.taken, found), update.conflicts)


def _without(found: tuple[Change, ...], others: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that are not among `others`: what both sides did alike is neither local nor behind."""
    return tuple(change for change in found if change not in others)


def _unexplained(desk: Desk, copy: CopyText, library: LibraryText | None) -> tuple[Change, ...]:
    if library is None:
        return ()
    now = desk.upstream(library.text, library.text)
    return _own(desk, copy, now.changes_in(copy.text, copy.value))


def _own(desk: Desk, copy: CopyText, found: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that people made: without what `clone` adds to every copy."""
    region = desk.library.get("region", copy.region)
    items = region.source.value.get("required_steps", []) if region is not None else []
    required = {item["step"]["id"]: item["step"] for item in items}
    return tuple(change for change in found if not _is_from_clone(change, required))


def _is_from_clone(change: Change, required: Mapping[str, object]) -> bool:
    if not change.path:
        return change.kind == "comment" and all(map(is_line_for_editors, change.lines))
    if change.path[0] in _ADDED_BY_CLONE:
        return len(change.path) == 1 and change.kind == "added"
    return change.kind == "added" and len(change.path) == 3 and required.get(step_of(change.path) or "") == change.new
