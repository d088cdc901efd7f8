"""Writing to the terminal, to pipes and to files, all of which can fail in ways that are nobody's bug."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Final, TextIO

from mopsdocs.errors import MopsError
from mopsdocs.reporters.printable import safe

_READER_GONE: Final = (errno.EPIPE, errno.EINVAL, errno.EBADF)
"""What a pipe says whose reader has ended; Windows says EINVAL."""


def say(text: str) -> None:
    """Writes `text` to standard output. A reader that has gone away (`| head`) is no failure."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _refuse(error)


def deliver(data: bytes) -> None:
    """Writes `data` to standard output as it is: with the line ends that it has, on every system."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _refuse(error)


def complain(text: str) -> None:
    """Writes `text` to standard error, if anybody reads it."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def complain_about(error: MopsError) -> None:
    """Writes what failed and what helps to standard error."""
    hint = f"hint: {error.hint}\n" if error.hint else ""
    complain(f"error: {_lines(error.message)}\n{_lines(hint)}")


def _lines(text: str) -> str:
    return "\n".join(safe(line) for line in text.split("\n"))


def _refuse(error: OSError) -> None:
    abandon_stdout()
    if error.errno not in _READER_GONE:
        message = f"The output cannot be written: {error.strerror}."
        raise MopsError(message, "Make room, or write it elsewhere.") from None


def abandon_stdout() -> None:
    """Stops Python from complaining at its end about output that could not be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tolerate_any_text() -> None:
    """Keeps streams that cannot show a character (ASCII, Windows-1252) from failing: they show `?` instead."""
    for stream in (sys.stdout, sys.stderr):
        _replace_errors(stream)


def _replace_errors(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def write_file(path: Path, text: str) -> None:
    """Writes `text` to the file at `path`, whole or not at all; raises MopsError."""
    from mopsdocs.atomic import write_whole

    write_whole(path, text.encode("utf-8", errors="replace"))
