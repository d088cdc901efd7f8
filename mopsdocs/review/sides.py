"""Where the documents of one side of a comparison come from: the files of a folder, or a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.history import Commit, Placed, texts_of
from mopsdocs.documents.reading import Reading, parse_document, unreadable_document
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.workspace import UnreadableFile, Workspace

WORK_TREE: Final = "the work tree"


@dataclass(frozen=True, slots=True)
class Files:
    """A workspace as its files are now."""

    name: str
    workspace: Workspace
    paths: frozenset[str]

    @classmethod
    def of(cls, workspace: Workspace, name: str) -> Files:
        """The files of `workspace`."""
        return cls(name, workspace, frozenset(workspace.document_paths()))

    def has(self, path: str) -> bool:
        """Whether there is a file at `path`, be it a document or not."""
        return (self.workspace.root / path).is_file()

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """What git has under these ids: a folder knows of no git."""
        return iter(())

    def refusal(self, path: str, reading: Reading) -> MopsError:
        """Why the document at `path`, which is not valid, stops the comparison."""
        here = f"--workspace {self.name} " if self.name != WORK_TREE else ""
        hint = f"mopsdocs {here}validate {path} says why."
        return MopsError(f"{path} cannot be compared: it is not valid{f' in {self.name}' if here else ''}.", hint)


@dataclass(frozen=True, slots=True)
class Committed:
    """A workspace as a commit has it."""

    repository: Repository
    commit: Commit

    @property
    def name(self) -> str:
        """The id of the commit."""
        return self.commit.id

    @property
    def paths(self) -> Collection[str]:
        """The paths of its documents in the workspace."""
        return self.commit.documents

    def has(self, path: str) -> bool:
        """Whether there is a file at `path`, be it a document or not."""
        return path in self.commit.objects

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """What git has under these ids, as far as it has something."""
        yield from self.repository.blobs(ids).values()

    def refusal(self, path: str, reading: Reading) -> MopsError:
        """Why the document at `path`, which is not valid, stops the comparison."""
        reason = reading.diagnostics[0].message if reading.diagnostics else "it is not valid"
        message = f"{path} cannot be compared: in the commit {self.commit.id[:12]}, {reason}."
        return MopsError(message, "Mend it there first, or compare with a commit in which it is valid.")


Side = Files | Committed
"""The documents of a workspace in one state."""

Text = bytes | UnreadableFile
"""The bytes of a document, or why there are none."""


def texts(wanted: Sequence[tuple[Side, Collection[str]]]) -> list[Iterator[tuple[str, Text]]]:
    """The texts of files at some paths of each side; what git has comes from one process for all of them.

    Raises MopsError when this clone lacks one.
    """
    commits = [(side, paths) for side, paths in wanted if isinstance(side, Committed)]
    found: dict[Placed, bytes] = {}
    if commits:
        found = texts_of(commits[0][0].repository, [(side.commit, path) for side, paths in commits for path in paths])
    return [_texts(side, paths, found) for side, paths in wanted]


def _texts(side: Side, paths: Iterable[str], found: Mapping[Placed, bytes]) -> Iterator[tuple[str, Text]]:
    for path in paths:
        if isinstance(side, Committed):
            yield path, found[side.commit, path]
            continue
        try:
            yield path, side.workspace.read(path, SIZE_LIMIT)
        except UnreadableFile as unreadable:
            yield path, unreadable


def read(path: str, text: Text) -> Reading:
    """What becomes of what a side has at `path`."""
    return unreadable_document(path, text) if isinstance(text, UnreadableFile) else parse_document(path, text)
