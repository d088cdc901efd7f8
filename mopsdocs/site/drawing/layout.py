"""A drawing of what waits for what, from top to bottom: where each box is, and the way of each line between them.

Rows first, then an order in each row, then places across. A line that passes a row has a lane of its own there, so none
runs behind a box; lines from one box share their lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mopsdocs.site.drawing.layers import Arrow, rows_of, without_circles, without_implied
from mopsdocs.site.drawing.ordering import ordered
from mopsdocs.site.drawing.spreading import spread

BOX: Final = (136, 54)
"""Width and height of a box, in pixels like all sizes here."""

WIDEST: Final = 4
"""Boxes in a row; with some lanes beside them they fit the text column of a desktop."""

_BESIDE: Final = 12
_LANE: Final = 4
_GAP: Final = 34
_HEAD: Final = 30
_EDGE: Final = 8
_SWEEPS: Final = 6

Item = tuple[int, int]
"""`(node, -1)` for a box, `(node, row)` for the lane of lines from that box in a row further down."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Way:
    """A line: a curve between the first two points, straight to the third, a curve to the fourth, and so on."""

    first: int
    then: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one group that follow each other; above the first is room for a title."""

    group: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing. `boxes` has the upper left corner of each box, in the order of the nodes."""

    width: int
    height: int
    boxes: tuple[Point, ...]
    ways: tuple[Way, ...]
    bands: tuple[Band, ...]


@lru_cache(maxsize=512)
def layout(groups: tuple[int, ...], arrows: tuple[Arrow, ...], *, reduce: bool) -> Layout:
    """The drawing of nodes in `groups`, which come one below the other.

    Arrows that would close a circle are left out; with `reduce` also those that follow from others.
    """
    arrows = without_circles(len(groups), arrows)
    rows = rows_of(groups, arrows, WIDEST)
    if reduce:
        arrows = without_implied(rows, arrows)
    level = {node: number for number, row in enumerate(rows) for node in row}
    below = _joined(arrows, level)
    items: list[list[Item]] = [[(node, -1) for node in row] for row in rows]
    for item in sorted({other for others in below.values() for other in others}):
        if item[1] >= 0:
            items[item[1]].append(item)
    across = _across(ordered(items, below), below)
    tops, bands = _down([groups[row[0]] for row in rows])
    ways = tuple(Way(first, then, _way(first, then, level, across, tops)) for first, then in arrows)
    boxes = tuple((round(across[node, -1]) - BOX[0] // 2, tops[level[node]]) for node in range(len(groups)))
    width = max((x + BOX[0] for x, _ in boxes), default=0)
    width = max([width, *(round(x) for x in across.values())]) + _EDGE
    return Layout(width, bands[-1].bottom if bands else 0, boxes, ways, bands)


def _joined(arrows: Sequence[Arrow], level: dict[int, int]) -> dict[Item, list[Item]]:
    """What each box and lane is joined to in the row below it."""
    below: dict[Item, list[Item]] = {}
    for first, then in arrows:
        here: Item = (first, -1)
        for row in range(level[first] + 1, level[then]):
            lane = (first, row)
            if lane not in (joined := below.setdefault(here, [])):
                joined.append(lane)
            here = lane
        below.setdefault(here, []).append((then, -1))
    return below


def _across(rows: list[list[Item]], below: dict[Item, list[Item]]) -> dict[Item, float]:
    """The middle of each item, counted from the left."""
    above: dict[Item, list[Item]] = {}
    for item, others in below.items():
        for other in others:
            above.setdefault(other, []).append(item)
    apart = {number: [_apart(one, two) for one, two in pairwise(row)] for number, row in enumerate(rows)}
    most = max((sum(apart[number]) + _half(row[0]) + _half(row[-1]) for number, row in enumerate(rows)), default=0.0)
    found = {item: _EDGE + most / 2 for row in rows for item in row}
    for sweep in range(_SWEEPS):
        joined, order = (above, 1) if sweep % 2 == 0 else (below, -1)
        for number, row in list(enumerate(rows))[::order]:
            wanted = [_mean([found[one] for one in joined.get(item, ())], found[item]) for item in row]
            low, high = _EDGE + _half(row[0]), _EDGE + most - _half(row[-1])
            found.update(zip(row, spread(wanted, apart[number], low, high), strict=True))
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _half(item: Item) -> float:
    return BOX[0] / 2 if item[1] < 0 else _LANE


def _apart(one: Item, two: Item) -> float:
    return _half(one) + _half(two) + _BESIDE


def _down(groups: Sequence[int]) -> tuple[list[int], tuple[Band, ...]]:
    """The top of each row, given its group, and the bands that the rows make."""
    tops: list[int] = []
    bands: list[Band] = []
    end = 0
    for number, group in enumerate(groups):
        if not number or group != groups[number - 1]:
            tops.append(end + _HEAD)
            bands.append(Band(group, end, end))
        else:
            tops.append(tops[-1] + BOX[1] + _GAP)
        end = tops[-1] + BOX[1] + _GAP // 2
        bands[-1] = Band(group, bands[-1].top, end)
    return tops, tuple(bands)


def _way(first: int, then: int, level: dict[int, int], across: dict[Item, float], tops: list[int]) -> tuple[Point, ...]:
    points = [(round(across[first, -1]), tops[level[first]] + BOX[1])]
    for row in range(level[first] + 1, level[then]):
        x = round(across[first, row])
        points += [(x, tops[row]), (x, tops[row] + BOX[1])]
    return (*points, (round(across[then, -1]), tops[level[then]]))
