"""The working days of a region: its week, public holidays, days of its own, and arithmetic on them.

Half days are working days with half the time. A week-end day that is worked in exchange for a day off is one too.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.public_holidays import Gap, NamedDay, PublicHolidays
from mopsdocs.documents.model import Holidays, Region

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Names of the days as regions write them, in the order of `date.weekday`."""

FURTHEST: Final = 10_000
"""Working days that are counted at most, about forty years; beyond, an offset is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class _Year:
    named: Mapping[datetime.date, NamedDay]
    working: tuple[int, ...]
    """Ordinals of the working days, ascending."""
    worked: frozenset[int]
    """The same, to ask for one."""
    half: frozenset[int]
    """Ordinals of the working days with half the time."""
    estimated: tuple[int, ...]
    """Ordinals of the days off by estimate, ascending."""


class WorkingCalendar:
    """Working days of one region. Years are looked up once, when somebody asks for a day in them.

    Where a day would lie outside the years 1 to 9999, or more than `FURTHEST` working days away, it is None.
    """

    def __init__(self, region: str, workweek: tuple[str, ...], holidays: Holidays) -> None:
        self._week = frozenset(WEEKDAYS.index(name) for name in workweek)
        self._public = PublicHolidays(region, holidays)
        self._extra = {
            day.date: NamedDay(day.date, day.title, "half day" if day.half_day else "day off") for day in holidays.extra
        }
        self._years: dict[int, _Year] = {}

    @classmethod
    def of(cls, region: Region) -> WorkingCalendar:
        """The calendar of `region`."""
        return cls(region.code, region.workweek, region.holidays)

    def named(self, day: datetime.date) -> NamedDay | None:
        """What is special about `day`, if anything: a holiday, half a day, or work on a week-end."""
        return self._year(day.year).named.get(day)

    def is_working(self, day: datetime.date) -> bool:
        """Whether people work on `day`, if only for half of it."""
        return day.toordinal() in self._year(day.year).worked

    def share(self, day: datetime.date) -> float:
        """How much of a working day `day` is: 1, 0.5 or 0."""
        year, ordinal = self._year(day.year), day.toordinal()
        if ordinal not in year.worked:
            return 0.0
        return 0.5 if ordinal in year.half else 1.0

    def nth(self, start: datetime.date, count: int) -> datetime.date | None:
        """The working day `count` working days after `start`, before it for a negative count; `start` itself for 0.

        `start` is not counted, whether people work on it or not.
        """
        if count == 0:
            return start
        if abs(count) > FURTHEST:
            return None
        year = start.year
        days = self._year(year).working
        if count > 0:
            index = bisect_right(days, start.toordinal()) + count - 1
            while index >= len(days):
                index -= len(days)
                year += 1
                if year > datetime.MAXYEAR:
                    return None
                days = self._year(year).working
        else:
            index = bisect_left(days, start.toordinal()) + count
            while index < 0:
                year -= 1
                if year < datetime.MINYEAR:
                    return None
                days = self._year(year).working
                index += len(days)
        return datetime.date.fromordinal(days[index])

    def rolled(self, day: datetime.date, earlier: bool) -> datetime.date | None:
        """`day` when people work on it, else the next working day before or after it."""
        return day if self.is_working(day) else self.nth(day, -1 if earlier else 1)

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Working days after `first` up to and with `last`; negative the other way round."""
        if last < first:
            return -self.between(last, first)
        if first.year == last.year:
            days = self._year(first.year).working
            return bisect_right(days, last.toordinal()) - bisect_right(days, first.toordinal())
        days = self._year(first.year).working
        count = len(days) - bisect_right(days, first.toordinal())
        count += sum(len(self._year(year).working) for year in range(first.year + 1, last.year))
        return count + bisect_right(self._year(last.year).working, last.toordinal())

    def special_days(self, first: datetime.date, last: datetime.date) -> Iterator[NamedDay]:
        """Every named day from `first` to `last` that changes the working week, in order."""
        for year in range(first.year, last.year + 1):
            named = self._year(year).named
            for day in sorted(named):
                if first <= day <= last and (named[day].kind == "working day" or day.weekday() in self._week):
                    yield named[day]

    def is_estimated(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether a day from `first` to `last`, or the one before or after them, is a day off by estimate only."""
        start, end = first.toordinal() - 1, last.toordinal() + 1
        years = range(max(first.year - (first.month == first.day == 1), 1), last.year + 1)
        if last.month == 12 and last.day == 31 and last.year < datetime.MAXYEAR:
            years = range(years.start, last.year + 2)
        for year in years:
            days = self._year(year).estimated
            if days and days[0] <= end and days[-1] >= start and bisect_left(days, start) < bisect_right(days, end):
                return True
        return False

    def gaps(self, first: datetime.date, last: datetime.date) -> Iterator[Gap]:
        """What is not known about the holidays of the years from `first` to `last`."""
        return self._public.gaps_in(range(first.year, last.year + 1))

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._looked_up(year)
        return found

    def _looked_up(self, year: int) -> _Year:
        named = dict(self._public.year(year))
        for day, own in self._extra.items():
            if day.year == year and not (own.kind == "half day" and day in named and named[day].kind == "day off"):
                named[day] = own
        first, last = datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()
        working = {ordinal for ordinal in range(first, last + 1) if (ordinal - 1) % 7 in self._week}
        working -= {day.toordinal() for day, name in named.items() if name.kind == "day off"}
        working |= {day.toordinal() for day, name in named.items() if name.kind == "working day"}
        half = working.intersection(day.toordinal() for day, name in named.items() if name.kind == "half day")
        estimated = tuple(sorted(day.toordinal() for day, name in named.items() if name.estimated))
        return _Year(named, tuple(sorted(working)), frozenset(working), frozenset(half), estimated)
