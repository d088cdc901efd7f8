"""The two states of a workspace that a review compares: where a branch began, and how the files are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mopsdocs.checks.checking import Effort, inspect_workspace
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import Reading, parse_document
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class States:
    """The documents of both states. `base` is the id of the commit that is compared with."""

    base: str
    before: Library
    after: Library


def since(workspace: Workspace, ref: str | None, caches: Path | None) -> States:
    """What the files of `workspace` changed since their branch left `ref`, by default the default branch.

    Only documents that differ are read twice. Raises MopsError whenever the states cannot be compared, also when a
    document that differs is not valid in one of them: what cannot be read must not look like no change.
    """
    repository = Repository.around(workspace.root)
    if repository is None:
        raise MopsError(f"{workspace.root} is in no git repository.", "A review compares with a commit: run git init.")
    wanted = ref if ref is not None else repository.default_branch()
    base = repository.merge_base(wanted, "HEAD")
    if base is None:
        message = f"{wanted} and HEAD have no commit in common."
        raise MopsError(message, "Compare with the branch that this one was started from.")
    prefix = repository.prefix(workspace.root)
    changed = {path.removeprefix(prefix) for path in repository.changed_paths(wanted, prefix)}
    then = _documents_at(repository, base, prefix, {path for path in changed if workspace.is_document(path)})
    found = inspect_workspace(workspace, Effort(cache=caches)).files
    after = {path: file.document for path, file in found.items()}
    _refuse_unreadable(after, then, changed, base)
    before = [document for path, document in after.items() if path not in changed and document is not None]
    before += [reading.document for reading in then.values() if reading.document is not None]
    return States(base, Library(before), Library(document for document in after.values() if document is not None))


def _documents_at(repository: Repository, commit: str, prefix: str, wanted: set[str]) -> dict[str, Reading]:
    """Those of the documents at the paths `wanted`, relative to the workspace, that a commit has."""
    paths = sorted(path for path in repository.paths_at(commit, prefix) if path.removeprefix(prefix) in wanted)
    texts = repository.texts_at(commit, paths)
    missing = next((path for path in paths if path not in texts), None)
    if missing is not None:
        message = f"{missing} cannot be compared: this clone does not have what it was in the commit {commit[:12]}."
        raise MopsError(message, "git fsck says what is missing; git fetch --refetch brings it again.")
    return {path.removeprefix(prefix): parse_document(path.removeprefix(prefix), data) for path, data in texts.items()}


def _refuse_unreadable(
    after: Mapping[str, Document | None], then: Mapping[str, Reading], changed: set[str], base: str
) -> None:
    for path in sorted(changed & after.keys()):
        document = after[path]
        if document is None or not document.valid:
            raise MopsError(f"{path} cannot be compared: it is not valid.", f"mopsdocs validate {path} says why.")
    for path, reading in sorted(then.items()):
        if reading.valid is None:
            reason = reading.diagnostics[0].message if reading.diagnostics else "it is not valid"
            message = f"{path} cannot be compared: in the commit {base[:12]}, {reason}."
            raise MopsError(message, "Mend it there first, or compare with a commit in which it is valid.")
