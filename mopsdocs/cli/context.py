"""What the global options say, for the commands: where to work, how much to say, in colour or not."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the program."""

    folder: Path | None
    quiet: bool
    color: str

    def workspace(self) -> Workspace:
        """The workspace of --workspace, else the one around the current folder; raises MopsError."""
        if self.folder is not None:
            return Workspace.at(self.folder)
        try:
            here = Path.cwd()
        except OSError:
            raise MopsError("The current folder no longer exists.", "Change into an existing folder.") from None
        return Workspace.find(here)

    def workspace_if_any(self) -> Workspace | None:
        """The same, None where there is none and none was asked for."""
        try:
            return self.workspace()
        except MopsError:
            if self.folder is not None:
                raise
            return None

    @property
    def coloured(self) -> bool:
        """Whether standard output is to have colours: as asked for, else on a terminal without NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def invocation(context: typer.Context) -> Invocation:
    """The `Invocation` that the global options made."""
    found = context.obj
    if not isinstance(found, Invocation):
        raise TypeError("commands are called through mopsdocs.cli.running")
    return found
