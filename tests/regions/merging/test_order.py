"""The order of a list that two sides have changed."""

from __future__ import annotations

import pytest

from mopsdocs.regions.merging.order import Order, merged_order, moved_keys


def order(base: str, ours: str, theirs: str, members: str = "", *, theirs_first: bool = False) -> tuple[str, bool]:
    found: Order = merged_order(base, ours, theirs, members or ours + theirs, theirs_first=theirs_first)
    return "".join(found.keys), found.contested


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "bca", "abc", "bca"),
        ("abc", "abc", "cab", "cab"),
        ("abcde", "bcade", "abced", "bcaed"),
        ("abc", "aobc", "abct", "aobct"),
        ("abc", "aobc", "atbc", "aotbc"),
        ("abc", "oabc", "tabc", "otabc"),
        ("abc", "bac", "bac", "bac"),
        ("", "xy", "yz", "xyz"),
    ],
)
def test_both_get_what_they_want(base: str, ours: str, theirs: str, merged: str) -> None:
    assert order(base, ours, theirs) == (merged, False)


def test_items_that_are_gone_are_no_places() -> None:
    assert order("abc", "aboc", "ac", "aoc") == ("aoc", False)


def test_whoever_moved_more_has_what_the_other_wanted() -> None:
    assert order("abc", "cba", "bac") == ("cba", False)
    assert order("abc", "bac", "cba") == ("cba", False)


@pytest.mark.parametrize(("ours", "theirs"), [("bcda", "bcad"), ("bacd", "acbd"), ("dabc", "adbc")])
def test_an_item_that_both_moved_elsewhere_stands_where_somebody_chooses(ours: str, theirs: str) -> None:
    assert order("abcd", ours, theirs) == (ours, True)
    assert order("abcd", ours, theirs, theirs_first=True) == (theirs, True)


def test_of_two_items_moved_past_each_other_each_stands_where_it_was_put() -> None:
    assert order("abc", "bca", "acb") == order("abc", "acb", "bca") == ("cba", False)


def test_no_more_items_move_than_must() -> None:
    assert moved_keys("abcd", "bcda") == {"a"}
    assert moved_keys("abcd", "dabc") == {"d"}
    assert moved_keys("abcd", "abcd") == frozenset()
    assert len(moved_keys("abcd", "dcba")) == 3
    assert moved_keys("ab", "xaybz") == frozenset()
