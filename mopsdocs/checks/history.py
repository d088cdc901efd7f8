"""The documents of a workspace as they were where its branch was started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mopsdocs.documents.reading import Reading, parse_document
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Start:
    """Where a branch was started: the id of the commit, the paths that differ since, and what documents there were.

    Paths are relative to the workspace. `documents` has those of the `changed` ones that were there.
    """

    commit: str
    changed: frozenset[str]
    documents: Mapping[str, Reading]


def start_of_branch(workspace: Workspace, repository: Repository, ref: str) -> Start:
    """Where the branch of `workspace` left `ref`; raises MopsError when git cannot tell, or lacks a document."""
    prefix = repository.prefix(workspace.root)
    changed = frozenset(path.removeprefix(prefix) for path in repository.changed_paths(ref, prefix))
    commit = repository.merge_base(ref, "HEAD")
    if commit is None:
        raise MopsError(f"{ref} and HEAD have no commit in common.", "Compare with the branch this one left.")
    wanted = {prefix + path for path in changed if workspace.is_document(path)}
    paths = sorted(wanted & repository.paths_at(commit, prefix))
    texts = repository.texts_at(commit, paths)
    missing = next((path for path in paths if path not in texts), None)
    if missing is not None:
        message = f"{missing} cannot be compared: this clone does not have what it was in the commit {commit[:12]}."
        raise MopsError(message, "git fsck says what is missing; git fetch --refetch brings it again.")
    found = {path.removeprefix(prefix): data for path, data in texts.items()}
    return Start(commit, changed, {path: parse_document(path, data) for path, data in found.items()})
