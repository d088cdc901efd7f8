"""Due dates, durations and days as the documents write them.

`-10bd` is ten working days before the anchor, `+3d` three calendar days after it, `-2h` two hours before it.
Without a calendar working and calendar days cannot be compared exactly; `nominal_hours` takes a week of five days.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from mopsdocs.errors import MopsError

_PERIOD: Final = re.compile(r"([-+]?[0-9]+)(bd|d|h)\Z")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_WORK: Final = re.compile(r"([0-9]+(?:\.5)?)([hd])\Z")
_NOMINAL: Final = {"bd": 24 * 7 / 5, "d": 24.0, "h": 1.0}
_UNITS: Final = {"bd": ("working day", "working days"), "d": ("day", "days"), "h": ("hour", "hours")}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS_IN_WORDS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Names of the days, in the order of `date.weekday`."""

_DIGITS: Final = 15
"""Longer numbers are cut: no calendar goes that far, and Python refuses to read thousands of digits."""

HOURS_PER_WORKING_DAY: Final = 8
"""What `1d` of work means in hours."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from the anchor: `amount` of `unit` (`bd`, `d` or `h`), negative before it."""

    amount: int
    unit: str

    @property
    def nominal_hours(self) -> float:
        """Distance in hours, a working day taken as a fifth of a week."""
        return self.amount * _NOMINAL[self.unit]

    @property
    def working_days(self) -> float:
        """Distance in working days, seven calendar days taken as five."""
        return self.nominal_hours / _NOMINAL["bd"]

    def certainly_after(self, other: Offset) -> bool:
        """Whether this comes after `other` in every calendar.

        Offsets of the same unit compare exactly. Between units a gap of up to four days may be a week-end and a
        holiday, so it proves nothing. `0d` is the whole day, hours of which lie on both sides of the anchor.
        """
        if 0 in (self.amount, other.amount) and "h" in (self.unit, other.unit):
            return False
        if self.unit == other.unit or self.amount * other.amount <= 0:
            return self.nominal_hours > other.nominal_hours
        return self.nominal_hours - other.nominal_hours > 4 * 24

    def in_words(self) -> str:
        """`10 working days before`, `3 days after`, `on the day`."""
        if self.amount == 0:
            return "on the day"
        one, many = _UNITS[self.unit]
        count = abs(self.amount)
        return f"{count} {one if count == 1 else many} {'before' if self.amount < 0 else 'after'}"


@cache
def offset(text: str) -> Offset:
    """The due date or period written as `text`, which the schema has accepted."""
    match = _PERIOD.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not an offset")
    return Offset(int(match[1][:_DIGITS]), match[2])


@cache
def work_hours(text: str) -> float:
    """Hours of work in `4h` or `2d`; a day has eight."""
    match = _WORK.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration of work")
    return float(match[1]) * (HOURS_PER_WORKING_DAY if match[2] == "d" else 1)


def written_day(text: str) -> datetime.date:
    """The day that somebody wrote as `text`, such as `2027-03-10`; raises MopsError."""
    try:
        if _DAY.match(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        raise MopsError(f"There is no day {text}.", "Write a day of the calendar, such as 2027-03-10.") from None
    raise MopsError(f'"{text}" is not a day.', "Write year, month and day, such as 2027-03-10.")


def day_in_words(text: str) -> str:
    """`2027-02-26` as `26 February 2027`."""
    year, month, day = text.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def weekday_in_words(day: datetime.date) -> str:
    """`Fri 26 February 2027`."""
    return f"{WEEKDAYS_IN_WORDS[day.weekday()][:3]} {day_in_words(day.isoformat())}"


def period_in_words(text: str) -> str:
    """`2bd` as `2 working days`; `0bd` as `at once`."""
    found = offset(text)
    if found.amount == 0:
        return "at once"
    one, many = _UNITS[found.unit]
    return f"{found.amount} {one if found.amount == 1 else many}"
