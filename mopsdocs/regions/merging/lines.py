"""Lines that two sides have changed: block text, and the comments above, beside and below a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines `start` to `end` of the base that one side has replaced by the lines `begin` to `stop` of its own."""

    start: int
    end: int
    begin: int
    stop: int

    def meets(self, start: int, end: int) -> bool:
        """Whether this touches lines that another change, from `start` to `end`, touches, or adds at the same place."""
        if self.start == self.end or start == end:
            return (
                (self.start == start and self.end == end) or start < self.start < end or self.start < start < self.end
            )
        return self.start < end and start < self.end


def merged_lines(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], *, both: bool = False
) -> list[str] | None:
    """The lines with the changes of both sides; None where both changed the same lines, each in its own way.

    With `both`, what both sides added at one place is taken from both, ours first: right for comments, not for text.
    """
    merged: list[str] = []
    position = 0
    for here, there in _regions(_hunks(base, ours), _hunks(base, theirs)):
        start = min(hunk.start for hunk in (*here, *there))
        end = max(hunk.end for hunk in (*here, *there))
        merged += base[position:start]
        mine, other = _side(base, ours, here, start, end), _side(base, theirs, there, start, end)
        if not there or mine == other or _holds(mine, base, theirs, there):
            found = mine
        elif not here or _holds(other, base, ours, here):
            found = other
        elif both and start == end:
            found = [*mine, *(line for line in other if line not in mine)]
        else:
            return None
        merged += found
        position = end
    return [*merged, *base[position:]]


def with_breaks_of(text: str, merged: str) -> str:
    """`merged`, where the lines that come from `text` have the line breaks that they have there."""
    known, lines = text.splitlines(True), merged.splitlines(True)
    matcher = SequenceMatcher(None, *([line.rstrip("\r\n") for line in side] for side in (known, lines)), False)
    for begin, at, size in matcher.get_matching_blocks():
        lines[at : at + size] = known[begin : begin + size]
    return "".join(lines)


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[_Hunk]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [_Hunk(*place) for tag, *place in matcher.get_opcodes() if tag != "equal"]


def _regions(ours: list[_Hunk], theirs: list[_Hunk]) -> Iterator[tuple[list[_Hunk], list[_Hunk]]]:
    """The hunks of both sides, those together that touch the same lines of the base."""
    waiting = (list(ours), list(theirs))
    while waiting[0] or waiting[1]:
        first = min((side[0] for side in waiting if side), key=lambda hunk: (hunk.start, hunk.end))
        start, end = first.start, first.end
        region: tuple[list[_Hunk], list[_Hunk]] = ([], [])
        grown = True
        while grown:
            grown = False
            for number, side in enumerate(waiting):
                while side and (side[0] is first or side[0].meets(start, end)):
                    hunk = side.pop(0)
                    region[number].append(hunk)
                    end = max(end, hunk.end)
                    grown = True
        yield region


def _side(base: Sequence[str], side: Sequence[str], hunks: list[_Hunk], start: int, end: int) -> list[str]:
    """What one side has instead of the lines `start` to `end` of the base."""
    lines: list[str] = []
    position = start
    for hunk in hunks:
        lines += [*base[position : hunk.start], *side[hunk.begin : hunk.stop]]
        position = hunk.end
    return [*lines, *base[position:end]]


def _holds(lines: Sequence[str], base: Sequence[str], other: Sequence[str], hunks: list[_Hunk]) -> bool:
    """Whether `lines` have all that `hunks` wrote, in its order, and nothing that they took away.

    Lines that were only taken away may have been reworded in `lines`, so of them nobody can tell.
    """
    at = 0
    for hunk in hunks:
        new = list(other[hunk.begin : hunk.stop])
        gone = [line for line in base[hunk.start : hunk.end] if line.strip() and line not in new]
        found = (start for start in range(at, len(lines) - len(new) + 1) if lines[start : start + len(new)] == new)
        at = next(found, -1) + len(new)
        if not new or at < len(new) or any(line in lines for line in gone):
            return False
    return True
