"""Inspection of many files in several processes at once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import Final

from mopsdocs.checks.files import Files, read_again
from mopsdocs.checks.inspection import Inspected
from mopsdocs.checks.record import Records
from mopsdocs.processes import beside, cores, received

WORTH_IT: Final = 48
"""Files from which on a second process saves more than its start costs."""


def usual_jobs(files: int) -> int:
    """How many processes are worth it for so many files on this machine."""
    if files < WORTH_IT:
        return 1
    return min(cores(), files // (WORTH_IT // 2))


def inspect_all(files: Files, paths: Sequence[str], jobs: int, on_read: Callable[[int], None]) -> Iterator[Inspected]:
    """What is wrong with each of the `files` at `paths`, in any order. `on_read` is told how many more are done.

    This process takes one share of the work. When another one dies, its share is done here as well, so a bug shows
    here and nothing is lost.
    """
    shares = [paths[number::jobs] for number in range(max(1, min(jobs, len(paths))))]
    with contextlib.ExitStack() as stack:
        others = [(share, stack.enter_context(beside(_work, files, share))) for share in shares[1:]]
        for path in shares[0]:
            yield files.inspect(path)
            on_read(1)
        for share, connection in others:
            yield from _received(files, connection) or map(files.inspect, share)
            on_read(len(share))


def _received(files: Files, connection: Connection) -> list[Inspected]:
    """What the other process found in its share; nothing when it has died."""
    data = received(connection)
    if data is None:
        return []
    records = Records.unpacked(data)
    again = partial(read_again, files.workspace)
    return [records.inspected(record, partial(again, record.path, record.digest)) for record in records.records]


def _work(files: Files, share: Sequence[str]) -> bytes:
    return Records.of(map(files.inspect, share)).packed()
