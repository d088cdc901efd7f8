"""Where caches lie: with the user, because a repository could carry one that says it is clean, or holds a program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
