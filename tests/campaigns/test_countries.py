"""What the holiday calendar says about countries, held against what is publicly known of a few."""

from __future__ import annotations

import pytest

from mopsdocs.campaigns.countries import countries, has_half_days, parts, working_week

MONDAY = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("country", "week"),
    [
        ("DE", MONDAY),
        ("SA", ("sun", "mon", "tue", "wed", "thu")),
        ("EG", ("sun", "mon", "tue", "wed", "thu")),
        ("IR", ("sat", "sun", "mon", "tue", "wed", "thu")),
        ("AE", MONDAY),
        ("XX", MONDAY),
    ],
)
def test_working_weeks(country: str, week: tuple[str, ...]) -> None:
    assert working_week(country) == week


def test_parts_by_name() -> None:
    german = parts("DE")
    assert len(german) == 16, "the states; a single city with a holiday of its own is none"
    assert list(german.items())[:3] == [("BW", "Baden-Württemberg"), ("BY", "Bayern"), ("BE", "Berlin")]
    assert parts("US")["CA"] == "California"
    assert parts("JP") == parts("XX") == {}


def test_half_days() -> None:
    assert has_half_days("TR")
    assert not has_half_days("DE")
    assert not has_half_days("XX")


def test_countries_are_sorted_codes() -> None:
    found = countries()
    assert list(found) == sorted(set(found))
    assert {"DE", "SA", "TR", "CN", "US", "JP", "GB"} <= set(found)
    assert all(len(code) == 2 for code in found)
