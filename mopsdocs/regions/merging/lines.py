"""Lines that two sides have changed: block text, and the comments above, beside and below a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines `start` to `end` of the base that one side has replaced by `new` ones."""

    start: int
    end: int
    new: list[str]

    def meets(self, other: _Hunk) -> bool:
        """Whether both touch the same lines, or add at the same place, or add the same beside what one replaces."""
        if self.start < self.end and other.start < other.end:
            return self.start < other.end and other.start < self.end
        if (self.start, self.end) == (other.start, other.end):
            return True
        inner, outer = (self, other) if self.start == self.end else (other, self)
        touches = outer.start <= inner.start <= outer.end
        return touches and (outer.start < inner.start < outer.end or _at(inner.new, outer.new) is not None)


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
        mine, other = _side(base, here, start, end), _side(base, there, start, end)
        if not there or mine == other or _holds(mine, base, there):
            found = mine
        elif not here or _holds(other, base, here):
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
    was, now = ([line.rstrip("\r\n") for line in side] for side in (known, lines))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for begin, at, size in matcher.get_matching_blocks():
        lines[at : at + size] = known[begin : begin + size]
    return "".join(lines)


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[_Hunk]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [
        _Hunk(start, end, list(side[begin:stop]))
        for tag, start, end, begin, stop in matcher.get_opcodes()
        if tag != "equal"
    ]


def _regions(ours: list[_Hunk], theirs: list[_Hunk]) -> Iterator[tuple[list[_Hunk], list[_Hunk]]]:
    """The hunks of both sides, those together that touch the same lines of the base."""
    waiting = (list(ours), list(theirs))
    while waiting[0] or waiting[1]:
        first = min((side[0] for side in waiting if side), key=lambda hunk: (hunk.start, hunk.end))
        region: tuple[list[_Hunk], list[_Hunk]] = ([], [])
        grown = True
        while grown:
            grown = False
            for number, side in enumerate(waiting):
                while side and (side[0] is first or any(side[0].meets(hunk) for hunk in region[1 - number])):
                    region[number].append(side.pop(0))
                    grown = True
        yield region


def _side(base: Sequence[str], hunks: list[_Hunk], start: int, end: int) -> list[str]:
    """What one side has instead of the lines `start` to `end` of the base."""
    lines: list[str] = []
    position = start
    for hunk in hunks:
        lines += [*base[position : hunk.start], *hunk.new]
        position = hunk.end
    return [*lines, *base[position:end]]


def _holds(lines: Sequence[str], base: Sequence[str], hunks: list[_Hunk]) -> bool:
    """Whether `lines` have all that `hunks` wrote, in its order, and nothing that they took away.

    Lines that were only taken away may have been reworded in `lines`, so of them nobody can tell.
    """
    at = 0
    for hunk in hunks:
        gone = [line for line in base[hunk.start : hunk.end] if line.strip() and line not in hunk.new]
        found = _at(hunk.new, lines[at:])
        if found is None or any(line in lines for line in gone):
            return False
        at += found + len(hunk.new)
    return True


def _at(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where the lines of `part`, of which there are some, stand in `whole` one after the other."""
    places = range(len(whole) - len(part) + 1) if part else ()
    return next((at for at in places if list(whole[at : at + len(part)]) == list(part)), None)
