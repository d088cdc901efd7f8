"""The order of a list that two sides have changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """The merged order, and whether both sides moved one of the items, each to a place of its own."""

    keys: tuple[str, ...]
    contested: bool


def merged_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], members: Collection[str], *, theirs_first: bool
) -> Order:
    """`members`, each of which is in `ours` or `theirs`, in the order that both sides want.

    What neither side moved keeps its order. Everything else stands behind the unmoved item that it follows on its
    side; where both sides put something, what we put comes first. Of an item that both moved, our place counts, or
    theirs with `theirs_first`.
    """
    in_ours, in_theirs = frozenset(ours), frozenset(theirs)
    common = [key for key in base if key in in_ours and key in in_theirs and key in members]
    lists = _Lists(ours, theirs, frozenset(members), common, theirs_first)
    here, there = moved_keys(common, ours), moved_keys(common, theirs)
    if here and there:
        if _has(common, ours, theirs, there):
            there = frozenset()
        elif _has(common, theirs, ours, here):
            here = frozenset()
    if here.isdisjoint(there):
        wanted = _turned(common, ours) | _turned(common, theirs) if here and there else set()
        for order in lists.ordered(here, there), lists.ordered(here, there, ours_last=True):
            if not wanted or wanted <= _turned(common, order):
                return Order(order, False)
        here, there = (frozenset(), there) if theirs_first else (here, frozenset())
    return Order(lists.ordered(here, there), True)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Two versions of a list, the keys that the result has, and those among them that were there before."""

    ours: Sequence[str]
    theirs: Sequence[str]
    members: frozenset[str]
    common: Sequence[str]
    theirs_first: bool

    def ordered(self, here: frozenset[str], there: frozenset[str], *, ours_last: bool = False) -> tuple[str, ...]:
        """All members, where we moved those `here` and they moved those `there`."""
        still = frozenset(self.common)
        fixed = still - here - there
        by_us = (self.members & frozenset(self.ours)) - still | here
        by_them = (self.members & frozenset(self.theirs)) - still | there
        if self.theirs_first:
            by_us -= by_them
        else:
            by_them -= by_us
        sides = [_gaps(self.ours, fixed, by_us), _gaps(self.theirs, fixed, by_them)]
        one, other = reversed(sides) if ours_last else sides
        order = [*one[None], *other[None]]
        for key in self.common:
            if key in fixed:
                order += [key, *one[key], *other[key]]
        return tuple(order)


def _only(keys: Sequence[str], wanted: Collection[str]) -> list[str]:
    return [key for key in keys if key in wanted]


def moved_keys(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The fewest keys of `before` that must have moved for the others to be in the same order in `after`."""
    now = _only(after, frozenset(before))
    if now == list(before):
        return frozenset()
    rank = {key: number for number, key in enumerate(before)}
    tails: list[int] = []
    ends: list[str] = []
    previous: dict[str, str | None] = {}
    for key in now:
        at = bisect_left(tails, rank[key])
        tails[at:] = [rank[key], *tails[at + 1 :]]
        previous[key] = ends[at - 1] if at else None
        ends[at:] = [key, *ends[at + 1 :]]
    stayed: set[str] = set()
    last: str | None = ends[-1]
    while last is not None:
        stayed.add(last)
        last = previous[last]
    return frozenset(before) - stayed


def _has(before: Sequence[str], after: Sequence[str], other: Sequence[str], moved: Collection[str]) -> bool:
    """Whether `after` has what `other` made of `before`: what it turned round, and beside it what it `moved`."""
    if not _turned(before, other) <= _turned(before, after):
        return False
    known = frozenset(before)
    here, there = (_neighbours(_only(keys, known)) for keys in (after, other))
    return all(here[key][0] == there[key][0] or here[key][1] == there[key][1] for key in moved)


def _turned(before: Sequence[str], after: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of keys of `before` that stand the other way round in `after`."""
    at = {key: number for number, key in enumerate(after)}
    return {(one, two) for number, one in enumerate(before) for two in before[number + 1 :] if at[one] > at[two]}


def _neighbours(keys: list[str]) -> dict[str, tuple[str, str]]:
    """What stands before and behind each key."""
    around = ["", *keys, ""]
    return {key: (around[number], around[number + 2]) for number, key in enumerate(keys)}


def _gaps(keys: Sequence[str], fixed: Collection[str], placed: Collection[str]) -> dict[str | None, list[str]]:
    """The `placed` keys behind each fixed one, and before all of them under None."""
    gaps: dict[str | None, list[str]] = {None: [], **{key: [] for key in fixed}}
    last: str | None = None
    for key in keys:
        if key in fixed:
            last = key
        elif key in placed:
            gaps[last].append(key)
    return gaps
