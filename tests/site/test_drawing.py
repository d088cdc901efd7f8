"""Laws of drawings: nothing lies on anything else, every line leads down, the same input gives the same picture."""

from __future__ import annotations

import itertools
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from mopsdocs.site.drawing.layers import Arrow, rows_of, without_circles, without_implied
from mopsdocs.site.drawing.layout import BOX, WIDEST, layout
from mopsdocs.site.drawing.lettering import lines_of
from mopsdocs.site.drawing.ordering import crossings, ordered
from mopsdocs.site.drawing.spreading import spread

Graph = tuple[tuple[int, ...], tuple[Arrow, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes in groups, and arrows between any of them."""
    groups = tuple(draw(st.lists(st.integers(0, 4), min_size=1, max_size=24)))
    node = st.integers(0, len(groups) - 1)
    return groups, tuple(draw(st.lists(st.tuples(node, node), max_size=40)))


@given(graphs(), st.booleans())
@example(((0,), ()), True)
@example(((1, 0), ((0, 1),)), True)
@example(((0, 0), ((0, 1), (1, 0))), False)
def test_a_drawing_has_room_for_everything(graph: Graph, reduce: bool) -> None:
    groups, arrows = graph
    made = layout(groups, arrows, reduce=reduce)
    assert len(made.boxes) == len(groups)
    for (x, y), (other_x, other_y) in itertools.combinations(made.boxes, 2):
        assert abs(x - other_x) >= BOX[0] + 8 or abs(y - other_y) >= BOX[1] + 8, "two boxes touch"
    for x, y in made.boxes:
        assert 0 <= x <= made.width - BOX[0]
        assert 0 <= y <= made.height - BOX[1]
    for group, (_, y) in zip(groups, made.boxes, strict=True):
        assert any(band.top < y and y + BOX[1] < band.bottom and band.group == group for band in made.bands)
    for band, following in pairwise(made.bands):
        assert band.bottom <= following.top


@given(graphs(), st.booleans())
@example(((0, 0, 0, 0, 0), tuple((0, node) for node in range(1, 5))), True)
def test_every_line_leads_down_from_box_to_box_and_runs_behind_none(graph: Graph, reduce: bool) -> None:
    groups, arrows = graph
    made = layout(groups, arrows, reduce=reduce)
    for way in made.ways:
        (x, y), (end_x, end_y) = way.points[0], way.points[-1]
        assert (x, y) == _middle(made.boxes[way.first], BOX[1])
        assert (end_x, end_y) == _middle(made.boxes[way.then], 0)
        assert all(upper[1] < lower[1] for upper, lower in pairwise(way.points)), "it goes up or stays"
        for number, (upper, lower) in enumerate(pairwise(way.points)):
            across = sorted((upper[0], lower[0]))
            assert number % 2 == 0 or across[0] == across[1], "beside boxes it is upright"
            for left, top in made.boxes:
                over = top < lower[1] and upper[1] < top + BOX[1]
                assert not over or across[1] < left or left + BOX[0] < across[0], "it runs behind a box"


def _middle(corner: tuple[int, int], down: int) -> tuple[int, int]:
    return corner[0] + BOX[0] // 2, corner[1] + down


@given(graphs())
def test_the_same_graph_gives_the_same_drawing_in_whatever_order_its_arrows_come(graph: Graph) -> None:
    groups, arrows = graph
    layout.cache_clear()
    once = layout(groups, arrows, reduce=True)
    layout.cache_clear()
    assert layout(groups, arrows[::-1], reduce=True) == once


@given(graphs())
def test_only_arrows_in_circles_are_dropped_and_only_implied_ones_reduced(graph: Graph) -> None:
    groups, arrows = graph
    kept = without_circles(len(groups), arrows)
    whole = {arrow for arrow in arrows if arrow[0] != arrow[1]}
    for first, then in whole - set(kept):
        assert first in _reached(then, whole), "an arrow that is in no circle was dropped"
    for node in range(len(groups)):
        assert node not in _reached(node, set(kept)), "a circle is left"
    rows = rows_of(groups, kept, WIDEST)
    fewer = without_implied(rows, kept)
    for node in range(len(groups)):
        assert _reached(node, set(fewer)) == _reached(node, set(kept))
    for arrow in fewer:
        assert arrow[1] not in _reached(arrow[0], set(fewer) - {arrow}), "an arrow follows from others"


def _reached(start: int, arrows: set[Arrow]) -> set[int]:
    found: set[int] = set()
    pending = [start]
    while pending:
        here = pending.pop()
        new = {then for first, then in arrows if first == here} - found
        found |= new
        pending += new
    return found


@given(graphs())
def test_rows_are_short_of_one_group_and_hold_everybody_once(graph: Graph) -> None:
    groups, arrows = graph
    rows = rows_of(groups, without_circles(len(groups), arrows), WIDEST)
    assert sorted(node for row in rows for node in row) == list(range(len(groups)))
    assert all(0 < len(row) <= WIDEST and len({groups[node] for node in row}) == 1 for row in rows)


def test_groups_stay_whole_unless_they_wait_for_each_other() -> None:
    assert rows_of((0, 1, 0, 1), ((0, 1), (2, 3)), 4) == [[0, 2], [1, 3]]
    assert rows_of((0, 1, 0), ((0, 1), (1, 2)), 4) == [[0], [1], [2]], "a group comes again"
    assert rows_of((0,) * 7, (), 4) == [[0, 1, 2], [3, 4, 5, 6]]


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=6, max_size=6))
def test_an_order_has_no_more_crossings_than_before(ends: list[list[int]]) -> None:
    rows = [list(range(6)), list(range(10, 16))]
    below = {item: sorted({10 + end for end in found}) for item, found in enumerate(ends)}
    found = ordered(rows, below)
    assert [sorted(row) for row in found] == rows
    assert crossings(found, below) <= crossings(rows, below)


def test_lines_that_cross_are_counted_and_untangled() -> None:
    below = {"a": ["y"], "b": ["x"]}
    assert crossings([["a", "b"], ["x", "y"]], below) == 1
    assert crossings(ordered([["a", "b"], ["x", "y"]], below), below) == 0


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0, 50)), min_size=1, max_size=12))
def test_places_keep_their_order_their_distance_and_the_room(wishes: list[tuple[float, float]]) -> None:
    wanted = [place for place, _ in wishes]
    apart = [distance for _, distance in wishes[1:]]
    found = spread(wanted, apart, -400, 400)
    assert len(found) == len(wanted)
    for (here, there), distance in zip(pairwise(found), apart, strict=True):
        assert there - here >= distance - 1e-6
    if sum(apart) <= 800:
        assert found[0] >= -400 - 1e-6
        assert found[-1] <= 400 + 1e-6


def test_places_are_as_near_to_their_wishes_as_can_be() -> None:
    assert spread([10, 20, 90], [10, 10], 0, 100) == [10, 20, 90]
    assert spread([50, 50], [20], 0, 100) == [40, 60]
    assert spread([95, 95], [20], 0, 100) == [80, 100]


@given(st.text(max_size=80), st.integers(4, 30), st.integers(1, 4))
def test_lines_hold_all_words_or_say_that_more_follows(text: str, room: int, most: int) -> None:
    lines = lines_of(text, room, most)
    assert len(lines) <= most
    shown = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert shown == whole or (shown.endswith("…") and len(lines) == most)


def test_lines_break_between_words_and_long_words_anywhere() -> None:
    title = "Check footer, links and plain-text part of each e-mail"
    assert lines_of(title, 17, 3) == ("Check footer, links", "and plain-text part", "of each e-mail")
    assert lines_of(title, 17, 2)[-1].endswith("…")
    assert len(lines_of("Geschwindigkeitsbegrenzung", 10, 4)) > 2
