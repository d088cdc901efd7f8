"""Where a regional copy comes from: the keys under `origin`, and the text they speak of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from mopsdocs.documents.edits import set_value
from mopsdocs.documents.lines import with_breaks
from mopsdocs.documents.model import Origin, Playbook, PlaybookHead

KIND = "playbook"
"""The kind of every document that has copies."""


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A library playbook as it is now: its id, its path in the workspace, its version and its text."""

    playbook: str
    path: str
    version: str
    text: str

    @classmethod
    def of(cls, model: Playbook | PlaybookHead, path: str, text: str) -> LibraryText:
        """The text of the library playbook at `path`."""
        return cls(model.id, path, model.version, text)

    @property
    def sha256(self) -> str:
        """The checksum that copies of this text carry."""
        return checksum(self.text)


def checksum(text: str) -> str:
    """The SHA-256 of `text` with plain line feeds, so that a checkout with other line breaks has the same."""
    return hashlib.sha256(with_breaks(text, "\n").encode()).hexdigest()


def blob_id(text: str) -> str:
    """The id of the git object that holds `text`, in a repository of the usual kind."""
    data = with_breaks(text, "\n").encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def origin_of(library: LibraryText, *, blob: str | None, kept: tuple[str, ...] = ()) -> dict[str, Any]:
    """The value of `origin` in a copy of `library`, whose text git has as `blob`."""
    found: dict[str, Any] = {
        "playbook": library.playbook,
        "path": library.path,
        "version": library.version,
        "sha256": library.sha256,
    }
    if blob is not None:
        found["blob"] = blob
    if kept:
        found["kept"] = list(kept)
    return found


def with_origin(text: str, library: LibraryText, origin: Origin, *, blob: str | None) -> str:
    """`text`, a copy with that `origin`, as one that is in step with `library`."""
    new = origin_of(library, blob=blob, kept=origin.kept)
    return set_value(KIND, text, ("origin",), new)
