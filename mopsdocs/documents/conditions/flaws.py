"""What can be wrong with a condition."""

from __future__ import annotations

from dataclasses import dataclass

from mopsdocs.documents.conditions.expressions import Span


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in the text of a condition, with its place there.

    `message` is a sentence that names the part; `hint` is what to write instead. `part` are the words it is about.
    """

    span: Span
    message: str
    hint: str
    part: str = ""


class ConditionError(ValueError):
    """A text is no condition; `flaw` says why and where."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw
