"""When the work of a step is done, week by week, and on which further days a recurring step is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.placing import days_from
from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY

Weeks = tuple[tuple[str, float], ...]
"""Hours per ISO week."""

_MOST_DAYS: Final = 250
"""Working days over which the work of one step is spread at most, a year; what is left goes to the first of them."""

_MOST_TIMES: Final = 1_000
_DAYS: Final = {"daily": 1, "weekly": 7, "fortnightly": 14}
_MONTHS: Final = {"monthly": 1, "quarterly": 3}


@lru_cache(maxsize=4_000)
def week_of(day: datetime.date) -> str:
    """The ISO week of `day`, such as `2027-W10`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weeks_of_work(hours: float, hands: int, last: datetime.date, calendar: WorkingCalendar) -> Weeks:
    """Hours of work per ISO week when it ends with the day `last` and `hands` people share it evenly.

    It is done as late as it can be: on `last`, and on as many working days before it as it takes.
    """
    if hours <= (calendar.share(last) or 1.0) * HOURS_PER_WORKING_DAY * hands:
        return ((week_of(last), hours),)
    found: dict[str, float] = {}
    day, left = last, hours
    for _ in range(_MOST_DAYS):
        share = calendar.share(day) or (1.0 if day == last else 0.0)
        done = min(left, share * HOURS_PER_WORKING_DAY * hands)
        found[week_of(day)] = found.get(week_of(day), 0.0) + done
        left -= done
        before = calendar.nth(day, -1) if left > 0 else None
        if before is None:
            break
        day = before
    if left > 0:
        found[week_of(day)] = found.get(week_of(day), 0.0) + left
    return tuple(sorted(found.items()))


def added_up(parts: Iterable[Weeks]) -> dict[str, float]:
    """Hours per week of several pieces of work together."""
    found: dict[str, float] = {}
    for weeks in parts:
        for week, hours in weeks:
            found[week] = found.get(week, 0.0) + hours
    return found


def further_days(
    first: datetime.date, every: str, last: datetime.date, zero: datetime.date, calendar: WorkingCalendar
) -> tuple[datetime.date, ...]:
    """The days after `first` and up to `last` on which a step is due again, moved off days off like any other."""
    found: list[datetime.date] = []
    for number in range(1, _MOST_TIMES):
        day = _after(first, every, number)
        if day is None or day > last:
            break
        if every == "daily" and not calendar.is_working(day):
            continue
        moved = day if day == zero else calendar.rolled(day, earlier=day < zero)
        if moved is not None and first < moved <= last and moved not in found[-1:]:
            found.append(moved)
    return tuple(found)


def _after(first: datetime.date, every: str, number: int) -> datetime.date | None:
    if every in _DAYS:
        return days_from(first, _DAYS[every] * number)
    months = first.year * 12 + first.month - 1 + _MONTHS[every] * number
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return None
    return datetime.date(year, month + 1, min(first.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Days of a month."""
    if month == 12:
        return 31
    return (datetime.date(year, month + 1, 1) - datetime.date(year, month, 1)).days
