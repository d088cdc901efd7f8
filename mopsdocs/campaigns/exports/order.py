"""The order in which tools read items: what others wait for stands before them, because some tools look back only."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from mopsdocs.campaigns.exports.items import Item


def in_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """`items` stage by stage and by day, each after those that it waits for.

    Where items wait for each other in a circle, which `validate` complains about, what cannot come first is no longer
    waited for.
    """
    known = {item.ref: place for place, item in enumerate(items)}
    waiting = {place: {known[ref] for ref in item.waits_for if ref in known} for place, item in enumerate(items)}
    followers: dict[int, list[int]] = {}
    for place, firsts in waiting.items():
        for first in firsts:
            followers.setdefault(first, []).append(place)
    ranks = [(item.position, item.day or datetime.date.max, place) for place, item in enumerate(items)]
    ready = [ranks[place] for place, firsts in waiting.items() if not firsts]
    heapify(ready)
    found: list[int] = []
    while len(found) < len(items):
        if not ready:  # a circle: its earliest member comes first all the same
            place = min(place for place, firsts in waiting.items() if firsts)
            waiting[place].clear()
            heappush(ready, ranks[place])
        place = heappop(ready)[2]
        found.append(place)
        for follower in followers.get(place, ()):
            if place in waiting[follower]:
                waiting[follower].remove(place)
                if not waiting[follower]:
                    heappush(ready, ranks[follower])
    return tuple(_looking_back(items, found))


def _looking_back(items: Sequence[Item], order: Sequence[int]) -> list[Item]:
    """The items in `order`, each waiting for nothing but what stands before it."""
    seen: set[str] = set()
    found = []
    for place in order:
        item = items[place]
        waits = tuple(ref for ref in item.waits_for if ref in seen)
        found.append(item if waits == item.waits_for else replace(item, waits_for=waits))
        seen.add(item.ref)
    return found
