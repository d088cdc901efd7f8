"""The past of a workspace: its commits, and what they changed in its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from mopsdocs.documents.document import Document
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.git.history import Commit, FileChange
from mopsdocs.review.following import Version, former_paths
from mopsdocs.review.memory import id_of_work_tree
from mopsdocs.workspace import UnreadableFile, Workspace

_SCOPE = ("playbooks", "site_config")


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


def former(document: Document) -> tuple[str, ...]:
    """Where the file of a document may have been under ids that it had before."""
    return former_paths(document.path, getattr(document.head, "previous_ids", ()))


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


def uncommitted(past: Past, path: str, before_that: Iterable[str]) -> tuple[Version, bytes] | None:
    """What the work tree has made of the document at `path` since the last commit, with its bytes; None for nothing.

    Line breaks are no change: git writes those that a system has. A file that the last commit does not have may be one
    that is gone since: of the same name, or at one of the paths `before_that`.
    """
    old = past.files.get(path)
    try:
        data = past.workspace.read(path, SIZE_LIMIT)
    except UnreadableFile:
        is_gone = old is not None and not (past.workspace.root / path).is_symlink()
        return (Version(None, "removed", path, path, old, None), b"") if is_gone else None
    before = path if old is not None else _moved(past, path, frozenset(before_that))
    new = id_of_work_tree(hashlib.sha256(data).digest())
    if before is None:
        return Version(None, "added", path, path, None, new), data
    old = past.files[before]
    if not _is_committed(past, old, data):
        return Version(None, "changed" if before == path else "renamed", path, before, old, new), data
    return (Version(None, "renamed", path, before, old, old), data) if before != path else None


def _moved(past: Past, path: str, before_that: frozenset[str]) -> str | None:
    """Where the last commit has the document that is at `path` now."""
    name = path.rpartition("/")[2]
    candidates = (each for each in sorted(past.files) if each in before_that or each.rpartition("/")[2] == name)
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
