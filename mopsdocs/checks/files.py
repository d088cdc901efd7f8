"""The files of a workspace, inspected one by one as they lie on the disk."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from functools import partial

from mopsdocs.checks.inspection import Inspected, inspect, inspected
from mopsdocs.documents.model import Settings
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.errors import MopsError
from mopsdocs.workspace import UnreadableFile, Workspace


@dataclass(frozen=True, slots=True)
class Files:
    """The files of `workspace`, under its `settings`."""

    workspace: Workspace
    settings: Settings

    def inspect(self, path: str) -> Inspected:
        """What is wrong with the file at `path` by itself. Its text is read again when somebody asks for it."""
        try:
            data = self.workspace.read(path, SIZE_LIMIT)
        except UnreadableFile as reason:
            from mopsdocs.documents.reading import unreadable_document

            return inspected(path, unreadable_document(path, reason), self.settings)
        file = inspect(path, data, self.settings)
        if file.document is not None:
            file.document.let_go(partial(read_again, self.workspace, path, file.document.digest))
        return file


def read_again(workspace: Workspace, path: str, digest: bytes) -> bytes:
    """The bytes of a file that had this SHA-256 `digest`; raises MopsError when it has become another one."""
    with contextlib.suppress(UnreadableFile):
        data = workspace.read(path, SIZE_LIMIT)
        if hashlib.sha256(data).digest() == digest:
            return data
    raise MopsError(f"{path} was changed while it was looked at.", "Run the command again.")
