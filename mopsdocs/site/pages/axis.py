"""A time axis: places of days as parts of a picture's width, and days worth marking on it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

EDGE: Final = 2.5
"""Per cent left free on both sides, so that marks and words at the ends are whole."""

_MOST: Final = 7
"""Words that an axis has room for on a phone."""

_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200)
"""Months from one mark to the next."""

_WEEKS: Final = 6
"""Up to so many weeks an axis has a mark for each, and up to twice as many for every second."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on an axis. `side` says to which side its words reach: `start`, `middle` or `end`."""

    at: str
    text: str
    side: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """Days from the first to the last, at least 1."""
        return max((self.last - self.first).days, 1)

    @property
    def edge(self) -> float:
        """Per cent of the width that are free on both sides."""
        return EDGE

    def part(self, day: datetime.date) -> float:
        """The place of `day` in per cent of the width."""
        return EDGE + (100 - 2 * EDGE) * (day - self.first).days / self.days

    def at(self, day: datetime.date) -> str:
        """The same as SVG wants it: `43.25%`."""
        return f"{self.part(day):.2f}%"

    def tick(self, day: datetime.date, text: str) -> Tick:
        """A mark for `day`, its words turned away from the nearer end."""
        part = self.part(day)
        return Tick(self.at(day), text, "start" if part < 18 else "end" if part > 82 else "middle")

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Beginnings of weeks, months or years, few enough for their words."""
        return tuple(Tick(self.at(day), text, "middle") for day, text in self._marked() if 4 < self.part(day) < 96)

    def _marked(self) -> list[tuple[datetime.date, str]]:
        if self.days <= 2 * _WEEKS * 7:
            monday, step = -self.first.weekday() % 7, 7 if self.days <= _WEEKS * 7 else 14
            days = (self.first + datetime.timedelta(number) for number in range(monday, self.days + 1, step))
            return [(day, f"{day.day} {day:%b}") for day in days]
        first, last = self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month - 1
        step = next((step for step in _STEPS if (last - first) / step < _MOST), _STEPS[-1] * 10)
        months = (month for month in range(first, last + 1) if month % step == 0)
        return [(datetime.date(month // 12, month % 12 + 1, 1), _month(month, step)) for month in months]


def _month(month: int, step: int) -> str:
    year, number = divmod(month, 12)
    if step >= 12:
        return str(year)
    name = datetime.date(2001, number + 1, 1).strftime("%b")
    return f"{name} {year}" if number == 0 else name
