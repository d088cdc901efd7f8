"""Inspection of many files in several processes at once."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from mopsdocs.checks.files import Files, read_again
from mopsdocs.checks.inspection import Inspected
from mopsdocs.checks.record import Records

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

WORTH_IT: Final = 48
"""Files from which on a second process saves more than its start costs."""

_MOST: Final = 8
"""Processes that are started at most unless somebody asks for more: beyond them, collecting the results takes over."""


def usual_jobs(files: int) -> int:
    """How many processes are worth it for so many files on this machine."""
    if files < WORTH_IT:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST, files // (WORTH_IT // 2))


def inspect_all(files: Files, paths: Sequence[str], jobs: int, on_read: Callable[[int], None]) -> Iterator[Inspected]:
    """What is wrong with each of the `files` at `paths`, in any order. `on_read` is told how many more are done.

    This process takes one share of the work. When another one dies, its share is done here as well, so a bug shows
    here and nothing is lost.
    """
    shares = [paths[number::jobs] for number in range(max(1, min(jobs, len(paths))))]
    with contextlib.ExitStack() as stack:
        others = [(share, stack.enter_context(_started(files, share))) for share in shares[1:]]
        for path in shares[0]:
            yield files.inspect(path)
            on_read(1)
        for share, connection in others:
            yield from _received(files, connection) or map(files.inspect, share)
            on_read(len(share))


@contextlib.contextmanager
def _started(files: Files, share: Sequence[str]) -> Iterator[Connection]:
    # A fork costs a few milliseconds; elsewhere it takes a fresh interpreter.
    context: ForkContext | SpawnContext
    context = get_context("fork") if sys.platform.startswith("linux") else get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, files, share), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def _received(files: Files, connection: Connection) -> list[Inspected]:
    """What the other process found in its share; nothing when it has died."""
    try:
        records = Records.unpacked(connection.recv_bytes())
    except (EOFError, OSError):
        return []
    again = partial(read_again, files.workspace)
    return [records.inspected(record, partial(again, record.path, record.digest)) for record in records.records]


def _work(connection: Connection, files: Files, share: Sequence[str]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this process without a word; the first one speaks
    with contextlib.suppress(Exception):  # the first process meets the same exception, and reports it
        connection.send_bytes(Records.of(map(files.inspect, share)).packed())
