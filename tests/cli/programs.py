"""Runs the program as people do: in a process of its own, in a real folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    """What a call left behind."""

    code: int
    out: str
    err: str


def change(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    """Replaces text in the document at `path`, every time that it stands there."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def environment(**changes: str) -> dict[str, str]:
    """The environment of a person who has mopsdocs installed, without what this test run has set for Python."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "MOPSDOCS_DEBUG")}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1", **changes}


def mopsdocs(folder: Path, *arguments: str, **changes: str) -> Done:
    """`mopsdocs` with `arguments` in `folder`; `changes` are environment variables."""
    return python(folder, "-m", "mopsdocs", *arguments, **changes)


def python(folder: Path, *arguments: str, **changes: str) -> Done:
    """`python` with `arguments` in `folder`."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
