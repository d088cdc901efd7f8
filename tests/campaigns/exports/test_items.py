"""A campaign taken apart: states, people, notes and what waits for what."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from mopsdocs.campaigns.exports.notes import described
from tests.campaigns.exports.campaigns import export, item_of
from tests.campaigns.plans import RIYADH, WEDNESDAY, gate, region, stage, step

STAGES = [
    stage(step("write", "-9bd"), step("check", "-8bd", depends_on=["write"]), gate=gate("ok", due="-5bd")),
    stage(step("send", "0d", kind="milestone"), step("report", "+2bd"), type="launch"),
]
GO = gate("go", type="go_no_go", due="-1bd")


def states(**campaign: Any) -> dict[str, str]:
    return {item.id: item.state for item in export(STAGES, **campaign).items}


def test_states() -> None:
    record = {"done_on": "2027-01-28", "by": "desk"}
    going = states(
        progress={"write": record},
        deviations=[{"step": "report", "reason": "No time"}],
        approvals=[{"gate": "ok", "decision": "go", "by": "chief", "on": "2027-02-01"}],
    )
    assert going == {"write": "done", "check": "open", "ok": "done", "send": "open", "report": "cancelled"}
    assert states(status="cancelled", progress={"write": record}) == {
        "write": "done", "check": "cancelled", "ok": "cancelled", "send": "cancelled", "report": "cancelled"
    }  # fmt: skip


def test_gates_wait_for_work_and_launches_for_gates() -> None:
    found = export([stage(step("write", "-9bd"), step("check", "-8bd", depends_on=["write"]), gate=GO), STAGES[1]])
    assert item_of(found, "go").waits_for == ("c1/step/check",)
    assert item_of(found, "send").waits_for == ("c1/gate/go",)
    assert item_of(found, "report").waits_for == ()


def test_people_and_roles() -> None:
    found = export([stage(step("a", "0d", responsible=["doer", "nobody"]), gate=gate("g", due="0d"))])
    assert [person.name for person in item_of(found, "a").people] == ["Desk"]
    assert item_of(found, "a").roles == ("Doer", "Nobody")
    assert [person.name for person in item_of(found, "g").people] == ["Chief"]
    lost = export([stage(step("a", "0d"))], people={"doer": "gone"})
    assert item_of(lost, "a").people == ()
    assert "\nDone by Doer.\n" in described(item_of(lost, "a"))


def test_work_of_several_days_begins_earlier() -> None:
    found = export([stage(step("long", "-1bd", effort="3d"), step("short", "0d", effort="8h"), step("none", "0d"))])
    assert item_of(found, "long").start == datetime.date(2027, 2, 5)
    assert (item_of(found, "short").start, item_of(found, "none").start) == (None, None)
    assert item_of(found, "long").hours == 24


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"due": "-4d"}, "The day was moved: Sat 6 February 2027 is not a working day."),
        ({"due": "-2h"}, "Due at 07:00 (Europe/Berlin)."),
        ({"evidence": "link"}, "Keep a link as proof."),
        ({"recurs": "weekly"}, "Comes back weekly."),
    ],
)
def test_notes(fields: dict[str, str], note: str) -> None:
    found = export([stage(step("a", **{"due": "0d", **fields}))])
    assert item_of(found, "a").notes == (note,)


def test_half_days_and_estimated_days_are_noted() -> None:
    half = [{"date": "2027-02-09", "title": "Fair", "half_day": True}]
    here = region(
        {"timezone": "Europe/Berlin", "workweek": ["mon", "tue"], "holidays": {"country": "DE", "extra": half}}
    )
    found = export([stage(step("a", "-1bd"), step("b", "-8d", recurs="weekly"))], here)
    assert item_of(found, "a").notes == ("People work half of this day.",)
    assert item_of(found, "b", 2).day == datetime.date(2027, 2, 9)
    assert item_of(found, "b", 2).notes == ("People work half of this day.", "Time number 2 of a step that is weekly.")
    eid = export([stage(step("a", "-1bd"))], region(RIYADH), datetime.date(2027, 3, 14))
    assert "The day is estimated: it rests on a holiday that is not announced yet." in item_of(eid, "a").notes


def test_further_days_are_done_up_to_the_day_that_was_recorded() -> None:
    stages = [stage(step("look", "+1d", recurs="weekly"), step("end", "+15d"))]
    found = export(stages, progress={"look": {"done_on": "2027-02-18", "by": "desk"}})
    assert [item.state for item in found.items if item.id == "look"] == ["done", "done", "open"]
    early = export(stages, progress={"look": {"done_on": "2027-02-01", "by": "desk"}})
    assert [item.state for item in early.items if item.id == "look"] == ["done", "open", "open"]


def test_what_no_calendar_has_is_an_item_without_a_day() -> None:
    found = export([stage(step("a", "-99999bd"), step("b", "0d"))])
    assert item_of(found, "a").day is None
    assert [item.id for item in found.items] == ["b", "a"]


def test_the_description_begins_with_words_of_ours() -> None:
    one = step("a", "0d", title="=T", description="=1\n- two", checklist=[{"id": "x", "text": "@three"}])
    found = export([stage(one)], title="=cmd")
    assert described(item_of(found, "a")) == (
        "Campaign: =cmd (c1), stage build.\nDone by Doer: Desk.\n\n=1\n- two\n\n• @three\n\n"
        "How it is done: https://example.com/step/a/"
    )


def test_what_nobody_sees_is_not_exported() -> None:
    found = export([stage(step("a", "0d", title="One\u202e two\x1b[31m\n three", description="x\r\ny\x00"))])
    assert item_of(found, "a").title == "One two [31m three"
    assert item_of(found, "a").about == "x\ny"
    assert item_of(found, "a").day == WEDNESDAY
