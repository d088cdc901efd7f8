"""Working days: the laws of their arithmetic, half days, days of one's own, and what the library does not know."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.calendar import FURTHEST, WEEKDAYS, WorkingCalendar
from mopsdocs.documents.model import Holidays

FIVE = WEEKDAYS[:5]
DAY = datetime.date
DATES = st.dates(DAY(1995, 1, 1), DAY(2095, 12, 31))
COUNTS = st.integers(-300, 300)
WEEKS = {
    "AE": FIVE, "CN": FIVE, "DE": FIVE, "SA": ("sun", "mon", "tue", "wed", "thu"), "TR": FIVE, "US": FIVE,
    "XX": ("wed",),
}  # fmt: skip
COUNTRIES = st.sampled_from(sorted(WEEKS))


@cache
def calendar(country: str) -> WorkingCalendar:
    return WorkingCalendar("here", WEEKS[country], Holidays(country=country, categories=("half_day",)))


def made(week: tuple[str, ...] = FIVE, **holidays: Any) -> WorkingCalendar:
    return WorkingCalendar("here", week, msgspec.convert({"country": "DE", **holidays}, Holidays))


@given(COUNTRIES, DATES, COUNTS.filter(bool))
def test_counting_there_and_back_leads_to_where_it_began(country: str, start: datetime.date, count: int) -> None:
    days = calendar(country)
    there = days.nth(start, count)
    assert there is not None
    assert days.is_working(there)
    if days.is_working(start):
        assert days.nth(there, -count) == start
    assert abs(days.between(start, there)) == abs(count) - (count < 0 and not days.is_working(start))


@given(COUNTRIES, DATES, DATES, COUNTS)
def test_a_later_start_never_leads_to_an_earlier_day(
    country: str, one: datetime.date, other: datetime.date, count: int
) -> None:
    days = calendar(country)
    first, second = days.nth(min(one, other), count), days.nth(max(one, other), count)
    assert first is not None
    assert second is not None
    assert first <= second


@given(COUNTRIES, DATES, COUNTS, COUNTS)
def test_counting_further_leads_further(country: str, start: datetime.date, one: int, other: int) -> None:
    first, second = calendar(country).nth(start, min(one, other)), calendar(country).nth(start, max(one, other))
    assert first is not None
    assert second is not None
    assert (first < second) == (one != other)


@given(COUNTRIES, DATES, st.booleans())
def test_rolling_leads_to_the_nearest_working_day_on_its_side(country: str, day: datetime.date, earlier: bool) -> None:
    days = calendar(country)
    rolled = days.rolled(day, earlier)
    assert rolled is not None
    assert days.is_working(rolled)
    assert (rolled <= day) if earlier else (rolled >= day)
    between = range(min(rolled, day).toordinal() + 1, max(rolled, day).toordinal())
    assert not any(days.is_working(datetime.date.fromordinal(number)) for number in between)


@given(COUNTRIES, DATES, DATES, DATES)
def test_distances_add_up(country: str, a: datetime.date, b: datetime.date, c: datetime.date) -> None:
    days = calendar(country)
    assert days.between(a, b) + days.between(b, c) == days.between(a, c)


def test_29_february_is_a_day_like_others() -> None:
    days = made()
    assert days.nth(DAY(2028, 2, 28), 1) == DAY(2028, 2, 29)
    assert days.nth(DAY(2028, 2, 29), 1) == DAY(2028, 3, 1)
    assert days.nth(DAY(2027, 2, 26), 1) == DAY(2027, 3, 1)
    assert days.between(DAY(2028, 2, 25), DAY(2028, 3, 3)) == 5


def test_own_days_off_and_half_days() -> None:
    days = made(extra=[
        {"date": "2026-12-24", "title": "Christmas Eve", "half_day": True},
        {"date": "2026-12-28", "title": "Company holiday"},
        {"date": "2026-12-25", "title": "Half of a holiday", "half_day": True},
        {"date": "2026-12-26", "title": "Half of a Saturday", "half_day": True},
    ])  # fmt: skip
    shares = [days.share(DAY(2026, 12, day)) for day in range(23, 30)]
    assert shares == [1, 0.5, 0, 0, 0, 0, 1]
    assert days.nth(DAY(2026, 12, 24), 1) == DAY(2026, 12, 29)
    named = [(day.date.day, day.name, day.kind) for day in days.special_days(DAY(2026, 12, 20), DAY(2026, 12, 31))]
    assert named == [
        (24, "Christmas Eve", "half day"), (25, "Christmas Day", "day off"), (28, "Company holiday", "day off"),
    ]  # fmt: skip


def test_a_category_of_observances_that_people_work_on_is_no_day_off() -> None:
    plain, more = made(country="SK"), made(country="SK", categories=["workday"])
    assert list(more.gaps(DAY(2027, 1, 1), DAY(2027, 1, 1))) == []
    days = [DAY(2027, 1, 1) + datetime.timedelta(number) for number in range(365)]
    assert [plain.is_working(day) for day in days] == [more.is_working(day) for day in days]


def test_further_categories_and_states_add_days_off() -> None:
    day_after_thanksgiving, liberation_day = DAY(2026, 11, 27), DAY(2027, 5, 5)
    assert made(country="US").is_working(day_after_thanksgiving)
    assert not made(country="US", subdivision="CA").is_working(day_after_thanksgiving)
    assert made(country="NL").is_working(liberation_day)
    assert not made(country="NL", categories=["optional"]).is_working(liberation_day)


GAPS = [
    ({"country": "XX"}, (2027, 2027), ["country-unknown"]),
    ({"subdivision": "QQ"}, (2027, 2027), ["subdivision-unknown"]),
    ({"subdivision": "BE"}, (2027, 2027), []),
    ({"categories": ["half_day", "bank"]}, (2027, 2027), ["category-unknown", "category-unknown"]),
    ({}, (2100, 2101), ["year-outside"]),
    ({}, (1800, 1801), ["year-outside"]),
    ({"country": "CN"}, (2025, 2026), []),
    ({"country": "CN"}, (2099, 2099), []),
    ({"country": "TR", "categories": ["half_day"]}, (2026, 2027), []),
]


@pytest.mark.parametrize(("holidays", "years", "expected"), GAPS)
def test_what_is_not_known_is_said(holidays: dict[str, Any], years: tuple[int, int], expected: list[str]) -> None:
    gaps = list(made(**holidays).gaps(DAY(years[0], 1, 1), DAY(years[1], 1, 1)))
    assert [gap.id for gap in gaps] == expected
    assert all(gap.message.endswith(".") and gap.hint.endswith(".") for gap in gaps)


def test_working_week_ends_that_are_announced_year_by_year_may_be_still_to_come() -> None:
    days = made(country="CN")
    known = max(year for year in range(2020, 2100) if any(
        day.kind == "working day" for day in days.special_days(DAY(year, 1, 1), DAY(year, 12, 31))
    ))  # fmt: skip
    (gap,) = days.gaps(DAY(known, 1, 1), DAY(known + 1, 12, 31))
    assert gap.id == f"not-announced-{known + 1}"


def test_a_country_without_a_calendar_has_its_week() -> None:
    days = WorkingCalendar("here", FIVE, Holidays(country="XX"))
    assert [days.is_working(DAY(2027, 1, day)) for day in range(1, 8)] == [True, False, False, True, True, True, True]


@pytest.mark.parametrize("count", [FURTHEST + 1, -FURTHEST - 1, 10**15, -(10**15)])
def test_what_is_too_far_is_no_day(count: int) -> None:
    assert made().nth(DAY(2027, 1, 1), count) is None


def test_the_first_and_the_last_day_of_all_calendars() -> None:
    days = made()
    assert days.nth(datetime.date.min, -1) is None
    assert days.nth(datetime.date.max, 1) is None
    assert days.nth(datetime.date.min, 1) == DAY(1, 1, 2)
    assert days.is_estimated(datetime.date.min, datetime.date.min) is False
    assert days.is_estimated(datetime.date.max, datetime.date.max) is False


def test_names_do_not_depend_on_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "tr_TR.UTF-8")
    names = [day.name for day in made(country="TR").special_days(DAY(2027, 10, 1), DAY(2027, 10, 31))]
    assert names == ["Republic Day"]
