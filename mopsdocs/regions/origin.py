"""Where a regional copy comes from: the keys under `origin`, and the text they speak of."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from mopsdocs.documents.edits import set_value
from mopsdocs.documents.loader import load
from mopsdocs.documents.model import Origin, Playbook, PlaybookHead

KIND: Final = "playbook"
"""The kind of every document that has copies."""

_BLOCK: Final = re.compile(r"^origin:[ \t]*(?:#.*)?\r?\n(?:[ \t]+[^ \t\r\n].*\r?\n)+", re.MULTILINE)
"""The key `origin` as it is mostly written, with its lines."""


@dataclass(frozen=True)
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

    @cached_property
    def sha256(self) -> str:
        """The checksum that copies of this text carry."""
        return checksum(self.text)


def checksum(text: str) -> str:
    """The SHA-256 of `text` as `stored` has it."""
    return hashlib.sha256(stored(text)).hexdigest()


def stored(text: str) -> bytes:
    """`text` with plain line feeds, as git stores it; so a checkout with other line breaks has the same checksum."""
    return text.replace("\r\n", "\n").encode()


def blob_id(text: str) -> str:
    """The id of the git object that holds `text`, in a repository of the usual kind."""
    data = stored(text)
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


def with_origin(text: str, written: Any, library: LibraryText, origin: Origin, blob: str | None) -> str:
    """`text`, a copy with `written` as its origin, as one in step with `library`. `origin` has what is kept."""
    new = origin_of(library, blob=blob, kept=origin.kept)
    found = list(_BLOCK.finditer(text))
    # The few lines that change are edited as a text of their own, which takes a hundredth of the time.
    if len(found) == 1 and load(found[0][0]).value == {"origin": written}:
        start, end = found[0].span()
        return text[:start] + set_value(KIND, text[start:end], ("origin",), new) + text[end:]
    return set_value(KIND, text, ("origin",), new)
