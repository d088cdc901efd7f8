"""Results of earlier runs, so that only files that changed are inspected again.

There is one cache file for each workspace. It counts only for the same settings and the same program, and each record
in it only for the same bytes of its document; a file that the system says is untouched is not read again. Whatever else
is found there (half a file, another program's, one from an older release) is no cache, and is replaced without a
word. Only valid documents are remembered: what is wrong with the others is worth a fresh look.

The file lies in the user's cache folder and not in the workspace, because a repository could carry one that says its
documents are fine.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile, program_key
from mopsdocs.checks.files import read_again
from mopsdocs.checks.inspection import Inspected
from mopsdocs.checks.record import Record, Records
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.workspace import UnreadableFile, Workspace

_FOLDERS: Final = ("", "checks", "checks/facts", "checks/rules", "documents", "documents/model", "documents/schemas")
"""Where the modules are that findings depend on."""

_TICK: Final = 2.0
"""Seconds; no file system tells times less exactly."""


Stamp = tuple[int, int, int, int]
"""What the system says of a file: size, time of change of its content and of its entry (in ns), and its number."""


class _Content(msgspec.Struct, frozen=True, array_like=True):
    """What the cache file holds: records, and the stamp of each one's file if that can stand for its content."""

    records: Records = Records()
    stamps: tuple[Stamp | None, ...] = ()


class Cache:
    """The cache of one workspace, in `folder`. `settings` are the bytes of the workspace's settings file."""

    def __init__(self, folder: Path, workspace: Workspace, settings: bytes) -> None:
        self._workspace = workspace
        self._root = os.fspath(workspace.root)  # joining paths takes longer than asking the system about them
        key = key_of(settings, Path(mopsdocs.__file__).parent)
        self._file = CacheFile(folder, workspace.root, "inspections", key)
        content = self._load()
        self._records = content.records
        self._known: dict[str, tuple[Stamp | None, Record]] = {
            record.path: (stamp, record) for stamp, record in zip(content.stamps, content.records.records, strict=False)
        }
        self._recalled: dict[str, Inspected] = {}
        self._untouched: set[str] = set()

    def recall(self, path: str) -> Inspected | None:
        """What was found in the file at `path`, if it is untouched since or still has the same bytes."""
        stamp, record = self._known.get(path, (None, None))
        if record is None:
            return None
        if stamp is not None and stamp == self._stamp(path):
            self._untouched.add(path)
        elif not self._has_same_bytes(path, record):
            return None
        read = partial(read_again, self._workspace, path, record.digest)
        self._recalled[path] = self._records.inspected(record, read)
        return self._recalled[path]

    def remember(self, files: Mapping[str, Inspected], started: float) -> None:
        """Keeps what was found in `files`, by path, and forgets all others. Where that fails there is no cache.

        `started` is when the first of them was read, in seconds since the epoch. Only a stamp that was a while old
        then stands for the content: a file that is written twice within one tick of the clock has the same one.
        """
        kept = [file for file in files.values() if file.document is not None and file.document.valid]
        stamps = tuple(self._stamp_of(file, started) for file in kept)
        if all(self._recalled.get(file.path) is file for file in kept):
            known = tuple(stamp for stamp, _ in self._known.values())
            if stamps == known:
                return
        self._file.write(msgspec.msgpack.encode(_Content(Records.of(kept), stamps)))

    def _has_same_bytes(self, path: str, record: Record) -> bool:
        try:
            return hashlib.sha256(self._workspace.read(path, SIZE_LIMIT)).digest() == record.digest
        except UnreadableFile:
            return False

    def _stamp_of(self, file: Inspected, started: float) -> Stamp | None:
        return self._known[file.path][0] if file.path in self._untouched else self._settled(file.path, started)

    def _settled(self, path: str, started: float) -> Stamp | None:
        stamp = self._stamp(path)
        return stamp if stamp is not None and max(stamp[1], stamp[2]) < (started - _TICK) * 1e9 else None

    def _stamp(self, path: str) -> Stamp | None:
        if sys.platform == "win32":  # there the time of change of the entry is that of its creation
            return None
        try:
            found = os.lstat(f"{self._root}/{path}")
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino

    def _load(self) -> _Content:
        body = self._file.read()
        if body is None:
            return _Content()
        try:
            return msgspec.msgpack.decode(body, type=_Content)
        except msgspec.MsgspecError:
            return _Content()


def key_of(settings: bytes, package: Path) -> bytes:
    """What findings depend on besides the document: settings and the program, whose modules are in `package`."""
    return hashlib.sha256(settings + program_key(package, _FOLDERS)).digest()
