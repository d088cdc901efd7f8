"""The value of a unit without children, where both sides changed its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.units import Unit
from mopsdocs.regions.merging.lines import merged_lines
from mopsdocs.regions.merging.sides import Side

_UNREADABLE: Final = object()
_COMMENT: Final = re.compile(r"[ \t]#")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a key or an item below its lead: up to the end of the value, the comment behind it, the meaning."""

    value: str
    comment: str
    data: Any
    is_item: bool

    @classmethod
    def of(cls, side: Side, unit: Unit) -> Body:
        """The body of a unit."""
        value, comment = side.body(unit)
        return cls(value, comment, side.data(unit), unit.kind == "item")

    @property
    def text(self) -> str:
        """All of its lines."""
        return self.value + self.comment

    @property
    def is_line(self) -> bool:
        """Whether it is one line, the comment of which can be told from the rest."""
        return "\n" not in self.value

    @property
    def is_block_text(self) -> bool:
        """Whether it is text behind `|` or `>`."""
        return "|" in self._indicator or ">" in self._indicator

    def followed_by(self, comments: str) -> str:
        """`comments` as they can stand below the value: where block text would take them in, not indented."""
        apart = not comments.strip() or not self.is_block_text
        if apart or same(_meaning(self.text + comments, self.is_item), self.data):
            return comments
        return "".join(line.lstrip(" ") for line in comments.splitlines(True))

    @property
    def _indicator(self) -> str:
        first = _COMMENT.split(self.value.partition("\n")[0])[0].split()
        return first[-1][:1] if first else ""


def merged_body(base: Body | None, ours: Body, theirs: Body) -> Body | None:
    """What both sides want, with our comment; None when there is no such thing.

    The comments behind the value of a single line are the caller's to merge.
    """
    if ours.is_line and theirs.is_line:
        return _merged_line(base, ours, theirs)
    found = picked(base.text if base else None, ours.text, theirs.text)
    if found is not None:
        return ours if found == ours.text else theirs
    if base is None:
        return None
    return _merged_text(base, ours, theirs) or _by_meaning(base, ours, theirs)


def picked(base: str | None, ours: str, theirs: str) -> str | None:
    """What one side changed, or both alike; None when they differ."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None


def _merged_line(base: Body | None, ours: Body, theirs: Body) -> Body | None:
    """One value, whatever the comments behind it are."""
    value = picked(base.value if base else None, ours.value, theirs.value)
    if value is None:
        side = _meaning_side(base, ours, theirs)
        value = side.value if side is not None else None
    if value is None:
        return None
    side = ours if value == ours.value else theirs
    return Body(value, ours.comment, side.data, side.is_item)


def _merged_text(base: Body, ours: Body, theirs: Body) -> Body | None:
    """Several lines, line by line: block text, or a list where one side changed nothing but comments."""
    lines = merged_lines(*(body.text.splitlines(True) for body in (base, ours, theirs)))
    if lines is None:
        return None
    text = "".join(lines)
    meant = _meaning(text, ours.is_item)
    if meant is _UNREADABLE:
        return None
    side = _meaning_side(base, ours, theirs)
    if side is None:
        if not (base.is_block_text and ours.is_block_text and theirs.is_block_text):
            return None
    elif not same(meant, side.data):
        return None
    return Body(text, "", meant, ours.is_item)


def _by_meaning(base: Body, ours: Body, theirs: Body) -> Body | None:
    """The side that changed the meaning, when the other one only wrote the same in another way, without a comment."""
    alike = same(ours.data, theirs.data)
    known = set(base.text.splitlines())
    for side, other in (ours, theirs), (theirs, ours):
        new = [line for line in other.text.splitlines() if line not in known]
        if (alike or same(base.data, other.data)) and not any("#" in line for line in new):
            return side
    return None


def _meaning_side(base: Body | None, ours: Body, theirs: Body) -> Body | None:
    """The side whose meaning both want: ours when both mean the same, else the one that changed it alone."""
    if same(ours.data, theirs.data) or (base is not None and same(base.data, theirs.data)):
        return ours
    return theirs if base is not None and same(base.data, ours.data) else None


def _meaning(body: str, is_item: bool) -> Any:
    """What the lines of one key or item mean."""
    loaded = load(body)
    value = loaded.value
    if any(not problem.warning for problem in loaded.problems):
        return _UNREADABLE
    if is_item:
        return value[0] if isinstance(value, list) and len(value) == 1 else _UNREADABLE
    return next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else _UNREADABLE
