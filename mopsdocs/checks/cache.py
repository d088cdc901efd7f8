"""Results of earlier runs, so that only files that changed are inspected again.

There is one cache file for each workspace. It counts only for the same settings and the same program, and each
record in it only for the same bytes of its document. Whatever else is found there (half a file, another
program's, one from an older release) is no cache, and is replaced without a word. Only valid documents are remembered:
what is wrong with the others is worth a fresh look.

The file lies in the user's cache folder and not in the workspace, because a repository could carry one that says its
documents are fine.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.checks.inspection import Inspected
from mopsdocs.checks.record import Record, Records
from mopsdocs.workspace import Workspace

_MAGIC: Final = b"mopsdocs inspections\n"
_DIGEST: Final = 32


class _Content(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds: records, and the digest of the bytes that each was made from."""

    records: Records = Records()
    digests: tuple[bytes, ...] = ()


class Cache:
    """The cache of one workspace, in `folder`. `settings` are the bytes of the workspace's settings file."""

    def __init__(self, folder: Path, workspace: Workspace, settings: bytes) -> None:
        name = hashlib.sha256(os.fsencode(workspace.root)).hexdigest()[:16]
        self._file = folder / f"{name}.inspections"
        self._key = key_of(settings, Path(mopsdocs.__file__).parent)
        content = self._load()
        self._records = content.records
        self._known: dict[str, tuple[bytes, Record]] = {
            record.path: (digest, record)
            for digest, record in zip(content.digests, content.records.records, strict=False)
        }
        self._recalled: dict[str, Inspected] = {}

    def recall(self, path: str, data: bytes) -> Inspected | None:
        """What was found in the file at `path` when it had the same bytes."""
        digest, record = self._known.get(path, (b"", None))
        if record is None or digest != hashlib.sha256(data).digest():
            return None
        file = self._records.inspected(record, data)
        self._recalled[path] = file
        return file

    def remember(self, files: Mapping[str, Inspected]) -> None:
        """Keeps what was found in `files`, by path, and forgets all others. Where that fails there is no cache."""
        kept = [file for file in files.values() if file.document is not None and file.document.valid]
        if len(kept) == len(self._known) and all(self._recalled.get(file.path) is file for file in kept):
            return
        digests = tuple(hashlib.sha256(file.document.data).digest() for file in kept if file.document is not None)
        with contextlib.suppress(OSError):
            self._save(msgspec.msgpack.encode(_Content(Records.of(kept), digests)))

    def _load(self) -> _Content:
        try:
            stored = self._file.read_bytes()
        except OSError:
            return _Content()
        start = len(_MAGIC) + 2 * _DIGEST
        body = memoryview(stored)[start:]
        if stored[:start] != _MAGIC + self._key + hashlib.sha256(body).digest():
            return _Content()
        try:
            return msgspec.msgpack.decode(body, type=_Content)
        except msgspec.MsgspecError:
            return _Content()

    def _save(self, body: bytes) -> None:
        import tempfile

        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._file.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + self._key + hashlib.sha256(body).digest())
                file.write(body)
            Path(name).replace(self._file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def cache_folder() -> Path:
    """Where caches lie: in MOPSDOCS_CACHE_DIR, or else where this system has those of a user."""
    chosen = os.environ.get("MOPSDOCS_CACHE_DIR")
    if chosen:
        return Path(chosen).absolute()
    given = os.environ.get("XDG_CACHE_HOME")
    if given and Path(given).is_absolute():
        base = Path(given)
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ".cache"
    return base / "mopsdocs"


def key_of(settings: bytes, package: Path) -> bytes:
    """What findings depend on besides the document: settings and the program, whose modules are in `package`."""
    digest = hashlib.sha256(settings)
    digest.update(f"{mopsdocs.__version__} {sys.version} {msgspec.__version__}".encode())
    for folder in ("", "checks", "checks/rules", "documents", "documents/model", "documents/schemas"):
        for entry in sorted(os.scandir(package / folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json")):
                stat = entry.stat()
                digest.update(f"{folder}/{entry.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()
