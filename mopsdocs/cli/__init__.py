"""The command line. `main` is what the `mopsdocs` command runs.

People ask for the version and the help far more often than anything else. Both are answered before anything slow is
imported, so this module imports next to nothing itself.
"""

from __future__ import annotations

import sys

from mopsdocs import __version__
from mopsdocs.cli.commands import command_position, help_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Runs the command that the program was called with, and ends the program with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs the command in `arguments` and returns the exit code: 0 done, 1 findings, 2 could not do it, 3 a bug."""
    if sys.stdout is None or sys.stderr is None:
        _open_closed_streams()
    answer = _quick_answer(arguments)
    if answer is None:
        return _run_command(arguments)
    try:
        sys.stdout.write(answer)
        sys.stdout.flush()
    except OSError:
        from mopsdocs.cli.output import abandon_stdout

        abandon_stdout()
    return 0


def _run_command(arguments: list[str]) -> int:
    try:
        from mopsdocs.cli.running import run_command

        return run_command(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 2


def _open_closed_streams() -> None:
    """A program that is started with its output closed (`>&-`) finds None there."""
    import os
    from pathlib import Path

    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _quick_answer(arguments: list[str]) -> str | None:
    before = arguments[: command_position(arguments)]
    if "--version" in before:
        return f"mopsdocs {__version__}\n"
    if not arguments or "--help" in before or "-h" in before:
        return help_text()
    return None
