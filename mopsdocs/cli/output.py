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
        abandon_stdout()
        if error.errno not in _READER_GONE:
            message = f"The output cannot be written: {error.strerror}."
            raise MopsError(message, "Make room, or write it elsewhere.") from None


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
    data = text.encode("utf-8", errors="replace")
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise MopsError(f"{path} is a folder.", "Give the name of a file with --output.")
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        folder = path.parent
        hint = "Choose another place with --output."
        if isinstance(error, FileNotFoundError) and not folder.exists():
            hint = f"Create the folder first: mkdir -p {folder}"
        raise MopsError(f"{path} cannot be written: {error.strerror}.", hint) from None


def _replace(target: Path, data: bytes) -> None:
    """Writes beside `target` and renames, so that nobody ever reads half a file."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod((target.stat().st_mode & 0o777) if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
