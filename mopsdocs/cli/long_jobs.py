"""How far a long job is, on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from mopsdocs.cli.context import Invocation
from mopsdocs.cli.output import complain

_QUIET_FOR: Final = 1.0
"""Seconds in which a job that is over soon says nothing."""

_PAUSE: Final = 0.1
"""Seconds between two updates of the line."""


class Progress:
    """One line on the terminal that is written over: `Building 120 of 234 pages`."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown
        self._next = time.monotonic() + _QUIET_FOR
        self._width = 0

    def show(self, what: str, done: int, total: int) -> None:
        """Says that `done` of `total` things are done; `what` has places for both: `Reading {} of {} files`."""
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PAUSE
        line = what.format(f"{done:,}", f"{total:,}")
        complain("\r" + line.ljust(self._width))
        self._width = len(line)

    def clear(self) -> None:
        """Removes the line, so that the result stands alone."""
        if self._width:
            complain("\r" + " " * self._width + "\r")
            self._width = 0


@contextmanager
def progress(called: Invocation) -> Iterator[Progress]:
    """Shows progress while the block runs, unless nobody is watching or wants to know."""
    shown = Progress(sys.stderr.isatty() and not called.quiet)
    try:
        yield shown
    finally:
        shown.clear()
