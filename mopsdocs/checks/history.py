"""The documents of a workspace as git has them, and as they were where its branch was started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mopsdocs.documents.reading import Reading, parse_document
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Commit:
    """The files of a workspace that a commit has.

    `objects` are the git objects of their contents, `documents` the paths of those that are documents; paths are
    relative to the workspace.
    """

    id: str
    objects: Mapping[str, str]
    documents: frozenset[str]

    @classmethod
    def of(cls, workspace: Workspace, repository: Repository, id: str) -> Commit:
        """The files of `workspace` in the commit `id`."""
        prefix = repository.prefix(workspace.root)
        files = {path.removeprefix(prefix): object for path, object in repository.files_at(id, prefix).items()}
        return cls(id, files, frozenset(path for path in files if workspace.is_document(path)))


Placed = tuple[Commit, str]
"""A file of a commit, by its path."""


def texts_of(repository: Repository, wanted: Iterable[Placed]) -> dict[Placed, bytes]:
    """The texts of files of any commits, from one process; raises MopsError when this clone lacks one."""
    wanted = [*wanted]
    found = repository.blobs(dict.fromkeys(commit.objects[path] for commit, path in wanted))
    for commit, path in wanted:
        if commit.objects[path] not in found:
            message = f"{path} cannot be compared: this clone does not have what it was in the commit {commit.id[:12]}."
            raise MopsError(message, "git fsck says what is missing; git fetch --refetch brings it again.")
    return {(commit, path): found[commit.objects[path]] for commit, path in wanted}


@dataclass(frozen=True, slots=True)
class Start:
    """Where a branch was started: the commit, and the paths that differ since, relative to the workspace."""

    commit: Commit
    changed: frozenset[str]

    def readings(self, repository: Repository) -> dict[str, Reading]:
        """Those of the changed documents that were there, as they were; raises MopsError when this clone lacks one."""
        wanted = [(self.commit, path) for path in sorted(self.changed & self.commit.documents)]
        return {path: parse_document(path, data) for (_, path), data in texts_of(repository, wanted).items()}


def start_of_branch(workspace: Workspace, repository: Repository, ref: str) -> Start:
    """Where the branch of `workspace` left `ref`; raises MopsError when git cannot tell."""
    prefix = repository.prefix(workspace.root)
    changed = frozenset(path.removeprefix(prefix) for path in repository.changed_paths(ref, prefix))
    return Start(Commit.of(workspace, repository, parting(repository, ref, "HEAD")), changed)


def parting(repository: Repository, one: str, other: str) -> str:
    """The commit in which two branches parted; raises MopsError when there is none."""
    commit = repository.merge_base(one, other)
    if commit is None:
        raise MopsError(f"{one} and {other} have no commit in common.", "Compare with the branch this one left.")
    return commit
