"""Work in other processes beside this one."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

FORKS: Final = sys.platform.startswith("linux")
"""Whether another process begins as a copy of this one, which takes a few milliseconds. Elsewhere it takes a fresh
interpreter, and gets only what can be pickled."""

_MOST: Final = 8
"""Processes that are started at most unless somebody asks for more: beyond them, collecting the results takes over."""


def cores() -> int:
    """How many processes this machine can run at once, as far as that is worth it."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, _MOST)


@contextlib.contextmanager
def beside(work: Callable[..., bytes], *args: Any) -> Iterator[Connection]:
    """Runs `work(*args)` in a process of its own. `received` gives what it returned; at the end it is gone."""
    context: ForkContext | SpawnContext = get_context("fork") if FORKS else get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, work, *args), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def received(connection: Connection) -> bytes | None:
    """What the other process returned, once it is done; None when it failed or has died."""
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        return None


def _run(connection: Connection, work: Callable[..., bytes], *args: Any) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this process without a word; the first one speaks
    with contextlib.suppress(Exception):  # the first process does the work again, meets the same and reports it
        connection.send_bytes(work(*args))
