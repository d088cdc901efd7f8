"""The past of a workspace: its commits, and what they changed in its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.git.history import Commit, FileChange
from mopsdocs.review.change import Titles
from mopsdocs.review.following import Version, Versions, followed, former_paths
from mopsdocs.review.history import Entry, Memory, Teller
from mopsdocs.review.memory import id_of_work_tree, keep, remembered
from mopsdocs.workspace import UnreadableFile, Workspace

_AT_ONCE = 2_000
"""Contents that one git process hands over, so that a company's whole past does not have to fit in memory."""

_SCOPE = ("playbooks", "site_config")

Window = tuple[Versions, int | None]
"""The versions of a document, and how many of them are to be told; None for all."""


@dataclass(frozen=True)
class Past:
    """The commits behind the work tree of `workspace`, newest first, with the documents that each changed.

    Paths in them are relative to the workspace. `head` is the id of the first one; None where nothing is committed.
    """

    workspace: Workspace
    repository: Repository
    head: str | None
    commits: tuple[Commit, ...]

    @classmethod
    def of(cls, workspace: Workspace, known: Past | None = None) -> Past | None:
        """The past of `workspace`; None when it is in no repository. Raises MopsError when git cannot tell.

        `known` is the past as it was a while ago. It is the same as long as the work tree has the same commit.
        """
        repository = Repository.around(workspace.root)
        if repository is None:
            return None
        head = repository.head()
        if known is not None and (known.workspace, known.repository, known.head) == (workspace, repository, head):
            return known
        prefix = repository.prefix(workspace.root)
        inside = _Inside(workspace, prefix)
        commits = repository.history([f"{prefix}{folder}" for folder in _SCOPE])
        return cls(workspace, repository, head, tuple(replace(one, changes=inside.of(one.changes)) for one in commits))

    @property
    def is_cut(self) -> bool:
        """Whether this clone lacks the beginning."""
        return bool(self.commits) and self.commits[-1].cut

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The documents of the newest commit: path and id of the contents."""
        found: dict[str, str | None] = {}
        for commit in self.commits:
            for change in commit.changes:
                found.setdefault(change.path, change.new)
                if change.before != change.path:
                    found.setdefault(change.before, None)
        return {path: id for path, id in found.items() if id is not None}

    def versions(self, library: Library) -> dict[str, list[Version]]:
        """The committed versions of every document in `library`, by its path."""
        files = {document.path: former_paths(document.path, document.value) for document in library.documents}
        return followed(self.commits, files)


class _Inside:
    """Turns what git says of files into what happened to documents of the workspace."""

    def __init__(self, workspace: Workspace, prefix: str) -> None:
        self._prefix = prefix
        self._is_document = cache(workspace.is_document)

    def of(self, changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
        return tuple(self._inside(changes))

    def _inside(self, changes: Iterable[FileChange]) -> Iterator[FileChange]:
        for change in changes:
            path, before = change.path.removeprefix(self._prefix), change.before.removeprefix(self._prefix)
            is_now, was = self._is_document(path), self._is_document(before)
            if is_now and was:
                yield replace(change, path=path, before=before)
            elif is_now:
                yield replace(change, status="added", path=path, before=path, old=None)
            elif was:
                yield replace(change, status="removed", path=before, before=before, new=None)


@dataclass(slots=True)
class Narrator:
    """Tells what versions changed, in today's `titles`. `own` are contents that no commit has, by their ids.

    What it finds out is kept in the folder `caches`, None for none.
    """

    past: Past
    titles: Titles
    caches: Path | None
    own: dict[str, bytes] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def entries(self, windows: Sequence[Window]) -> list[list[Entry]]:
        """The entries of each of `windows`, newest first."""
        if self.caches is None:
            return list(self._told(windows, Memory()))
        file, memory = remembered(self.caches, self.past.workspace.root)
        found = list(self._told(windows, memory))
        keep(file, memory)
        return found

    def _told(self, windows: Sequence[Window], memory: Memory) -> Iterator[list[Entry]]:
        teller = Teller(self.titles, memory, self._text)
        pending: list[Window] = []
        wanted: set[str] = set()
        for window in windows:
            pending.append(window)
            wanted.update(teller.wanted(*window))
            if len(wanted) >= _AT_ONCE:
                yield from self._batch(teller, pending, wanted)
                pending, wanted = [], set()
        yield from self._batch(teller, pending, wanted)

    def _batch(self, teller: Teller, windows: Iterable[Window], wanted: set[str]) -> Iterator[list[Entry]]:
        self._contents = self.past.repository.blobs(sorted(wanted - self.own.keys())) if wanted else {}
        for versions, most in windows:
            yield teller.entries(versions, most)

    def _text(self, id: str) -> bytes | None:
        found = self.own.get(id)
        if found is None:
            found = self._contents.get(id)
        return found if found is not None else self.past.repository.blobs([id]).get(id)


def titles_of(library: Library) -> Titles:
    """What people call the entries of `library` today."""

    def title(kind: str, id: str) -> str:
        entry = library.get(kind, id)
        return entry.title if entry is not None else id

    return title


def uncommitted(past: Past, path: str, limit: int, former: Iterable[str]) -> tuple[Version, bytes] | None:
    """What the work tree has made of the document at `path` since the last commit, with its bytes; None for nothing.

    At most `limit` + 1 bytes are read. Line breaks are no change: git writes those that a system has. A file that the
    last commit does not have may be one that is gone since: of the same name, or at one of the paths `former`.
    """
    old = past.files.get(path)
    try:
        data = past.workspace.read(path, limit)
    except UnreadableFile:
        is_gone = old is not None and not (past.workspace.root / path).is_symlink()
        return (Version(None, "removed", path, path, old, None), b"") if is_gone else None
    before = path if old is not None else _moved(past, path, frozenset(former))
    new = id_of_work_tree(hashlib.sha256(data).digest())
    if before is None:
        return Version(None, "added", path, path, None, new), data
    old = past.files[before]
    if not _is_committed(past, old, data):
        return Version(None, "changed" if before == path else "renamed", path, before, old, new), data
    return (Version(None, "renamed", path, before, old, old), data) if before != path else None


def _moved(past: Past, path: str, former: frozenset[str]) -> str | None:
    """Where the last commit has the document that is at `path` now."""
    name = path.rpartition("/")[2]
    candidates = (each for each in sorted(past.files) if each in former or each.rpartition("/")[2] == name)
    return next((each for each in candidates if not (past.workspace.root / each).exists()), None)


def _is_committed(past: Past, old: str, data: bytes) -> bool:
    committed = past.repository.blobs([old]).get(old)
    return committed is not None and committed.replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")


def past_of(workspace: Workspace) -> Past:
    """The past of `workspace`; raises MopsError where it has none."""
    past = Past.of(workspace)
    if past is None:
        raise MopsError(f"{workspace.root} is in no git repository.", "A history is made of commits: run git init.")
    return past
