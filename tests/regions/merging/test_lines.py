"""Lines that two sides have changed."""

from __future__ import annotations

import pytest

from mopsdocs.regions.merging.lines import merged_lines, with_breaks_of


def lines(base: str, ours: str, theirs: str, *, both: bool = False) -> str | None:
    """Every letter is a line."""
    found = merged_lines(list(base), list(ours), list(theirs), both=both)
    return "".join(found) if found is not None else None


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "xbc", "abc", "xbc"),
        ("abc", "abc", "ab", "ab"),
        ("abc", "xbc", "aby", "xby"),
        ("abc", "xbc", "ayc", "xyc"),
        ("abc", "axbc", "abyc", "axbyc"),
        ("abc", "ac", "abcx", "acx"),
        ("abc", "xbc", "xbc", "xbc"),
        ("abc", "axybc", "axbc", "axybc"),
    ],
)
def test_both_changes_stand(base: str, ours: str, theirs: str, merged: str) -> None:
    assert lines(base, ours, theirs) == merged


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [("abc", "axc", "ayc"), ("abc", "ac", "axc"), ("abc", "axbc", "aybc"), ("ab", "cd", "b"), ("", "a", "b")],
)
def test_two_changes_of_one_line_are_for_somebody_to_choose(base: str, ours: str, theirs: str) -> None:
    assert lines(base, ours, theirs) is None
    assert lines(base, theirs, ours) is None


def test_a_line_that_one_side_took_away_does_not_come_back() -> None:
    assert lines("abc", "axc", "x") == "x"
    assert lines("abc", "x", "axc") == "x"


@pytest.mark.parametrize(
    ("base", "merged", "theirs"), [("ab", "xy", "xb"), ("ab", "axy", "axb"), ("abcde", "vwxyz", "awcye")]
)
def test_what_is_merged_already_is_not_merged_twice(base: str, merged: str, theirs: str) -> None:
    assert lines(base, merged, theirs) == merged


def test_comments_added_at_one_place_stand_one_below_the_other() -> None:
    assert lines("ab", "axb", "ayb", both=True) == "axyb"
    assert lines("ab", "axyb", "ayb", both=True) == "axyb"
    assert lines("ab", "axb", "ab", both=True) == "axb"
    assert lines("abc", "axc", "ayc", both=True) is None


def test_lines_keep_the_breaks_that_they_had() -> None:
    assert with_breaks_of("a\r\nb\nc\r\n", "a\nx\nb\nc\n") == "a\r\nx\nb\nc\r\n"
