"""Campaigns as a calendar: iCalendar (RFC 5545), for one import or for a subscription.

Every item is there twice, as an event on its day, because many calendars show nothing else, and as a to-do with its
due date, its state and the to-dos that it depends on (RFC 9253). Both keep their UIDs for ever, so a calendar that
reads the file again moves what it has. It does so for what has a higher SEQUENCE; that comes from a time, the
`Revision`, which whoever exports has to give: the same documents get the same bytes only if it belongs to them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.exports.content_lines import date, file_of, local_time, text, utc_time
from mopsdocs.campaigns.exports.items import Export, Item
from mopsdocs.campaigns.exports.notes import described
from mopsdocs.campaigns.exports.zones import zone_lines
from mopsdocs.wording import one_line

_DOMAIN: Final = "campaigns.mopsdocs"
"""What UIDs end with. It is no address, and it never changes."""

_FIRST: Final = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_HIGHEST: Final = 2**31 - 1
_NOON: Final = datetime.time(12)
"""When on its day something is said to have been done, which nobody has recorded."""

_LENGTH: Final = "PT30M"
"""How long an event with a time of day is shown."""

_DAY_BEFORE: Final = {True: "-P1D", False: "-PT15H"}
"""When somebody is reminded of an event with a time, and of a whole day: at nine on the day before."""

_EVENT: Final = {"done": "CONFIRMED", "open": "CONFIRMED", "cancelled": "CANCELLED"}
_TODO: Final = {"done": "COMPLETED", "open": "NEEDS-ACTION", "cancelled": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of the documents that a calendar is made from: the time, with its zone, at which they became so."""

    at: datetime.datetime

    @property
    def stamp(self) -> str:
        """The time as calendars write it."""
        return utc_time(self.at)

    @property
    def sequence(self) -> int:
        """Seconds since the beginning of 2020: it rises with time, and calendars can count that far until 2088."""
        return min(max(int((self.at - _FIRST).total_seconds()), 0), _HIGHEST)


def ics(exports: Sequence[Export], name: str, revision: Revision) -> bytes:
    """`exports` as one calendar called `name`. Items without a day are to-dos only."""
    return file_of(_calendar(exports, one_line(name), revision))


def _calendar(exports: Sequence[Export], name: str, revision: Revision) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//mopsdocs//mopsdocs//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{text(name)}"
    yield f"X-WR-CALNAME:{text(name)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    yield "X-PUBLISHED-TTL:P1D"
    yield from _zones(item.time for export in exports for item in export.items)
    for export in exports:
        for item in export.items:
            shared = list(_shared(item, revision))
            if item.day is not None:
                yield from _event(item, item.day, shared)
            yield from _todo(item, shared, export.made.anchor.time.tzinfo)
    yield "END:VCALENDAR"


def _zones(times: Iterable[datetime.datetime | None]) -> Iterator[str]:
    """The zones of `times`, each for the years in which it is used."""
    years: dict[str, list[int]] = {}
    for time in times:
        if time is not None and _has_zone(time):
            years.setdefault(str(time.tzinfo), []).append(time.year)
    for name in sorted(years):
        yield from zone_lines(name, min(years[name]), max(years[name]))


def _has_zone(time: datetime.datetime) -> bool:
    """Whether `time` is written with its zone: not for UTC, nor in the hour that clocks show twice, the second time."""
    return str(time.tzinfo) != "UTC" and time.fold == 0


def _when(name: str, item: Item, day: datetime.date) -> str:
    if item.time is None:
        return f"{name};VALUE=DATE:{date(day)}"
    if _has_zone(item.time):
        return f"{name};TZID={item.time.tzinfo}:{local_time(item.time)}"
    return f"{name}:{utc_time(item.time)}"


def _shared(item: Item, revision: Revision) -> Iterator[str]:
    """What events and to-dos have in common."""
    mark = {"done": "✓ ", "open": "", "cancelled": ""}[item.state]
    yield f"DTSTAMP:{revision.stamp}"
    yield f"LAST-MODIFIED:{revision.stamp}"
    yield f"SEQUENCE:{revision.sequence}"
    yield f"SUMMARY:{text(f'{mark}{item.called} – {one_line(item.campaign.title)}')}"
    yield f"DESCRIPTION:{text(described(item))}"
    yield f"CATEGORIES:{text(one_line(item.campaign.title))},{text(item.stage)}"
    if item.address:
        yield f"URL:{item.address}"


def _event(item: Item, day: datetime.date, shared: Iterable[str]) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:event/{item.ref}@{_DOMAIN}"
    yield _when("DTSTART", item, day)
    if item.time is not None:
        yield f"DURATION:{_LENGTH}"
    elif day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{date(day + datetime.timedelta(days=1))}"
    yield from shared
    yield f"STATUS:{'TENTATIVE' if item.undecided and item.state == 'open' else _EVENT[item.state]}"
    yield "TRANSP:TRANSPARENT"
    if item.is_milestone and item.state == "open":
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{_DAY_BEFORE[item.time is not None]}"
        yield f"DESCRIPTION:{text(item.called)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _todo(item: Item, shared: Iterable[str], zone: datetime.tzinfo | None) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield f"UID:{_todo_uid(item.ref)}"
    if item.day is not None:
        yield _when("DUE", item, item.day)
    yield from shared
    yield f"STATUS:{_TODO[item.state]}"
    if item.state == "done" and item.done_on is not None:
        yield f"COMPLETED:{utc_time(datetime.datetime.combine(item.done_on, _NOON, zone))}"
        yield "PERCENT-COMPLETE:100"
    for ref in item.waits_for:
        yield f"RELATED-TO;RELTYPE=DEPENDS-ON:{_todo_uid(ref)}"
    yield "END:VTODO"


def _todo_uid(ref: str) -> str:
    return f"todo/{ref}@{_DOMAIN}"
