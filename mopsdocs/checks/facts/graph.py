"""Circles in a graph of names, without recursion: playbooks may be thousands of steps long."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """One circle for each group of names that lead to each other, as `[a, b, a]`, in the order of `edges`.

    It is the shortest circle through the first name of the group, so the report stays readable.
    """
    for group in _groups(edges):
        first = next(name for name in edges if name in group)
        yield _shortest(first, group, edges)


def _shortest(first: str, group: set[str], edges: Mapping[str, Sequence[str]]) -> list[str]:
    came_from: dict[str, str] = {}
    queue = deque([first])
    while queue:
        here = queue.popleft()
        for there in edges[here]:
            if there == first:
                way = [here]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return [*reversed(way), first]
            if there in group and there not in came_from:
                came_from[there] = here
                queue.append(there)
    raise AssertionError(f"{first} is in no circle")


def _groups(edges: Mapping[str, Sequence[str]]) -> list[set[str]]:
    """Groups of names that lead to each other (strongly connected components), in the order of `edges`.

    A name belongs to the group of another one when each can be reached from the other: the names that a walk along
    the arrows finds are collected in the order in which they are finished, then walked against the arrows (Kosaraju).
    """
    backwards: dict[str, list[str]] = {name: [] for name in edges}
    for name, targets in edges.items():
        for target in targets:
            backwards[target].append(name)
    groups: list[set[str]] = []
    grouped: set[str] = set()
    for name in reversed(_finished(edges)):
        if name not in grouped:
            group = _reached(name, backwards, grouped)
            grouped |= group
            if len(group) > 1 or name in edges[name]:
                groups.append(group)
    order = {name: position for position, name in enumerate(edges)}
    return sorted(groups, key=lambda group: min(order[name] for name in group))


def _finished(edges: Mapping[str, Sequence[str]]) -> list[str]:
    done: list[str] = []
    seen: set[str] = set()
    for start in edges:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(edges[start]))]
        while path:
            name, rest = path[-1]
            following = next((target for target in rest if target not in seen), None)
            if following is None:
                done.append(name)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(edges[following])))
    return done


def _reached(start: str, edges: Mapping[str, Iterable[str]], without: set[str]) -> set[str]:
    found = {start}
    pending = [start]
    while pending:
        for target in edges[pending.pop()]:
            if target not in found and target not in without:
                found.add(target)
                pending.append(target)
    return found
