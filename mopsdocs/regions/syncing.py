"""Copies brought up to date with their library playbooks: what each becomes, and all of it written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from mopsdocs.atomic import Change, replace_all
from mopsdocs.errors import MopsError
from mopsdocs.regions.bases import NoBase
from mopsdocs.regions.conflict_files import SUFFIX, ConflictFile
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.merging.outcome import CannotMerge, Choice, Question
from mopsdocs.regions.origin import LibraryText
from mopsdocs.regions.updating import CopyText, Update, open_conflicts, updated

State = Literal["current", "updated", "conflict", "open", "orphan", "stuck"]
"""Of a copy in a sync: nothing to do; brought up to date; some units to choose about; conflicts of an earlier sync are
still open; its library playbook is gone; or the text it was made from is lost."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync makes of one copy: `library` is the text taken over, `reason` why a stuck copy is."""

    copy: CopyText
    state: State
    library: LibraryText | None = None
    update: Update | None = None
    conflicts: ConflictFile | None = None
    reason: MopsError | None = None

    @property
    def path(self) -> str:
        """Where the copy is kept from now on: when its playbook gets another id, its file gets another name."""
        here, there = PurePosixPath(self.copy.path), self.library.playbook if self.library is not None else ""
        renamed = self.state == "updated" and here.stem == self.copy.origin.playbook != there
        return here.with_stem(there).as_posix() if renamed else self.copy.path


def synced(desk: Desk, copy: CopyText, choices: Mapping[Question, Choice] | None = None) -> Synced:
    """What a sync makes of `copy`. Nothing is written."""
    opened = desk.conflicts(copy.path)
    if opened is not None:
        return Synced(copy, "open", conflicts=opened)
    library = desk.source(copy)
    if library is None:
        return Synced(copy, "orphan")
    if library.sha256 == copy.origin.sha256:
        return Synced(copy, "current", library)
    try:
        base = desk.bases.text(copy.path, copy.origin)
    except NoBase as lost:
        return Synced(copy, "stuck", library, reason=lost)
    return _merged(desk, copy, base, library, choices or {})


def continued(desk: Desk, copy: CopyText, opened: ConflictFile) -> Synced:
    """What comes of a copy with open conflicts and the choices made about them so far."""
    try:
        base = desk.bases.text(copy.path, copy.origin)
        upstream = msgspec.structs.replace(copy.origin, sha256=opened.theirs, version=opened.version, blob=None)
        theirs = desk.bases.text(copy.path, upstream)
    except NoBase as lost:
        return Synced(copy, "stuck", conflicts=opened, reason=lost)
    source = desk.source(copy)
    now = (source.playbook, source.path) if source is not None else (copy.origin.playbook, copy.origin.path)
    return _merged(desk, copy, base, LibraryText(*now, opened.version, theirs), opened.choices)


def _merged(desk: Desk, copy: CopyText, base: str, library: LibraryText, choices: Mapping[Question, Choice]) -> Synced:
    upstream = desk.upstream(base, library.text)
    try:
        update = updated(upstream, library, copy, choices, desk.bases.blob(library.text))
    except CannotMerge as reason:
        return Synced(copy, "stuck", library, reason=reason)
    if not update.conflicts:
        result = Synced(copy, "updated", library, update)
        taken = result.path != copy.path and _bytes_at(desk, result.path) not in (None, update.text.encode())
        return Synced(copy, "stuck", library, reason=_name_taken(copy.path, result.path)) if taken else result
    opened = open_conflicts(copy, library, update)
    return Synced(copy, "conflict", library, update, opened)


def _name_taken(path: str, wanted: str) -> MopsError:
    return MopsError(f"{path} becomes {wanted}, and there is such a file.", "Remove or rename one of the two files.")


def write(desk: Desk, results: Sequence[Synced]) -> None:
    """Writes what a sync made of copies: all files or none; raises MopsError.

    Bases come first and the ones that nothing needs any more last, so that a program that is killed on the way leaves
    nothing that a second run could not finish.
    """
    made = [result for result in results if result.update is not None and result.library is not None]
    if not made:
        return
    changes = {change.path: change for change in _bases(desk, made)}
    for result in made:
        changes.update((change.path, change) for change in _files(desk, result))
    left = {result.copy.origin.sha256 for result in made if result.state == "updated"}
    changes.update((change.path, change) for change in unused_bases(desk, made, left))
    replace_all(list(changes.values()))


def _bases(desk: Desk, results: Iterable[Synced]) -> Iterator[Change]:
    for result in results:
        assert result.library is not None
        change = desk.bases.keeping(result.library.text)
        if change is not None:
            yield change


def _files(desk: Desk, result: Synced) -> Iterator[Change]:
    """The copy and the file of its conflicts."""
    assert result.update is not None
    root, path = desk.workspace.root, result.copy.path
    known, text = desk.library.by_path[path].data, result.update.text.encode()
    beside = f"{path}{SUFFIX}"
    before = _bytes_at(desk, beside)
    if result.conflicts is not None:
        yield Change(root / beside, before, result.conflicts.text().encode())
    if result.path == path:
        yield Change(root / path, known, text)
    else:
        yield Change(root / result.path, _bytes_at(desk, result.path), text)
        yield Change(root / path, known, None)
    if result.conflicts is None and before is not None:
        yield Change(root / beside, before, None)


def _bytes_at(desk: Desk, path: str) -> bytes | None:
    """The bytes of the file at `path` in the workspace; None when there is none."""
    file = desk.workspace.root / path
    return file.read_bytes() if file.exists() else None


def unused_bases(desk: Desk, results: Sequence[Synced] = (), candidates: Iterable[str] | None = None) -> list[Change]:
    """What removes the bases that nothing asks for after `results` are written, or those of `candidates` among them."""
    wanted = None if candidates is None else set(candidates)
    left = {path.stem: path for path in desk.bases.paths() if wanted is None or path.stem in wanted}
    texts = _texts_after(desk, results)
    while left and (text := next(texts, None)) is not None:
        left = {sha: path for sha, path in left.items() if sha.encode() not in text}
    return [Change(path, path.read_bytes(), None) for path in left.values()]


def _texts_after(desk: Desk, results: Sequence[Synced]) -> Iterator[bytes]:
    """Every file that may name a base, as it is when `results` are written."""
    for result in results:
        yield (result.update.text if result.update else "").encode()
        yield (result.conflicts.text() if result.conflicts else "").encode()
    written = {result.copy.path for result in results}
    for file in sorted((desk.workspace.root / "playbooks").rglob("*")):
        name = file.relative_to(desk.workspace.root).as_posix()
        hidden = "/." in name  # the bases themselves, and what a killed program leaves behind
        if not hidden and name.removesuffix(SUFFIX) not in written and file.is_file():
            yield file.read_bytes()
