"""Rows for a graph of what waits for what: whatever is waited for stands in a row above what waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Arrow = tuple[int, int]
"""From what is waited for to what waits, both by number."""


def rows_of(groups: Sequence[int], arrows: Iterable[Arrow], widest: int) -> list[list[int]]:
    """The numbers of all nodes, row by row, at most `widest` in one.

    `groups` has the group of each node. A row belongs to one group, and groups follow each other in the order of their
    numbers; only where a group waits for a later one does it come again. Arrows must go round in no circle.
    """
    missing = [0] * len(groups)
    followers: list[list[int]] = [[] for _ in groups]
    for first, then in arrows:
        missing[then] += 1
        followers[first].append(then)
    waiting = set(range(len(groups)))
    rows: list[list[int]] = []
    while waiting:
        group = min(groups[node] for node in waiting if not missing[node])
        while ready := sorted(node for node in waiting if groups[node] == group and not missing[node]):
            rows += _shares(ready, widest)
            waiting.difference_update(ready)
            for node in ready:
                for follower in followers[node]:
                    missing[follower] -= 1
    return rows


def _shares(nodes: list[int], widest: int) -> Iterator[list[int]]:
    """`nodes` in as few rows as hold them, all about as long."""
    number = -(-len(nodes) // widest)
    for share in range(number):
        yield nodes[share * len(nodes) // number : (share + 1) * len(nodes) // number]


def without_circles(count: int, arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """`arrows` between `count` nodes, each once, but for those that would close a circle."""
    wanted = sorted({(first, then) for first, then in arrows if first != then})
    missing = [0] * count
    followers: list[list[int]] = [[] for _ in range(count)]
    for first, then in wanted:
        missing[then] += 1
        followers[first].append(then)
    place: dict[int, int] = {}
    waiting = dict.fromkeys(range(count))
    while waiting:
        ready = [node for node in waiting if missing[node] <= 0] or [next(iter(waiting))]
        for node in ready:
            del waiting[node]
            place[node] = len(place)
            for follower in followers[node]:
                missing[follower] -= 1
    return tuple((first, then) for first, then in wanted if place[first] < place[then])


def without_implied(rows: Sequence[Sequence[int]], arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """`arrows` but for those that follow from others: where C waits for B and B for A, C waits for A anyway."""
    before: dict[int, list[int]] = {}
    for first, then in arrows:
        before.setdefault(then, []).append(first)
    above: dict[int, int] = {}
    kept: list[Arrow] = []
    for node in (node for row in rows for node in row):
        firsts = before.get(node, ())
        further = 0
        for first in firsts:
            further |= above[first]
        kept += [(first, node) for first in firsts if not further >> first & 1]
        above[node] = further
        for first in firsts:
            above[node] |= 1 << first
    return tuple(sorted(kept))
