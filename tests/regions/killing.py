"""Runs a command of mopsdocs again and again, each time in a fresh copy of a workspace, and kills it a moment later.

A moment is a call that touches the workspace. Called with the workspace, a folder for the copies and the arguments of
the command; prints how many moments there were, and the exit code of the call that nobody killed.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

from mopsdocs.cli import run

TOUCHING = ("open", "fsync", "chmod", "mkdir", "link", "rename", "replace", "unlink", "rmdir")
"""How files are written; of opening and syncing, only for files that this process has made."""


def kill_at(moment: int, folder: Path) -> None:
    """Lets this process die just before it touches `folder` for the time `moment`."""
    made = 0

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal made
            inside = name == "fsync" or str(arguments[0]).startswith(str(folder))
            if inside and not (name == "open" and not arguments[1] & os.O_CREAT):
                made += 1
                if made == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for name in TOUCHING:
        setattr(os, name, watched(name, getattr(os, name)))


def killed_at(moment: int, folder: Path, arguments: list[str]) -> int | None:
    """Runs the command in `folder`; None when it was killed, else its exit code."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        kill_at(moment, folder)
        os._exit(run(arguments))
    _, status = os.waitpid(child, 0)
    return (
        None if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else os.waitstatus_to_exitcode(status)
    )


def main(pattern: Path, into: Path, arguments: list[str]) -> None:
    os.chdir(pattern)
    with redirect_stdout(io.StringIO()):  # loads all that the command needs, once
        run(["sync", "--dry-run"])
    for moment in count(1):
        folder = Path(shutil.copytree(pattern, into / str(moment), symlinks=True)).resolve()
        code = killed_at(moment, folder, arguments)
        if code is not None:
            sys.stdout.write(f"{moment - 1} {code}\n")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
