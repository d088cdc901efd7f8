"""What `--since REF` compares with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mopsdocs.documents.document import Document
from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changed` are the paths of files that differ, None where nothing is compared; `before` how documents were then.

    Paths are relative to the workspace.
    """

    changed: frozenset[str] | None = None
    before: Mapping[str, Document] = field(default_factory=dict)


def compared_with(workspace: Workspace, ref: str) -> Comparison:
    """How the documents of `workspace` differ from where this branch left `ref`; raises MopsError."""
    from mopsdocs.checks.history import start_of_branch
    from mopsdocs.git import Repository

    repository = Repository.around(workspace.root)
    if repository is None:
        raise MopsError(f"{workspace.root} is in no git repository.", "Leave --since away, or run git init first.")
    start = start_of_branch(workspace, repository, ref)
    documents = {path: reading.valid for path, reading in start.readings(repository).items()}
    before = {path: document for path, document in documents.items() if document is not None}
    return Comparison(start.changed, before)


def prefix_of(workspace: Workspace) -> str:
    """The way from the root of the repository to `workspace`: empty, or such as `docs/`."""
    from mopsdocs.git import Repository

    repository = Repository.around(workspace.root)
    return repository.prefix(workspace.root) if repository is not None else ""
