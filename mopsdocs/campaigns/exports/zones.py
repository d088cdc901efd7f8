"""Time zones for calendars (VTIMEZONE): when clocks change in the years that a calendar is about, and to what.

Written as a yearly rule where one is exact for all of these years, because some calendars understand nothing else;
otherwise, as for a clock that follows Ramadan, day by day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from mopsdocs.campaigns.exports.content_lines import local_time

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = datetime.timedelta(days=1)
_SECOND: Final = datetime.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """`at` is the time that clocks show when they change, which they do from one distance from UTC to another."""

    at: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    summer: bool

    @property
    def sort(self) -> tuple[object, ...]:
        return self.before, self.after, self.name, self.summer, self.at.month, self.at.time()


@lru_cache(maxsize=256)
def zone_lines(name: str, first: int, last: int) -> tuple[str, ...]:
    """The content lines of the zone called `name`, good for the years from `first` to `last`."""
    zone = ZoneInfo(name)
    begin = datetime.datetime(max(first - 1, 1), 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime(min(last + 1, datetime.MAXYEAR), 12, 30, tzinfo=datetime.UTC)
    start = _state(begin, zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    lines += _part(_Change(begin.replace(tzinfo=None), start.after, start.after, start.name, start.summer), "")
    alike: dict[tuple[object, ...], list[_Change]] = {}
    for change in _changes(zone, begin, end):
        alike.setdefault(change.sort, []).append(change)
    for changes in alike.values():
        rule = _rule(changes, begin.year, end.year)
        if rule:
            lines += _part(changes[0], rule)
        else:
            for change in changes:
                lines += _part(change, "")
    return (*lines, "END:VTIMEZONE")


def _part(change: _Change, rule: str) -> Iterator[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local_time(change.at)}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"TZOFFSETFROM:{_distance(change.before)}"
    yield f"TZOFFSETTO:{_distance(change.after)}"
    yield f"TZNAME:{change.name}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, begin: datetime.datetime, end: datetime.datetime) -> Iterator[_Change]:
    day, here = begin, _state(begin, zone)
    while day < end:
        there = _state(day + _DAY, zone)
        if there != here:
            yield _between(zone, day, day + _DAY)
        day, here = day + _DAY, there


def _between(zone: ZoneInfo, early: datetime.datetime, late: datetime.datetime) -> _Change:
    """The change of clocks that lies between two times."""
    before = _state(early, zone)
    while late - early > _SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        middle = middle if middle > early else early + _SECOND
        early, late = (middle, late) if _state(middle, zone) == before else (early, middle)
    after = _state(late, zone)
    at = late.replace(tzinfo=None) + before.after
    return _Change(at, before.after, after.after, after.name, after.summer)


def _state(time: datetime.datetime, zone: ZoneInfo) -> _Change:
    """How clocks go at `time`, apart from when that began."""
    here = time.astimezone(zone)
    distance = here.utcoffset() or datetime.timedelta()
    return _Change(datetime.datetime.min, distance, distance, here.tzname() or "", bool(here.dst()))


def _rule(changes: list[_Change], first: int, last: int) -> str:
    """The yearly rule behind `changes`, '' where there is none for all the years from `first` to `last`."""
    days = [change.at for change in changes]
    if [day.year for day in days] != list(range(first, last + 1)) or len({day.weekday() for day in days}) > 1:
        return ""
    counted = {(day.day - 1) // 7 + 1 for day in days}
    if all((day + 7 * _DAY).month != day.month for day in days):
        place = -1
    elif len(counted) == 1:
        place = counted.pop()
    else:
        return ""
    return f"FREQ=YEARLY;BYMONTH={days[0].month};BYDAY={place}{_WEEKDAYS[days[0].weekday()]}"


def _distance(distance: datetime.timedelta) -> str:
    """A distance from UTC: `+0100`, `-0330`."""
    minutes, seconds = divmod(round(abs(distance).total_seconds()), 60)
    sign = "-" if distance < datetime.timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}{f'{seconds:02}' if seconds else ''}"
