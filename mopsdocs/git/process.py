"""Starts git, always in the same way. Nothing else in the package starts it.

Nothing here writes: not the index, not a ref, not a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mopsdocs.errors import MopsError

if TYPE_CHECKING:
    import subprocess

_OPTIONS: Final = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=")
"""For every call. An empty `core.fsmonitor` means none to every git; an old one takes `false` for a program to run."""

_SETTINGS: Final = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
"""Messages that can be recognised, no index written behind somebody's back, no question that nobody answers."""

_INHERITED: Final = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"),
        *("GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_NAMESPACE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    }
)
"""What git sets for its hooks and would take for orders: it speaks of the repository that is being committed to, which
need not be the one around the folder, and without GIT_WORK_TREE it makes any folder the top. The index of the hook is
not missed: questions here are about the work tree, and a file in it is found whether an index knows it or not."""


def program() -> str | None:
    """Where git is. One in the current folder is not taken: on Windows a folder full of documents could bring it."""
    import shutil

    found = shutil.which("git")
    return found if found and Path(found).is_absolute() else None


def given_places() -> Iterator[tuple[tuple[str, str], ...]]:
    """The repository that the environment names in full, by GIT_DIR and GIT_WORK_TREE, from the current folder."""
    given = {name: os.environ.get(name) for name in ("GIT_DIR", "GIT_WORK_TREE")}
    places = tuple((name, str(Path(value).absolute())) for name, value in given.items() if value)
    if len(places) == len(given):
        yield places


def git(
    folder: Path, places: tuple[tuple[str, str], ...], *arguments: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Runs git in `folder`; raises MopsError when it does not start or is killed."""
    import subprocess

    executable = program()
    if executable is None:
        raise MopsError("git is not installed.", "Install it from https://git-scm.com, or put it on the PATH.")
    inherited = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    try:
        done = subprocess.run(
            [executable, *_OPTIONS, *arguments],
            cwd=folder,
            env={**inherited, **_SETTINGS, **dict(places)},
            input=stdin,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise MopsError(f"git cannot be started in {folder}: {error.strerror}.", "Run git status there.") from None
    if done.returncode < 0:
        raise MopsError(f"git was killed by signal {-done.returncode} before it was done.", "Run the command again.")
    return done


def refusal(done: subprocess.CompletedProcess[bytes], sentence: str) -> MopsError:
    """`sentence` completed with git's own words; the exact command for a repository of another user."""
    said = done.stderr.decode(errors="replace")
    exception = re.search(r"git config --global --add safe\.directory .+", said)
    if exception:
        message = f"{sentence}: it belongs to another user, and git takes that for a danger."
        return MopsError(message, f"If you trust it: {exception[0]}")
    reasons = re.findall(r"^(?:fatal|error): (.+)", said, re.MULTILINE)
    reason = reasons[0] if reasons else f"exit code {done.returncode}"
    return MopsError(f"{sentence}: {reason.rstrip('.')}.", "git status in that folder says more.")
