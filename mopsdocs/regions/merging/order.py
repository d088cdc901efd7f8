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
    members = frozenset(members)
    in_ours, in_theirs = frozenset(ours), frozenset(theirs)
    common = [key for key in base if key in in_ours and key in in_theirs and key in members]
    moved_here, moved_there = moved_keys(common, ours), moved_keys(common, theirs)
    still = frozenset(common)
    if moved_here and moved_there:
        turned_here, turned_there = _turned(common, ours), _turned(common, theirs)
        if turned_there <= turned_here:
            moved_there = frozenset()
        elif turned_here < turned_there:
            moved_here = frozenset()
    fixed = still - moved_here - moved_there
    by_us = (members & in_ours) - still | moved_here
    by_them = (members & in_theirs) - still | moved_there
    if theirs_first:
        by_us -= by_them
    else:
        by_them -= by_us
    gaps_here, gaps_there = _gaps(ours, fixed, by_us), _gaps(theirs, fixed, by_them)
    order: list[str] = [*gaps_here[None], *gaps_there[None]]
    for key in common:
        if key in fixed:
            order += [key, *gaps_here[key], *gaps_there[key]]
    return Order(tuple(order), not moved_here.isdisjoint(moved_there))


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


def _turned(before: Sequence[str], after: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of keys of `before` that stand the other way round in `after`."""
    at = {key: number for number, key in enumerate(after)}
    return {(one, two) for number, one in enumerate(before) for two in before[number + 1 :] if at[one] > at[two]}


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
