"""Caches: where they lie, and files that count only for one program.

They lie with the user, because a repository could carry one that says it is clean, or holds a program.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import mopsdocs

_DIGEST: Final = 32


def cache_folder() -> Path:
    """The folder of all caches: in MOPSDOCS_CACHE_DIR, or else where this system has those of a user."""
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


class CacheFile:
    """What a command keeps about the workspace at `root` from one run to the next, under a `name` in `folder`.

    It counts only for the same `key`. Whatever else is found there, half a file or one of another program, is no cache.
    """

    def __init__(self, folder: Path, root: Path, name: str, key: bytes) -> None:
        workspace = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
        self._path = folder / f"{workspace}.{name}"
        self._head = f"mopsdocs {name}\n".encode() + key

    def read(self) -> memoryview | None:
        """What was kept; None when that is nothing, or not ours."""
        try:
            stored = self._path.read_bytes()
        except OSError:
            return None
        start = len(self._head) + _DIGEST
        body = memoryview(stored)[start:]
        return body if stored[:start] == self._head + hashlib.sha256(body).digest() else None

    def write(self, body: bytes) -> None:
        """Keeps `body`, whole or not at all; where that fails there is no cache."""
        with contextlib.suppress(OSError):
            self._write(body)

    def _write(self, body: bytes) -> None:
        import tempfile

        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._head + hashlib.sha256(body).digest())
                file.write(body)
            Path(name).replace(self._path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def program_key(package: Path, folders: Iterable[str]) -> bytes:
    """What a result depends on besides its input: the versions, and the modules in these `folders` of the `package`."""
    import msgspec

    digest = hashlib.sha256(f"{mopsdocs.__version__} {sys.version} {msgspec.__version__}".encode())
    for folder in folders:
        for entry in sorted(os.scandir(package / folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json")):
                stat = entry.stat()
                digest.update(f"{folder}/{entry.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()
