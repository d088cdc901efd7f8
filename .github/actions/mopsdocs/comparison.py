"""Has mopsdocs review a change, and keeps what it says for people and for the jobs that follow.

Usage: comparison.py FOLDER BASE [HEAD]. FOLDER gets the review as Markdown and its verdict; without HEAD the files as
they are here are compared. The exit code is that of `mopsdocs review`: 1 when a change is an error, 2 or more when
nothing could be compared, which is no review and is told as what it is.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from verdict import FAILED, LABELS, NOTHING, Verdict

_FAILED = """\
### The change could not be compared

Nothing is known about this change until this is mended:

{fence}text
{message}
{fence}
"""


def main(folder: str, base: str, *head: str) -> int:
    """Compares, writes down what came out, and returns the exit code of the review."""
    told = _review("markdown", base, *head)
    counted = _review("json", base, *head)
    code = told.returncode if told.returncode in (0, 1) and counted.returncode == told.returncode else 2
    commit = _commit(head[0] if head else "HEAD")
    if code < 2:
        verdict = Verdict(_level(counted.stdout), commit, told.stdout)
    else:
        said = told if told.returncode not in (0, 1) else counted
        verdict = Verdict(FAILED, commit, failure(said.stderr))
        _log(said.stderr)
    verdict.write(Path(folder))
    _summarise(verdict.text)
    return code


def _review(format: str, base: str, *head: str) -> subprocess.CompletedProcess[str]:
    command = ["mopsdocs", "--color", "never", "review", "--format", format, "--", base, *head]
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)


def _level(counted: str) -> str:
    summary = json.loads(counted)["summary"]
    return next((level for level in LABELS if summary.get(level)), NOTHING)


def _commit(ref: str) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def failure(message: str) -> str:
    """The report of a review that was not made. `message` may quote the change, so it stands as code, all inert."""
    longest = max((len(run) for run in re.findall("`+", message)), default=0)
    return _FAILED.format(fence="`" * max(3, longest + 1), message=message.strip() or "mopsdocs said nothing.")


def _log(message: str) -> None:
    """Shows `message` in the log. On GitHub what it quotes could be taken for a command, so these are off meanwhile."""
    on_github = "GITHUB_ACTIONS" in os.environ
    token = secrets.token_hex(16)
    lines = [f"::stop-commands::{token}", message, f"::{token}::"] if on_github else [message]
    print("\n".join(lines), flush=True)


def _summarise(text: str) -> None:
    """Appends the review to the page of the run, where GitHub has one."""
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
