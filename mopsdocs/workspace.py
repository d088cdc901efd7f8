"""A workspace: a folder with `site_config/workspace.yml`, and the documents in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from mopsdocs.errors import MopsError

MARKER: Final = PurePosixPath("site_config/workspace.yml")
"""The file that makes a folder a workspace."""

_SUFFIXES: Final = (".yml", ".yaml")
_FOLDERS: Final = ("playbooks", "site_config")
_NOT_DOCUMENTS: Final = ("site_config/pages", "site_config/overrides", "site_config/assets")

_BELOW: Final = tuple(f"{folder}/" for folder in _FOLDERS)
_NOT_BELOW: Final = tuple(f"{folder}/" for folder in _NOT_DOCUMENTS)


class UnreadableFile(Exception):
    """A document cannot be read; `reason` completes the sentence "the file …"."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder `root`, absolute, with links resolved."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The workspace that `start` is or lies in; raises MopsError."""
        try:
            here = start.resolve(strict=True)
        except (OSError, RuntimeError):
            raise MopsError(f"There is no folder {start}.", "Give an existing folder with --workspace DIR.") from None
        for folder in (here, *here.parents):
            if (folder / MARKER).is_file():
                return cls(folder)
        hint = f"Run the command inside a workspace, or give one with --workspace DIR. A workspace has a file {MARKER}."
        raise MopsError(f"{start} is not in a mopsdocs workspace.", hint)

    @classmethod
    def at(cls, folder: Path) -> Workspace:
        """The workspace whose root is `folder` itself; raises MopsError."""
        found = cls.find(folder)
        if found.root != folder.resolve():
            hint = f"Did you mean --workspace {found.root}?"
            raise MopsError(f"{folder} is not a workspace: it has no {MARKER}.", hint)
        return found

    def document_paths(self) -> list[str]:
        """Every YAML file that is a document, relative to the root with forward slashes, sorted.

        Folders whose name begins with a dot hold no documents. Links to folders are not followed, so a link that
        forms a circle or leaves the workspace costs nothing; a link to a file is listed and judged when it is read.
        """
        return sorted(path for folder in _FOLDERS for path in self._walk(folder))

    def is_document(self, path: str) -> bool:
        """Whether `document_paths` lists a file at `path`, be it there or not."""
        inside = path.startswith(_BELOW) and not path.startswith(_NOT_BELOW)
        return inside and path.endswith(_SUFFIXES) and "/." not in path

    def _walk(self, folder: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(self.root / folder))
        except FileNotFoundError:
            return
        except OSError as error:
            raise MopsError(
                f"The folder {folder} cannot be read: {error.strerror}.", "Check its permissions."
            ) from None
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if path not in _NOT_DOCUMENTS:
                    yield from self._walk(path)
            elif entry.name.endswith(_SUFFIXES):
                yield path

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of the document at `path`; raises UnreadableFile."""
        absolute = self.root / path
        try:
            if stat.S_ISREG(absolute.lstat().st_mode):  # nearly always; looking closer costs more than reading
                with absolute.open("rb") as file:
                    return file.read(limit + 1)
            if absolute.is_symlink() and not absolute.resolve(strict=True).is_relative_to(self.root):
                raise UnreadableFile(
                    "is a link to a place outside the workspace", "put a copy of the file here instead"
                )
            if not absolute.is_file():
                raise UnreadableFile("is not an ordinary file", "remove it, or give it another ending than .yml")
            with absolute.open("rb") as file:
                return file.read(limit + 1)
        except FileNotFoundError:
            raise UnreadableFile("is a link that leads nowhere", "remove it, or mend the link") from None
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UnreadableFile(f"cannot be read: {reason}", "check its permissions") from None
