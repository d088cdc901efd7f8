"""Circles in graphs: each group of names is found once, and what is reported really is a circle."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.checks.facts.graph import circles

NAMES = "abcdefgh"
GRAPHS = st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES), unique=True, max_size=3) for name in NAMES})


def _reach(edges: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    pending = list(edges[start])
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += edges[name]
    return found


@given(GRAPHS)
def test_one_real_circle_for_each_group(edges: dict[str, list[str]]) -> None:
    found = list(circles(edges))
    for circle in found:
        assert circle[0] == circle[-1]
        assert len(set(circle)) == len(circle) - 1
        assert all(there in edges[here] for here, there in pairwise(circle))
    reach = {name: _reach(edges, name) for name in NAMES}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other]) for name in NAMES if name in reach[name]
    }
    assert len(found) == len(groups)
    assert {next(group for group in groups if circle[0] in group) for circle in found} == groups


def test_the_shortest_circle_through_the_first_name() -> None:
    edges = {"a": ["b", "c"], "b": ["c"], "c": ["a"], "d": ["d"]}
    assert list(circles(edges)) == [["a", "c", "a"], ["d", "d"]]


def test_long_chains_need_no_stack() -> None:
    size = 50_000
    edges = {str(number): [str((number + 1) % size)] for number in range(size)}
    assert [len(circle) for circle in circles(edges)] == [size + 1]
