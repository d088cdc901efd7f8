"""From left to right: an order in each row in which few lines cross."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeVar

Item = TypeVar("Item", bound=Hashable)

_SWEEPS: Final = 8
"""Down and up in turns; more change hardly anything."""


def ordered(rows: Sequence[Sequence[Item]], below: Mapping[Item, Sequence[Item]]) -> list[list[Item]]:
    """`rows`, each in the best order that was met. `below` has what an item is joined to in the next row."""
    above: dict[Item, list[Item]] = {}
    for item, others in below.items():
        for other in others:
            above.setdefault(other, []).append(item)
    now = [list(row) for row in rows]
    best, fewest = now, crossings(now, below)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        now = _down(now, above) if sweep % 2 == 0 else _down(now[::-1], below)[::-1]
        number = crossings(now, below)
        if number < fewest:
            best, fewest = now, number
    return best


def _down(rows: list[list[Item]], joined: Mapping[Item, Sequence[Item]]) -> list[list[Item]]:
    """Each row in the order of the middle of what its items are joined to in the row before."""
    found = [rows[0]] if rows else []
    for row in rows[1:]:
        place = {item: number for number, item in enumerate(found[-1])}
        here = {item: number for number, item in enumerate(row)}
        scale = len(place) / len(row)
        middle = {item: _mean([place[one] for one in joined.get(item, ())], here[item] * scale) for item in row}
        found.append(sorted(row, key=lambda item: (middle[item], here[item])))
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def crossings(rows: Sequence[Sequence[Item]], below: Mapping[Item, Sequence[Item]]) -> int:
    """How many pairs of lines cross."""
    return sum(_between(upper, lower, below) for upper, lower in pairwise(rows))


def _between(upper: Sequence[Item], lower: Sequence[Item], below: Mapping[Item, Sequence[Item]]) -> int:
    place = {item: number for number, item in enumerate(lower)}
    ends = list(_ends(upper, place, below))
    return sum(ends[one] > end for other, end in enumerate(ends) for one in range(other))


def _ends(upper: Sequence[Item], place: Mapping[Item, int], below: Mapping[Item, Sequence[Item]]) -> Iterator[int]:
    for item in upper:
        yield from sorted(place[other] for other in below.get(item, ()))
