"""Calendars, read by two parsers that know nothing of us: days, times, zones, states and relations."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsdocs.campaigns.exports.content_lines import file_of, text, utc_time
from mopsdocs.campaigns.exports.ics import Revision, ics
from mopsdocs.campaigns.exports.itemising import export_of
from mopsdocs.campaigns.exports.zones import zone_lines
from mopsdocs.campaigns.schedule import schedule
from tests.campaigns.exports.campaigns import REVISION, example, export, item_of
from tests.campaigns.exports.parsers import PARSERS, Parser, Read, by_icalendar, read_by_ical_js
from tests.campaigns.plans import BERLIN, RIYADH, Fields, gate, plan, region, stage, step

NEW_YORK: Fields = {**BERLIN, "timezone": "America/New_York", "holidays": {"country": "US"}}
SYDNEY: Fields = {**BERLIN, "timezone": "Australia/Sydney", "holidays": {"country": "AU"}}
CASABLANCA: Fields = {**BERLIN, "timezone": "Africa/Casablanca", "holidays": {"country": "MA"}}

both = pytest.mark.parametrize("parser", PARSERS, ids=["icalendar", "ical.js"])


def uid(kind: str, id: str) -> str:
    return f"{kind}/c1/{id}@campaigns.mopsdocs"


def utc(*when: int) -> datetime.datetime:
    return datetime.datetime(*when, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type]


@both
def test_the_example(parser: Parser) -> None:
    found = example()
    read = parser(ics([found], "Consent that converts", REVISION))
    assert len(read) == 2 * len(found.items)
    for item in found.items:
        event, todo = (read[f"{kind}/{item.ref}@campaigns.mopsdocs"] for kind in ("event", "todo"))
        assert (event.kind, todo.kind) == ("VEVENT", "VTODO")
        assert event.day == todo.day == item.day
        assert event.summary == todo.summary
        assert item.title in event.summary
        assert todo.related == tuple(("DEPENDS-ON", f"todo/{ref}@campaigns.mopsdocs") for ref in item.waits_for)
        assert {one.sequence for one in (event, todo)} == {REVISION.sequence}
    done = {item.id for item in found.items if read[f"todo/{item.ref}@campaigns.mopsdocs"].status == "COMPLETED"}
    assert done == {"write-brief", "brief-approved"}
    alarmed = {one.uid.rpartition("/")[2].partition("@")[0] for one in read.values() if one.alarms}
    assert alarmed == {"go-no-go", "send-invitations"}
    brief = read["todo/20270310_webinar_consent_de/step/write-brief@campaigns.mopsdocs"]
    assert brief.completed == utc(2026, 12, 18, 11)
    assert "\n• The goal names one metric and a target\n" in brief.description


def test_what_a_calendar_says_of_itself() -> None:
    data = ics([example()], "Müller; Söhne, Co", REVISION)
    read = read_by_ical_js(data)
    assert (read["method"], read["zones"]) == ("PUBLISH", [])
    assert {item["stamp"]["unix"] for item in read["items"]} == {REVISION.at.timestamp()}
    calendar: Any = icalendar.Calendar.from_ical(data)
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"P1D"
    for name in ("NAME", "X-WR-CALNAME"):
        assert f"\r\n{name}:Müller\\; Söhne\\, Co\r\n".encode() in data
    assert {event["DTEND"].dt - event["DTSTART"].dt for event in calendar.walk("VEVENT")} == {
        datetime.timedelta(days=1)
    }


CHANGES: list[tuple[str, Fields, datetime.date, str, dict[str, datetime.datetime]]] = [
    # Clocks in Berlin go forward on Sunday 28 March 2027, back on 31 October.
    ("Europe/Berlin", BERLIN, datetime.date(2027, 3, 29), "08:00",
     {"-2h": utc(2027, 3, 29, 4), "+24h": utc(2027, 3, 30, 6), "-95h": utc(2027, 3, 25, 7)}),
    ("Europe/Berlin", BERLIN, datetime.date(2027, 11, 1), "08:00",
     {"-2h": utc(2027, 11, 1, 5), "-72h": utc(2027, 10, 29, 7), "+1h": utc(2027, 11, 1, 8)}),
    # In New York on 14 March.
    ("America/New_York", NEW_YORK, datetime.date(2027, 3, 15), "09:00",
     {"-2h": utc(2027, 3, 15, 11), "-72h": utc(2027, 3, 12, 13), "+1h": utc(2027, 3, 15, 14)}),
    # In Sydney on 3 October, forward; in Riyadh never, and people there work on Sundays.
    ("Australia/Sydney", SYDNEY, datetime.date(2027, 10, 5), "09:00",
     {"-2h": utc(2027, 10, 4, 20), "-97h": utc(2027, 9, 30, 21), "+3h": utc(2027, 10, 5, 1)}),
    ("Asia/Riyadh", RIYADH, datetime.date(2027, 4, 4), "10:00",
     {"-2h": utc(2027, 4, 4, 5), "+2h": utc(2027, 4, 4, 9), "+24h": utc(2027, 4, 5, 7)}),
    # In Casablanca clocks go back for Ramadan, on 7 February 2027, and forward on 14 March.
    ("Africa/Casablanca", CASABLANCA, datetime.date(2027, 2, 8), "10:00",
     {"-2h": utc(2027, 2, 8, 8), "-73h": utc(2027, 2, 5, 9), "+2h": utc(2027, 2, 8, 12)}),
]  # fmt: skip


@both
@pytest.mark.parametrize(("zone", "place", "anchor", "time", "expected"), CHANGES)
def test_times_around_a_change_of_clocks(
    parser: Parser, zone: str, place: Fields, anchor: datetime.date, time: str, expected: dict[str, datetime.datetime]
) -> None:
    steps = [step(f"s{number}", due) for number, due in enumerate(expected)]
    found = export([stage(*steps)], region(place), anchor, anchor_time=time)
    read = parser(ics([found], "N", REVISION))
    for number, when in enumerate(expected.values()):
        for kind in ("event", "todo"):
            one = read[uid(kind, f"step/s{number}")]
            assert (one.day, one.zone) == (when, zone)


@both
def test_the_hour_that_clocks_show_twice(parser: Parser) -> None:
    """On 31 October 2027 it is half past two twice in Berlin; the second time is written in UTC."""
    week = {**BERLIN, "workweek": ["sun", "mon"]}
    steps = [step("first", "-2h"), step("second", "-1h")]
    found = export([stage(*steps)], region(week), datetime.date(2027, 10, 31), anchor_time="02:30")
    late = export(
        [stage(step("again", "+1h"))], region(week), datetime.date(2027, 10, 31), anchor_time="02:30", id="c2"
    )
    read = parser(ics([found, late], "N", REVISION))
    assert read[uid("event", "step/first")].day == utc(2027, 10, 30, 22, 30)
    again = read["event/c2/step/again@campaigns.mopsdocs"]
    assert (again.day, again.zone) == (utc(2027, 10, 31, 1, 30), None)


@both
def test_states_and_marks(parser: Parser) -> None:
    work = stage(
        step("done", "-3bd"), step("other", "-2bd"), step("ask", "-1bd", when="size > 5"), step("gone", "-99999bd"),
        gate=gate("go", due="-1bd"),
    )  # fmt: skip
    fields: dict[str, Any] = {
        "progress": {"done": {"done_on": "2027-02-04", "by": "desk"}},
        "deviations": [{"step": "other", "reason": "No time"}],
    }
    read = parser(ics([export([work], **fields)], "N", REVISION))
    assert {id: read[uid("todo", f"step/{id}")].status for id in ("done", "other", "ask")} == {
        "done": "COMPLETED", "other": "CANCELLED", "ask": "NEEDS-ACTION"
    }  # fmt: skip
    assert {id: read[uid("event", f"step/{id}")].status for id in ("done", "other", "ask")} == {
        "done": "CONFIRMED", "other": "CANCELLED", "ask": "CONFIRMED"
    }  # fmt: skip
    assert read[uid("event", "step/done")].summary == "✓ Do done – C1"
    assert read[uid("event", "gate/go")].summary == "Gate: Decide go – C1"
    assert read[uid("event", "gate/go")].alarms == (-datetime.timedelta(hours=15),)
    assert read[uid("event", "step/ask")].url == "https://example.com/step/ask/"
    assert read[uid("todo", "step/gone")].day is None
    assert uid("event", "step/gone") not in read
    called_off = parser(ics([export([work], status="cancelled", **fields)], "N", REVISION))
    assert {one.status for one in called_off.values()} == {"CANCELLED", "COMPLETED", "CONFIRMED"}
    assert [one.uid for one in called_off.values() if one.status != "CANCELLED"] == [
        uid("event", "step/done"), uid("todo", "step/done")
    ]  # fmt: skip
    assert not any(one.alarms for one in called_off.values())


def test_what_is_undecided_is_tentative() -> None:
    made = plan([stage(step("ask", "-1bd", when="size > 5"), step("sure", "0d"))])
    found = export_of(
        schedule(replace(made, run=replace(made.run, undecided=frozenset({"size > 5"})))),
        lambda _, id: id,
        lambda _, __: "",
    )
    read = by_icalendar(ics([found], "N", REVISION))
    assert read[uid("event", "step/ask")].status == "TENTATIVE"
    assert read[uid("event", "step/sure")].status == "CONFIRMED"
    assert "Only if size > 5, which is not known yet." in read[uid("todo", "step/ask")].description


@both
def test_a_moved_day_is_the_same_thing_with_a_higher_sequence(parser: Parser) -> None:
    stages = [stage(step("a", "-3bd"), step("look", "+1d", recurs="weekly"), step("b", "+15d", depends_on=["a"]))]
    later = Revision(REVISION.at + datetime.timedelta(seconds=1))
    before = parser(ics([export(stages)], "N", REVISION))
    after = parser(ics([export(stages, anchor=datetime.date(2027, 2, 17))], "N", later))
    assert before.keys() == after.keys()
    assert all(after[uid].sequence > before[uid].sequence for uid in before)
    moved = {uid: (one.day, after[uid].day) for uid, one in before.items()}
    assert all(then is not None and now is not None and now > then for then, now in moved.values())
    assert [one.related for one in before.values()] == [one.related for one in after.values()]


def test_a_revision_rises_with_time_and_never_too_high() -> None:
    moments = [utc(1970, 1, 1), utc(2020, 1, 1), utc(2020, 1, 1, 0, 0, 1), utc(2087, 12, 31), utc(2500, 1, 1)]
    numbers = [Revision(moment).sequence for moment in moments]
    assert numbers == sorted(numbers)
    assert numbers[:3] == [0, 0, 1]
    assert numbers[-1] == 2**31 - 1 > numbers[-2]
    berlin = datetime.datetime(2027, 1, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert Revision(berlin).stamp == "20270101T110000Z"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=120)


@settings(max_examples=40)
@given(title=WORDS, about=st.text(max_size=200), name=WORDS)
def test_whatever_people_type_comes_back(title: str, about: str, name: str) -> None:
    found = export([stage(step("a", "0d", title=title, description=about))], title=name)
    data = ics([found], name, REVISION)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    data.decode("utf-8")
    for line in data.split(b"\r\n"):
        line.decode("utf-8")
    read = by_icalendar(data)[uid("todo", "step/a")]
    item = item_of(found, "a")
    assert read.summary == f"{item.title} – {' '.join(name.split())}" or item.title not in title
    assert read.description.startswith("Campaign: ")
    assert item.about in read.description


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_lines_are_folded_between_characters(value: str) -> None:
    data = file_of([f"X:{value}"])
    assert data.endswith(b"\r\n")
    parts = data.split(b"\r\n")[:-1]
    assert all(0 < len(part) <= 75 for part in parts)
    assert "".join(part.decode()[number > 0 :] for number, part in enumerate(parts)) == f"X:{value}"
    assert len(parts) == 1 or all(len(part) > 70 for part in parts[:-1])


def test_escapes() -> None:
    assert text('a\\b;c,d\ne:"f"') == 'a\\\\b\\;c\\,d\\ne:"f"'
    assert utc_time(datetime.datetime(9999, 12, 31, 23, tzinfo=ZoneInfo("America/New_York"))) == "99991231T230000Z"


ZONES = (
    *("Europe/Berlin", "Europe/Dublin", "Europe/Istanbul", "America/New_York", "America/St_Johns", "America/Sao_Paulo"),
    *("Australia/Lord_Howe", "Asia/Kolkata", "Asia/Riyadh", "Asia/Tehran", "Africa/Casablanca", "Pacific/Apia"),
)


@pytest.mark.parametrize("name", ZONES)
@settings(max_examples=12)
@given(year=st.integers(1995, 2040), data=st.data())
def test_a_zone_says_for_its_years_what_the_database_says(name: str, year: int, data: st.DataObject) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *zone_lines(name, year, year + 1), "END:VCALENDAR"]
    calendar = icalendar.Calendar.from_ical(file_of(lines))
    (made,) = calendar.walk("VTIMEZONE")
    assert isinstance(made, icalendar.Timezone)
    zone = made.to_tz(lookup_tzid=False)
    moments = st.datetimes(datetime.datetime(year, 1, 1), datetime.datetime(year + 1, 12, 31))
    for moment in data.draw(st.lists(moments, min_size=1, max_size=20)):
        clock = moment.replace(minute=0, second=0, microsecond=0)
        known = clock.replace(tzinfo=ZoneInfo(name))
        if known.utcoffset() == known.replace(fold=1).utcoffset():
            assert clock.replace(tzinfo=zone).utcoffset() == known.utcoffset()


def test_a_rule_is_written_as_one() -> None:
    lines = zone_lines("Europe/Berlin", 2027, 2027)
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU" in zone_lines("America/New_York", 2027, 2027)
    assert not any(line.startswith("RRULE") for line in zone_lines("Africa/Casablanca", 2027, 2027))
    assert zone_lines("Asia/Riyadh", 2027, 2030) == (
        "BEGIN:VTIMEZONE", "TZID:Asia/Riyadh", "BEGIN:STANDARD", "DTSTART:20260101T000000", "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300", "TZNAME:+03", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip


@pytest.mark.parametrize(("first", "last"), [(1, 1), (9999, 9999)])
def test_the_ends_of_the_calendar(first: int, last: int) -> None:
    assert zone_lines("Europe/Berlin", first, last)[-1] == "END:VTIMEZONE"
    found = export([stage(step("a", "0d"), step("b", "-1h"))], anchor=datetime.date(first, 12, 31))
    assert by_icalendar(ics([found], "N", REVISION))[uid("event", "step/a")].day == datetime.date(first, 12, 31)


def test_an_unknown_zone_is_utc() -> None:
    found = export([stage(step("a", "-2h"))], region({**BERLIN, "timezone": "Mars/Olympus"}), anchor_time="10:00")
    data = ics([found], "N", REVISION)
    assert b"VTIMEZONE" not in data
    read: Read = by_icalendar(data)[uid("event", "step/a")]
    assert (read.day, read.zone) == (utc(2027, 2, 10, 8), None)
