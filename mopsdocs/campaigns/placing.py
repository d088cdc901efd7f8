"""Where a due date leads in a region's calendar: the day, the time of day for hours, and why the day moved.

Working days need no moving, they are counted as such. Calendar days and hours that lead to a day off move away from
day 0: earlier before it, later after it. Day 0 itself never moves, and neither do hours on it: it was announced.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Final

import msgspec

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.documents.timing import Offset, weekday_in_words
from mopsdocs.wording import listed

_LAST: Final = datetime.date.max.toordinal()
_MOST_HOURS: Final = _LAST * 24


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that others are counted from, and the time on it, with its zone, that hours are counted from."""

    date: datetime.date
    time: datetime.datetime


class Placed(msgspec.Struct, frozen=True):
    """A due date in the calendar. `time` is there for hours only, with its zone.

    `moved_from` is the day that the due date leads to by itself, where people do not work on it; `reason` says why it
    moved. An `estimated` day rests on a holiday that is not announced yet.
    """

    date: datetime.date
    time: datetime.datetime | None = None
    moved_from: datetime.date | None = None
    reason: str | None = None
    estimated: bool = False


def place(due: Offset, zero: Moment, calendar: WorkingCalendar) -> Placed | None:
    """The day that lies `due` from `zero`; None where no calendar has it."""
    if due.unit == "h":
        return _hours(due.amount, zero, calendar)
    if due.unit == "bd":
        date = calendar.nth(zero.date, due.amount)
        if date is None:
            return None
        return Placed(date, estimated=due.amount != 0 and _is_estimated(calendar, date, zero.date))
    there = days_from(zero.date, due.amount)
    return None if there is None else _rolled(there, None, due.amount < 0, zero, calendar)


def _hours(amount: int, zero: Moment, calendar: WorkingCalendar) -> Placed | None:
    """Hours pass in real time, so a day on which clocks change has one more or less."""
    if abs(amount) > _MOST_HOURS:
        return None
    try:
        passed = zero.time.astimezone(datetime.UTC) + datetime.timedelta(hours=amount)
        time = passed.astimezone(zero.time.tzinfo)
    except OverflowError:
        return None
    return _rolled(time.date(), time, amount < 0, zero, calendar)


def _rolled(
    day: datetime.date, time: datetime.datetime | None, earlier: bool, zero: Moment, calendar: WorkingCalendar
) -> Placed | None:
    if day == zero.date:
        return Placed(day, time)
    date = calendar.rolled(day, earlier)
    if date is None:
        return None
    estimated = _is_estimated(calendar, date, day)
    if date == day:
        return Placed(day, time, estimated=estimated)
    if time is not None:
        time = datetime.datetime.combine(date, time.timetz().replace(fold=0))
    return Placed(date, time, day, why_moved(day, date, calendar), estimated)


def _is_estimated(calendar: WorkingCalendar, one: datetime.date, other: datetime.date) -> bool:
    return calendar.is_estimated(min(one, other), max(one, other))


def why_moved(day: datetime.date, date: datetime.date, calendar: WorkingCalendar) -> str:
    """Why what falls on `day` is on `date` instead: what is on that day, and the holidays that lie between the two."""
    step = 1 if day < date else -1
    passed = [
        named.name + (" (estimated)" if named.estimated else "")
        for number in range(day.toordinal(), date.toordinal(), step)
        if (named := calendar.named(datetime.date.fromordinal(number))) is not None and named.kind == "day off"
    ]
    names = list(dict.fromkeys(passed))
    here = calendar.named(day)
    if here is not None and here.kind == "day off":
        said = f"{weekday_in_words(day)} is {names.pop(0)}"
    else:
        said = f"{weekday_in_words(day)} is not a working day"
    if names:
        verb = "lies" if len(names) == 1 else "lie"
        said += f"; {listed(names)} {verb} {'before' if step < 0 else 'after'} it"
    return said


def days_from(day: datetime.date, count: int) -> datetime.date | None:
    """`day` and `count` calendar days, None where no calendar has it."""
    there = day.toordinal() + count
    return datetime.date.fromordinal(there) if 1 <= there <= _LAST else None


def decide_by(ready: datetime.date, sla: Offset, calendar: WorkingCalendar) -> datetime.date | None:
    """The last day for a decision on what is ready on the day `ready`. Day 1 is the day after; holidays push it."""
    if sla.unit == "bd":
        return calendar.nth(ready, sla.amount)
    there = days_from(ready, _whole_days(sla))
    return None if there is None else calendar.rolled(there, earlier=False)


def ready_by(decided: datetime.date, sla: Offset, calendar: WorkingCalendar) -> datetime.date | None:
    """The last day on which work can be ready for a decision on the day `decided`."""
    if sla.unit == "bd":
        return calendar.nth(decided, -sla.amount)
    there = days_from(decided, -_whole_days(sla))
    return None if there is None else calendar.rolled(there, earlier=True)


def _whole_days(sla: Offset) -> int:
    return math.ceil(sla.amount / 24) if sla.unit == "h" else sla.amount
