"""A person at a terminal: the program runs in a pseudo-terminal of its own, and what it shows can be read."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Final

import pyte

from tests.cli.programs import environment

KEYS: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "backspace": "\x7f",
    "tab": "\t",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
}
_PATIENCE: Final = 30.0
"""Seconds to wait for something to be shown, on a machine that does other things as well."""


def _environment() -> dict[str, str]:
    """That of a person whose terminal itself knows how large it is."""
    return {key: value for key, value in environment(TERM="xterm-256color").items() if key not in ("COLUMNS", "LINES")}


class Terminal:
    """`mopsdocs` with `arguments` in `folder`, on a terminal of `rows` lines with `columns`."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 100, rows: int = 40) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=1_000)
        self._stream = pyte.ByteStream(self.screen)
        command = [sys.executable, "-m", "mopsdocs", *arguments]
        self._child, self._master = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            os.execve(sys.executable, command, _environment())
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.code: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._master)

    @property
    def shown(self) -> str:
        """Everything that has been shown and not erased, the lines that have scrolled away included."""
        above = ["".join(line[at].data for at in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in (*above, *self.screen.display)).rstrip()

    def wait_for(self, text: str) -> None:
        """Reads on until `text` is shown."""
        deadline = time.monotonic() + _PATIENCE
        while text not in self.shown:
            assert time.monotonic() < deadline, f"{text!r} was not shown, but:\n{self.shown}"
            assert self._read(), f"the program ended before it showed {text!r}:\n{self.shown}"

    def type(self, *keys: str) -> None:
        """Presses keys: those of KEYS by name, and other text as it is."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def end(self) -> int:
        """Reads on until the program ends; its exit code."""
        deadline = time.monotonic() + _PATIENCE
        while self._read():
            assert time.monotonic() < deadline, f"the program did not end:\n{self.shown}"
        self.code = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        return self.code

    def _read(self) -> bool:
        """Takes in what there is to read; whether the program is still there."""
        if not select.select([self._master], [], [], 0.2)[0]:
            return True
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # what Linux says when the other side is closed
            return False
        self._stream.feed(data)
        return bool(data)
