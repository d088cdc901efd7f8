"""The calendar: which campaigns go live when and where, and a page per region and month with everything that is due.

A month is drawn in the weeks of its region: they begin with the day after the days off. Months are those in which
something is due; where there are very many, those around the middle of the work.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, cast

from mopsdocs.campaigns.calendar import WEEKDAYS, WorkingCalendar
from mopsdocs.campaigns.public_holidays import NamedDay
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Region
from mopsdocs.documents.timing import WEEKDAYS_IN_WORDS
from mopsdocs.site.page import Page
from mopsdocs.site.pages.agenda import Agenda, Item, Month
from mopsdocs.site.pages.facts import region_title
from mopsdocs.site.pages.runs import Run

URL: Final = "calendar/"
MONTHS: Final = 36
"""Months that the calendar has at most."""

IN_A_DAY: Final = 40
"""Things of one day that a page lists; of the others it tells the number."""

AT_ONCE: Final = 4
"""Things of one day that are seen without opening the rest."""

LAUNCHES: Final = 6
"""Campaigns of one region and month that the overview names."""

_TITLE: Final = "Calendar"
_SUMMARY: Final = "Which campaigns reach day 0 when, region by region, and what is due in each month."


@dataclass(frozen=True, slots=True)
class Piece:
    """What is due in one campaign on one day."""

    run: Run
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's page. `named` is a holiday, half a day or a worked week-end; `zeros` have their day 0.

    The first `pieces` are seen at once, the `rest` when somebody asks for it; `more` things are not listed.
    """

    date: datetime.date
    inside: bool
    working: bool
    named: NamedDay | None = None
    zeros: tuple[Run, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rest: tuple[Piece, ...] = ()
    resting: int = 0
    more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say about it."""
        return not (self.named or self.zeros or self.pieces)


class MonthView:
    """What the page of one region and month shows."""

    def __init__(self, calendar: CalendarView, region: str, month: Month) -> None:
        self._calendar = calendar
        self.region = region
        self.month = month
        self.items = calendar.agenda.by_month.get((region, month), ())

    @property
    def title(self) -> str:
        """`March 2027`."""
        return month_title(self.month)

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Names of the days from the first of a week on."""
        first = self._calendar.first_weekday(self.region)
        return tuple(WEEKDAYS_IN_WORDS[(first + number) % 7] for number in range(7))

    @property
    def weeks(self) -> Iterator[tuple[Day, ...]]:
        """Whole weeks; days of the months before and after are not `inside`."""
        year, number = self.month
        first = datetime.date(year, number, 1).toordinal()
        # the weekday of an ordinal is its remainder by seven, Monday being 1
        start = first - ((first - 1) % 7 - self._calendar.first_weekday(self.region)) % 7
        last = first + _length(self.month) - 1
        by_day = {day: tuple(found) for day, found in groupby(self.items, key=lambda item: item.date)}
        for monday in range(start, last + 1, 7):
            yield tuple(self._day(ordinal, first <= ordinal <= last, by_day) for ordinal in range(monday, monday + 7))

    @property
    def before(self) -> Month | None:
        """The month before that has a page."""
        return max((month for month in self._calendar.months_of(self.region) if month < self.month), default=None)

    @property
    def after(self) -> Month | None:
        """The month after that has a page."""
        return min((month for month in self._calendar.months_of(self.region) if month > self.month), default=None)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Other regions with a page for the month."""
        return tuple(
            region
            for region in self._calendar.regions
            if region != self.region and self.month in self._calendar.months_of(region)
        )

    def _day(self, ordinal: int, inside: bool, by_day: Mapping[datetime.date | None, tuple[Item, ...]]) -> Day:
        date = datetime.date.fromordinal(min(max(ordinal, 1), datetime.date.max.toordinal()))
        if not inside:
            return Day(date, False, True)
        calendar = self._calendar.working(self.region)
        items = by_day.get(date, ())
        shown = items[:IN_A_DAY]
        seen = len(shown) if len(shown) <= AT_ONCE + 1 else AT_ONCE
        return Day(
            date,
            True,
            calendar.is_working(date),
            calendar.named(date),
            self._calendar.zeros.get((self.region, date), ()),
            _pieces(shown[:seen]),
            _pieces(shown[seen:]),
            len(shown) - seen,
            len(items) - len(shown),
        )


class CalendarView:
    """What the overview shows, and what months share."""

    def __init__(self, library: Library, agenda: Agenda) -> None:
        self._library = library
        self.agenda = agenda

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Codes of the regions with campaigns ahead, by title."""
        codes = {run.campaign.region for run, _ in self.agenda.runs.ahead}
        return tuple(sorted(codes, key=lambda code: (region_title(self._library, code).lower(), code)))

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months that have pages, in order."""
        return tuple(sorted({month for _, month in self._shown}))

    def months_of(self, region: str) -> tuple[Month, ...]:
        """The months in which something is due in `region`."""
        return tuple(month for code, month in self._shown if code == region)

    def number(self, region: str, month: Month) -> int:
        """How many things are due in `region` in the month."""
        return len(self._shown.get((region, month), ()))

    def launches(self, region: str, month: Month) -> tuple[Run, ...]:
        """Campaigns whose day 0 is in the month, in order of time."""
        found = [
            run for (code, day), runs in self.zeros.items() if code == region and _of(day) == month for run in runs
        ]
        return tuple(found)

    @cached_property
    def zeros(self) -> Mapping[tuple[str, datetime.date], tuple[Run, ...]]:
        """The campaigns with day 0 on a day in a region."""
        found: dict[tuple[str, datetime.date], list[Run]] = {}
        for run, made in sorted(self.agenda.runs.ahead, key=lambda one: (one[1].anchor.date, one[0].entry.id)):
            found.setdefault((run.campaign.region, made.anchor.date), []).append(run)
        return {key: tuple(runs) for key, runs in found.items()}

    @property
    def left_out(self) -> int:
        """How many things are due in months that the calendar does not have."""
        return sum(len(items) for key, items in self.agenda.by_month.items() if key not in self._shown)

    def first_weekday(self, region: str) -> int:
        """The first day of a week in `region`, 0 for Monday: the one after the days off."""
        found = self._library.get("region", region)
        week = cast(Region, found.item).workweek if found is not None else WEEKDAYS[:5]
        return first_weekday(week)

    def working(self, region: str) -> WorkingCalendar:
        """The working days of `region`."""
        return self._calendars[region]

    @cached_property
    def _calendars(self) -> Mapping[str, WorkingCalendar]:
        return {run.campaign.region: made.plan.calendar for run, made in self.agenda.runs.ahead}

    @cached_property
    def _shown(self) -> Mapping[tuple[str, Month], Sequence[Item]]:
        """What is due by region and month, in the months that have pages."""
        every = self.agenda.by_month
        numbers = sorted(year * 12 + month for (_, (year, month)), items in every.items() for _ in items)
        if not numbers:
            return {}
        first, last = numbers[0], numbers[-1]
        if last - first >= MONTHS:
            first = max(first, numbers[len(numbers) // 2] - MONTHS // 2)
            last = first + MONTHS - 1
        return {key: items for key, items in every.items() if first <= key[1][0] * 12 + key[1][1] <= last}


def first_weekday(workweek: Sequence[str]) -> int:
    """The day, 0 for Monday, with which the longest row of working days in a week begins."""
    worked = [name in workweek for name in WEEKDAYS]
    starts = [day for day in range(7) if worked[day] and not worked[day - 1]]
    return max(starts, key=lambda day: _row(worked, day), default=0)


def _row(worked: Sequence[bool], day: int) -> int:
    return next(number for number in range(7) if not worked[(day + number) % 7])


def month_url(region: str, month: Month) -> str:
    """Address of the page of a region and a month: `calendar/de/2027-03/`."""
    return f"{URL}{region}/{month[0]:04}-{month[1]:02}/"


def month_title(month: Month) -> str:
    """`March 2027`."""
    return f"{datetime.date(2001, month[1], 1):%B} {month[0]}"


def _of(day: datetime.date) -> Month:
    return day.year, day.month


def _length(month: Month) -> int:
    year, number = month
    if number == 12:
        return 31
    return (datetime.date(year, number + 1, 1) - datetime.date(year, number, 1)).days


def _pieces(items: Sequence[Item]) -> tuple[Piece, ...]:
    groups = (tuple(found) for _, found in groupby(items, key=lambda item: item.run.entry.id))
    return tuple(Piece(found[0].run, found) for found in groups)


def pages(library: Library, view: CalendarView) -> Iterator[Page]:
    """The overview and a page for each region and month in which something is due."""
    if not view.regions:
        return
    yield Page(URL, _TITLE, "calendar.html", {"view": view, "most": LAUNCHES}, _SUMMARY)
    for region in view.regions:
        title = region_title(library, region)
        for month in view.months_of(region):
            name = month_title(month)
            yield Page(
                month_url(region, month),
                f"{name} – {title}",
                "month.html",
                {"view": MonthView(view, region, month)},
                f"Everything that is due in {title} in {name}, with the days off.",
                wide=True,
            )
