"""Colours for a terminal, written by hand: six escape sequences need no library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mopsdocs.diagnostics import Severity

_RESET: Final = "\x1b[0m"
_SEVERITIES: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}


@dataclass(frozen=True, slots=True)
class Style:
    """Marks text with colours, or leaves it alone when `coloured` is false."""

    coloured: bool = False

    def bold(self, text: str) -> str:
        """For what is read first."""
        return self._in("1", text)

    def dim(self, text: str) -> str:
        """For what only frames something else."""
        return self._in("2", text)

    def good(self, text: str) -> str:
        """For remedies and success."""
        return self._in("32", text)

    def bad(self, text: str) -> str:
        """For what is taken away."""
        return self._in("31", text)

    def level(self, severity: Severity, text: str) -> str:
        """In the colour of `severity`."""
        return self._in(_SEVERITIES[severity], text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}{_RESET}" if self.coloured else text
