"""The one error root.

Findings about documents are `Diagnostic`s and never raised. A `MopsError` means that a command could not do what
it was asked for; the command line prints its sentence and hint and exits with 2.
"""

from __future__ import annotations


class MopsError(Exception):
    """A command cannot go on. `message` is one plain sentence, `hint` the exact edit or command that helps."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
