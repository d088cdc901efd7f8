"""A drawing of what waits for what as a template needs it: boxes with their lines of text, paths, bands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mopsdocs.site.drawing.layers import Arrow
from mopsdocs.site.drawing.layout import BOX, Point, layout
from mopsdocs.site.drawing.lettering import lines_of

_LETTERS: Final = 19
"""Letters that a line in a box has room for, and in small type a few more."""

_LINES: Final = 3
_TITLE: Final = 70
_LINE: Final = 15
_HEAD: Final = 6
"""Height of an arrow's head, and half its width."""


@dataclass(frozen=True, slots=True)
class Node:
    """What becomes a box: its title, where it leads, the number of its band, a look, a note below the title."""

    title: str
    href: str
    group: int
    look: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What becomes the ground of some rows: a title and a look."""

    title: str
    look: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box; `y` is its base."""

    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box at `x`, `y`, whose text is centred on `middle`. `whole` is its title where the lines are not all of it."""

    node: Node
    band: Band
    x: int
    y: int
    middle: int
    lines: tuple[Line, ...]
    whole: str
    chained: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A band; `title_y` is the base of its title."""

    band: Band
    title: str
    top: int
    height: int
    title_y: int


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing. `ways` and `heads` are paths; those in `chained` belong to the chain, and are drawn last."""

    width: int
    height: int
    grounds: tuple[Ground, ...]
    boxes: tuple[Box, ...]
    ways: str
    heads: str
    chained: str
    chained_heads: str
    box: Point = BOX


def network(
    nodes: Sequence[Node], bands: Sequence[Band], arrows: Sequence[Arrow], chain: Sequence[int], *, directed: bool
) -> Network:
    """The drawing of `nodes` in `bands`; `chain` are nodes to be told apart, each joined to the next.

    Arrows that are `directed` end with a head, and those that follow from others are left out; others are plain lines.
    """
    made = layout(tuple(node.group for node in nodes), tuple(sorted(arrows)), reduce=directed)
    links = set(pairwise(chain))
    ways = [(way.points, (way.first, way.then) in links) for way in made.ways]
    strong = {points[-1] for points, chained in ways if chained}
    ends = {points[-1] for points, _ in ways}
    return Network(
        made.width,
        made.height,
        tuple(_ground(bands[band.group], band.top, band.bottom) for band in made.bands),
        tuple(
            _box(node, bands[node.group], corner, number in chain)
            for number, (node, corner) in enumerate(zip(nodes, made.boxes, strict=True))
        ),
        _path(points for points, chained in ways if not chained),
        "".join(map(_head, sorted(ends - strong))) if directed else "",
        _path(points for points, chained in ways if chained),
        "".join(map(_head, sorted(strong))) if directed else "",
    )


def _ground(band: Band, top: int, bottom: int) -> Ground:
    title = lines_of(band.title, _TITLE, 1)
    return Ground(band, title[0] if title else "", top, bottom - top - 4, top + 17)


def _box(node: Node, band: Band, corner: Point, chained: bool) -> Box:
    x, y = corner
    titles = lines_of(node.title, _LETTERS, _LINES - bool(node.note))
    texts = [(line, False) for line in titles] + [(line, True) for line in lines_of(node.note, _LETTERS + 3, 1)]
    first = y + (BOX[1] - _LINE * len(texts)) // 2 + 12
    lines = tuple(Line(first + _LINE * number, text, small) for number, (text, small) in enumerate(texts))
    whole = node.title if titles and titles[-1].endswith("…") else ""
    return Box(node, band, x, y, x + BOX[0] // 2, lines, whole, chained)


def _path(ways: Iterable[Sequence[Point]]) -> str:
    """The lines: curves between rows, straight past them. What several share is drawn once, or it would look strong."""
    parts = {}
    for points in ways:
        (end_x, end_y), whole = points[-1], (*points[:-1], (points[-1][0], points[-1][1] - _HEAD))
        parts.update(dict.fromkeys(_part(*ends) for ends in pairwise(whole)))
        parts[f"M{end_x} {end_y - _HEAD}v{_HEAD - 1}"] = None
    return "".join(parts)


def _part(upper: Point, lower: Point) -> str:
    (x, y), (end_x, end_y) = upper, lower
    if x == end_x:
        return f"M{x} {y}V{end_y}"
    middle = (y + end_y) // 2
    return f"M{x} {y}C{x} {middle} {end_x} {middle} {end_x} {end_y}"


def _head(end: Point) -> str:
    return f"M{end[0] - _HEAD // 2 - 1} {end[1] - _HEAD}h{_HEAD + 2}l-{_HEAD // 2 + 1} {_HEAD}z"
