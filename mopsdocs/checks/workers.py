"""Inspection of many files in several processes at once."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from mopsdocs.checks.inspection import Inspected, inspect
from mopsdocs.checks.record import Records
from mopsdocs.documents.model import Settings

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


def inspect_all(
    texts: Mapping[str, bytes], settings: Settings, jobs: int, on_read: Callable[[int], None]
) -> Iterator[Inspected]:
    """What is wrong with each of `texts`, by path, in any order. `on_read` is told how many more are done.

    This process takes one share of the work. When another one dies, its share is done here as well, so a bug shows
    here and nothing is lost.
    """
    shares = _shares(texts, jobs)
    with contextlib.ExitStack() as stack:
        others = [(share, stack.enter_context(_started(share, settings))) for share in shares[1:]]
        for path, data in shares[0]:
            yield inspect(path, data, settings)
            on_read(1)
        for share, connection in others:
            yield from _received(connection, share) or (inspect(path, data, settings) for path, data in share)
            on_read(len(share))


_Share = Sequence[tuple[str, bytes]]


def _shares(texts: Mapping[str, bytes], jobs: int) -> list[_Share]:
    """The files in `jobs` parts that take about as long: the largest are dealt out first."""
    ordered = sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))
    return [ordered[number::jobs] for number in range(max(1, min(jobs, len(ordered))))]


@contextlib.contextmanager
def _started(share: _Share, settings: Settings) -> Iterator[Connection]:
    # A fork costs a few milliseconds and inherits the texts; elsewhere they are sent to a fresh interpreter.
    context: ForkContext | SpawnContext
    context = get_context("fork") if sys.platform.startswith("linux") else get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, share, settings), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def _received(connection: Connection, share: _Share) -> list[Inspected]:
    """What the other process found in its share; nothing when it has died."""
    try:
        records = Records.unpacked(connection.recv_bytes())
    except (EOFError, OSError):
        return []
    pairs = zip(records.records, share, strict=True)
    return [records.inspected(record, partial(bytes, data)) for record, (_, data) in pairs]


def _work(connection: Connection, share: _Share, settings: Settings) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this process without a word; the first one speaks
    with contextlib.suppress(Exception):  # the first process meets the same exception, and reports it
        connection.send_bytes(Records.of([inspect(path, data, settings) for path, data in share]).packed())
