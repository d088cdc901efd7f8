"""One program at a time: commands that change several files of a workspace wait for each other."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from mopsdocs.caches import cache_folder
from mopsdocs.errors import MopsError

_PATIENCE: Final = 30.0
"""Seconds to wait for another command."""

_PAUSE: Final = 0.05


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Runs the block while no other command changes the workspace at `root`; raises MopsError after half a minute.

    The lock lies with the caches of the user and ends with the program, however that ends. Where there can be none,
    the block runs all the same: `replace_all` refuses to overwrite what has changed meanwhile.
    """
    file = _open(root)
    if file is None:
        yield
        return
    with file:
        deadline = time.monotonic() + _PATIENCE
        while not _locked(file):
            if time.monotonic() > deadline:
                message = f"Another mopsdocs command is changing {root}."
                raise MopsError(message, "Wait until it is done, and run the command again.")
            time.sleep(_PAUSE)
        yield


def _open(root: Path) -> IO[bytes] | None:
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    folder = cache_folder() / "locks"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / f"{name}.lock").open("a+b")
    return None


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        """Tries to have the file alone."""
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        """Tries to have the file alone."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a disk that knows no locks
            return True
        return True
