"""What a merge decided: as data, for whoever tells it, asks about it or stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from mopsdocs.documents.units import Path
from mopsdocs.errors import MopsError
from mopsdocs.regions.paths import unit_path

Choice = Literal["ours", "theirs"]
"""Whose version of a unit stands."""

What = Literal["changed", "comment", "removed-here", "removed-there", "added", "moved", "order", "unfit"]
"""What both sides did to a unit: changed its value; its comments; we removed what they changed, or the other way round;
added it differently; moved it to two places; put the items of a list into two orders; or theirs does not fit ours."""


Question = tuple[Path, str]
"""A unit, by the ids of the base, and what is to be chosen about it: its "content", "comment", "order" or "moved"."""

_ASPECTS: Final[Mapping[What, str]] = {"comment": "comment", "order": "order", "moved": "moved"}


def question(path: Path, what: What) -> Question:
    """What is to be chosen when both sides did `what` to the unit at `path`."""
    return unit_path(path), _ASPECTS.get(what, "content")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that both sides changed, each in its own way. Until somebody chooses, ours stands.

    `unit` is its name, as in `stages[qa]/steps[test-send]/due`, and `path` the keys and ids on the way to it. The
    texts are its lines in the three versions, unindented; None where a version does not have it.
    """

    unit: str
    path: Path
    what: What
    base: str | None
    ours: str | None
    theirs: str | None
    reason: str = ""

    @property
    def question(self) -> Question:
        """What is to be chosen."""
        return question(self.path, self.what)


@dataclass(frozen=True, slots=True)
class Merged:
    """The text that comes of a merge, what it means, and what is left to choose: without conflicts it is done."""

    text: str
    value: Any
    conflicts: tuple[Conflict, ...]


class CannotMerge(MopsError):
    """Put together by step, two versions would not mean what was merged. Nobody knows such versions."""

    def __init__(self) -> None:
        super().__init__(
            "what both sides wrote cannot be put together step by step.",
            "Take the changes over by hand, and please report both texts: this is a bug in mopsdocs.",
        )
