"""Templates compiled once and kept in the user's cache: compiling them takes longer than a small site does."""

from __future__ import annotations

import contextlib
import hashlib
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

import mopsdocs


def compiled_templates(caches: Path, program: str) -> CompiledTemplates | None:
    """The compiled templates of `program`, which says how they are compiled; None where nothing can be kept."""
    folder = caches / "templates" / program
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return CompiledTemplates(folder)


class CompiledTemplates(FileSystemBytecodeCache):
    """One file per template, made anew when its text or the compiler changes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._compiler = f"jinja2 {version('jinja2')} mkdocs {version('mkdocs')} mopsdocs {mopsdocs.__version__}"

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template is made from: its text, and the versions of those who compile it."""
        return hashlib.sha256(f"{self._compiler}\n{source}".encode()).hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a compiled template where that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
