"""The two states of a workspace that a review compares: where a branch began, and how the files are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mopsdocs.checks.checking import Effort, inspect_workspace
from mopsdocs.checks.history import Start, start_of_branch
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
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
    start = start_of_branch(workspace, repository, ref if ref is not None else repository.default_branch())
    after = {path: file.document for path, file in inspect_workspace(workspace, Effort(cache=caches)).files.items()}
    _refuse_unreadable(after, start)
    before = [document for path, document in after.items() if path not in start.changed and document is not None]
    before += [reading.document for reading in start.documents.values() if reading.document is not None]
    return States(start.commit, Library(before), Library(found for found in after.values() if found is not None))


def _refuse_unreadable(after: Mapping[str, Document | None], start: Start) -> None:
    for path in sorted(start.changed & after.keys()):
        document = after[path]
        if document is None or not document.valid:
            raise MopsError(f"{path} cannot be compared: it is not valid.", f"mopsdocs validate {path} says why.")
    for path, reading in sorted(start.documents.items()):
        if reading.valid is None:
            reason = reading.diagnostics[0].message if reading.diagnostics else "it is not valid"
            message = f"{path} cannot be compared: in the commit {start.commit[:12]}, {reason}."
            raise MopsError(message, "Mend it there first, or compare with a commit in which it is valid.")
