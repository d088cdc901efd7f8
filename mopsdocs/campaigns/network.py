"""What waits for what: how late each piece of work may be, and the chain with the least room.

Days are positions in the row of working days. As in the rule work-does-not-fit the day on which a step may begin and
the day on which it is due both count in full.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from math import ceil, floor, inf
from typing import Final

import msgspec

Key = tuple[str, str]
"""`("step", id)` or `("gate", id)`."""

_ROUNDING: Final = 0.001
"""Days; thirds of a day do not add up to whole ones."""


class Node(msgspec.Struct, frozen=True):
    """A piece of work: due on the working day `at`, taking `takes` working days once all in `waits_for` are done.

    What is `fixed` cannot be done later than it is due: milestones and gates were announced.
    """

    key: Key
    at: int
    takes: float
    waits_for: tuple[Key, ...]
    fixed: bool


class Room(msgspec.Struct, frozen=True):
    """How many working days late something may be. Below 0 as many are missing. `because_of` sets the limit."""

    slack: int
    because_of: Key


def in_order(nodes: Mapping[Key, Node]) -> list[Key]:
    """What is waited for before what waits for it; without those that wait for each other and what follows them."""
    return _in_order(nodes, _followers(nodes))


def _in_order(nodes: Mapping[Key, Node], followers: Mapping[Key, list[Key]]) -> list[Key]:
    waiting = dict.fromkeys(nodes, 0)
    for others in followers.values():
        for key in others:
            waiting[key] += 1
    ready = deque(key for key, count in waiting.items() if count == 0)
    found: list[Key] = []
    while ready:
        key = ready.popleft()
        found.append(key)
        for follower in followers.get(key, ()):
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)
    return found


def _followers(nodes: Mapping[Key, Node]) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = {}
    for key, node in nodes.items():
        for first in node.waits_for:
            if first in nodes:
                found.setdefault(first, []).append(key)
    return found


def rooms(nodes: Mapping[Key, Node]) -> dict[Key, Room]:
    """The room of every node that stands in no circle."""
    followers = _followers(nodes)
    order = _in_order(nodes, followers)
    latest: dict[Key, tuple[float, Key]] = {}
    found: dict[Key, Room] = {}
    for key in reversed(order):
        node = nodes[key]
        end, because_of = inf, key
        for follower in followers.get(key, ()):
            if follower in latest:
                limit, reason = latest[follower]
                limit -= nodes[follower].takes
                if limit < end:
                    end, because_of = limit, reason
        if end == inf or (node.fixed and node.at + 1.0 < end):
            end, because_of = node.at + 1.0, key
        latest[key] = end, because_of
        found[key] = Room(_slack(end - node.at - 1), because_of)
    return found


def _slack(days: float) -> int:
    if days >= 0:
        return floor(days + _ROUNDING)
    return 0 if days >= -1 - _ROUNDING else -ceil(-1 - days - _ROUNDING)


def critical_path(nodes: Mapping[Key, Node], found: Mapping[Key, Room], end: Key) -> tuple[Key, ...]:
    """The chain that leads to `end`, at each point by what has the least room; of equals by what is due last."""
    path = [end] if end in nodes else []
    while path:
        before = [key for key in nodes[path[-1]].waits_for if key in found and key not in path]
        if not before:
            break
        path.append(min(before, key=lambda key: (found[key].slack, -nodes[key].at)))
    return tuple(reversed(path))


def late_from(nodes: Mapping[Key, Node], start: int, order: Iterable[Key]) -> list[Key]:
    """What cannot be done by its day when nobody begins before the working day `start`.

    Approvers begin on the day after everything is ready.
    """
    ends: dict[Key, float] = {}
    late = []
    for key in order:
        node = nodes[key]
        begin = max([float(start), *(ends[first] for first in node.waits_for if first in ends)])
        if key[0] == "gate" and node.takes:
            begin = max(ceil(begin - _ROUNDING), start + 1)
        ends[key] = begin + node.takes
        if ends[key] > node.at + 1 + _ROUNDING:
            late.append(key)
    return late
