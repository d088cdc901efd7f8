"""What follows from the days: gates, dependencies, room, work per week, and every problem with what helps."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.model import Plan, Problem
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.diagnostics import Severity
from tests.campaigns.plans import BERLIN, RIYADH, Fields, gate, gate_of, placed, plan, region, stage, step, step_of

DAY = datetime.date
LAUNCH = stage(step("go-live", "0d", kind="milestone"), type="launch")


def problems(made: Schedule, today: datetime.date | None = None) -> list[str]:
    return [problem.id for problem in problems_of(made, today)]


def problem(made: Schedule, id: str, today: datetime.date | None = None) -> Problem:
    (found,) = (problem for problem in problems_of(made, today) if problem.id == id)
    return found


def message(made: Schedule, id: str, today: datetime.date | None = None) -> tuple[str, str]:
    found = problem(made, id, today)
    return found.message, found.hint


# ---- the days --------------------------------------------------------------------------------------------------------

DUES = st.builds(
    lambda amount, unit: "0d" if amount == 0 else f"{amount:+}{unit}",
    st.integers(-150, 150),
    st.sampled_from(["bd", "d", "h"]),
)
ANCHORS = st.dates(DAY(2000, 1, 1), DAY(2090, 12, 31))
PLACES = [
    region(),
    region(RIYADH),
    region({"timezone": "America/New_York", "workweek": ["sat"], "holidays": {"country": "US"}}),
]


@given(DUES, ANCHORS, st.sampled_from(PLACES))
def test_moving_never_crosses_day_0_and_ends_on_a_working_day(due: str, anchor: DAY, place: Any) -> None:
    made = placed(step_of(schedule(plan([stage(step("a", due))], place, anchor)), "a"))
    before, same = due.startswith("-"), due == "0d"
    assert made.date <= anchor if before else made.date >= anchor
    assert (made.date == anchor) if same else True
    if made.date != anchor:
        assert plan([], place).calendar.is_working(made.date)
    assert (made.moved_from is None) == (made.reason is None)
    if made.moved_from is not None:
        assert (made.date < made.moved_from) if before else (made.date > made.moved_from)
        assert not plan([], place).calendar.is_working(made.moved_from)
    if made.time is not None:
        assert made.time.date() == made.date


@given(DUES, ANCHORS, ANCHORS, st.sampled_from(PLACES))
def test_a_later_anchor_never_gives_an_earlier_day(due: str, one: DAY, other: DAY, place: Any) -> None:
    there = plan([stage(step("a", due))], place)
    first = step_of(schedule(there, min(one, other)), "a").date
    second = step_of(schedule(there, max(one, other)), "a").date
    assert first is not None
    assert second is not None
    assert first <= second


def test_what_is_due_on_day_0_stays_there_whatever_day_that_is() -> None:
    good_friday = DAY(2027, 3, 26)
    made = schedule(plan([stage(step("a", "0d"), step("b", "-1h"), step("c", "-1d"))], anchor=good_friday))
    assert [step_of(made, id).date for id in "abc"] == [good_friday, good_friday, DAY(2027, 3, 25)]
    assert message(made, "anchor-off") == (
        "Day 0, Fri 26 March 2027, is Good Friday. What is due on it stays there.",
        "The working days next to it are Thu 25 March 2027 and Tue 30 March 2027.",
    )


def test_a_leap_day_as_day_0() -> None:
    made = schedule(plan([stage(step("a", "-1bd"), step("b", "+366d"))], anchor=DAY(2028, 2, 29)))
    assert [step_of(made, id).date for id in "ab"] == [DAY(2028, 2, 28), DAY(2029, 3, 1)]


@pytest.mark.parametrize(
    ("campaign", "window", "expected", "told"),
    [
        ({"anchor_time": "14:30"}, None, "13:30", []),
        ({"anchor_time": "14:30"}, {"from": "08:00", "to": "18:00"}, "13:30", []),
        ({}, {"from": "08:00", "to": "18:00"}, "07:00", ["time-assumed"]),
        ({}, None, "08:00", ["time-assumed"]),
    ],
)
def test_hours_count_from_the_time_of_day_0(campaign: Fields, window: Any, expected: str, told: list[str]) -> None:
    place = region({**BERLIN, "send_window": window})
    made = schedule(plan([stage(step("a", "-1h"))], place, **campaign))
    assert f"{placed(step_of(made, 'a')).time:%H:%M}" == expected
    assert problems(made) == told


def test_a_time_that_the_clocks_skip() -> None:
    made = schedule(plan([stage(step("a", "-1h"))], anchor=DAY(2027, 3, 28), anchor_time="02:30"))
    assert f"{placed(step_of(made, 'a')).time:%H:%M%z}" == "01:30+0100"
    assert message(made, "time-skipped")[0] == (
        "On Sun 28 March 2027 the clocks of Europe/Berlin skip 02:30, so it counts an hour later."
    )


@pytest.mark.parametrize("name", ["Europe/Berlim", "America", "Etc"])
def test_an_unknown_time_zone(name: str) -> None:
    made = schedule(plan([stage(step("a", "-1d"))], region({**BERLIN, "timezone": name})))
    assert made.timezone == "UTC"
    assert message(made, "zone-unknown") == (
        f'There is no time zone "{name}"; times are those of UTC.',
        "Correct timezone in site_config/regions/here.yml; names look like Europe/Berlin.",
    )


@pytest.mark.parametrize("anchor", [datetime.date.min, datetime.date.max, DAY(1492, 8, 3), DAY(2444, 2, 29)])
def test_years_that_the_library_does_not_cover(anchor: datetime.date) -> None:
    made = schedule(plan([stage(step("a", "-1bd"), step("b", "+1d"), step("c", "-1h"))], anchor=anchor))
    assert "year-outside" in problems(made)
    undated = [step.id for step in made.steps if step.date is None]
    assert undated == {datetime.date.min: ["a"], datetime.date.max: ["b"]}.get(anchor, [])


@pytest.mark.parametrize("due", ["-99999999999999999999bd", "+99999999d", "-999999999999h", "+" + "9" * 5000 + "d"])
def test_a_due_date_in_no_calendar(due: str) -> None:
    made = schedule(plan([stage(step("a", due), step("b", "-1bd", depends_on=["a"]))], anchor_time="09:00"))
    assert step_of(made, "a").date is None
    assert problems(made) == ["no-date"]
    assert step_of(made, "b").date == DAY(2027, 2, 9)


# ---- gates -----------------------------------------------------------------------------------------------------------

CLOSING = [
    ({"close_before": "48h"}, DAY(2027, 2, 8), None),
    ({"close_before": "2bd"}, DAY(2027, 2, 8), None),
    ({"close_before": "3d"}, DAY(2027, 2, 5), "Sun 7 February 2027 is not a working day"),
    ({"close_before": "0d"}, DAY(2027, 2, 10), None),
    ({"due": "-5bd", "close_before": "48h"}, DAY(2027, 2, 3), None),
    ({"due": "-1bd", "close_before": "48h"}, DAY(2027, 2, 8), "it closes 48 hours before “Do go-live”"),
    ({"due": "-1bd"}, DAY(2027, 2, 9), None),
    ({"sla": "2bd"}, DAY(2027, 2, 5), None),
    ({"sla": "48h"}, DAY(2027, 2, 5), None),
    ({"sla": "3d"}, DAY(2027, 2, 8), None),
    ({}, DAY(2027, 2, 3), None),
]


@pytest.mark.parametrize(("fields", "date", "reason"), CLOSING)
def test_the_day_of_a_gate(fields: Fields, date: DAY, reason: str | None) -> None:
    ready = step("a", "-5bd")
    found = gate_of(schedule(plan([stage(ready, gate=gate("g", **fields)), LAUNCH])), "g")
    assert (found.date, placed(found).reason, found.ready) == (date, reason, DAY(2027, 2, 3))


def test_a_gate_before_the_work_that_it_decides_on() -> None:
    made = schedule(plan([stage(step("a", "-3bd"), gate=gate("g", due="-4bd")), LAUNCH]))
    assert message(made, "gate-before-work") == (
        '"Decide g" is to be decided by Thu 4 February 2027, before "Do a" is due.',
        "Make the gate due Fri 5 February 2027 or later, or that work earlier.",
    )


def test_approvers_have_their_time_from_the_day_after_everything_is_ready() -> None:
    made = schedule(plan([stage(step("a", "-5bd"), gate=gate("g", due="-3bd", sla="3bd")), LAUNCH]))
    assert gate_of(made, "g").decide_by == DAY(2027, 2, 8)
    assert message(made, "sla-too-long")[0] == (
        '"Decide g" must be decided by Fri 5 February 2027. The approvers have 3 working days from the day after '
        "Wed 3 February 2027, when the work is ready: until Mon 8 February 2027."
    )
    decided = [{"gate": "g", "decision": "go", "by": "chief", "on": "2027-02-05"}]
    made = schedule(plan([stage(step("a", "-5bd"), gate=gate("g", due="-3bd", sla="3bd")), LAUNCH], approvals=decided))
    assert problems(made) == []
    assert gate_of(made, "g").decided_on == DAY(2027, 2, 5)


# ---- what waits for what ---------------------------------------------------------------------------------------------


def test_a_dependency_that_only_the_calendar_breaks() -> None:
    """Three calendar days after a Thursday is a Monday, one working day after it a Friday."""
    steps = stage(step("a", "+3d"), step("b", "+1bd", depends_on=["a"]))
    assert problems(schedule(plan([steps], anchor=DAY(2027, 2, 8)))) == ["dependency-broken"]
    made = schedule(plan([steps], anchor=DAY(2027, 2, 11)))
    assert message(made, "dependency-broken") == (
        '"Do b" is due on Fri 12 February 2027, but waits for "Do a", due on Mon 15 February 2027.',
        "In this calendar +3d comes after +1bd; change one of them in the playbook.",
    )
    assert problem(made, "dependency-broken").level == Severity.ERROR


@pytest.mark.parametrize(
    "campaign",
    [
        {"progress": {"a": {"done_on": "2027-02-09", "by": "desk"}}},
        {"progress": {"old-a": {"done_on": "2027-02-09", "by": "desk"}}},
        {"deviations": [{"step": "b", "reason": "bought elsewhere"}]},
    ],
)
def test_what_is_done_or_agreed_otherwise_breaks_nothing(campaign: Fields) -> None:
    steps = stage(step("a", "+3d", previous_ids=["old-a"]), step("b", "+1bd", depends_on=["a"]))
    made = schedule(plan([steps], anchor=DAY(2027, 2, 11), **campaign))
    assert problems(made) == []
    assert (step_of(made, "a").done_on, step_of(made, "b").deviation) in {
        (DAY(2027, 2, 9), None), (None, "bought elsewhere"),
    }  # fmt: skip


def test_hours_on_one_day_are_compared_by_the_clock() -> None:
    steps = stage(step("a", "-1h"), step("b", "-2h", depends_on=["a"]), step("c", "-1h", depends_on=["b"]))
    made = schedule(plan([steps], anchor_time="12:00"))
    assert problems(made) == ["dependency-broken"]
    assert "due on Wed 10 February 2027, 10:00, but" in message(made, "dependency-broken")[0]


def chain() -> Plan:
    return plan([
        stage(
            step("brief", "-20bd", effort="1d"),
            step("copy", "-10bd", effort="2d", depends_on=["brief"]),
            step("art", "-9bd", effort="1d", depends_on=["brief"]),
            step("build", "-7bd", effort="3d", depends_on=["copy", "art"]),
            gate=gate("ok", type="go_no_go", due="-4bd", sla="2bd"),
        ),
        stage(step("go-live", "0d", kind="milestone", depends_on=["build"]), type="launch"),
        stage(step("report", "+5bd", depends_on=["go-live"]), type="monitor"),
    ])  # fmt: skip


def test_room_and_the_critical_path() -> None:
    """The build may be a day late, because the approvers need two; the copy not, as the build takes three days."""
    made = schedule(chain())
    slack = {step.id: step.slack for step in made.steps}
    assert slack == {"brief": 9, "copy": 1, "art": 0, "build": 1, "go-live": 0, "report": 0}
    assert gate_of(made, "ok").slack == 0
    assert [id for _, id in made.critical_path] == ["brief", "art", "build", "ok", "go-live"]
    assert [step.id for step in made.steps if step.critical] == ["brief", "art", "build", "go-live"]


def test_too_little_time_is_told_once_where_it_begins() -> None:
    steps = stage(
        step("copy", "-5bd"),
        step("build", "-4bd", effort="3d", depends_on=["copy"]),
        step("test", "-3bd", effort="2d", depends_on=["build"]),
        step("go", "0d", kind="milestone", depends_on=["test"]),
    )
    made = schedule(plan([stage(steps["steps"][0], *steps["steps"][1:-1]), LAUNCH]))
    assert message(made, "too-little-time") == (
        'From "Do copy" on Wed 3 February 2027 to "Do test" on Fri 5 February 2027 there is 2 working days less than '
        "the work between them takes.",
        'Begin "Do copy" 2 working days earlier, or share the work among more people.',
    )
    shared = [dict(one, responsible=["doer", "boss", "x"]) for one in steps["steps"][:-1]]
    people = {"doer": "desk", "boss": "chief", "x": "chief"}
    assert problems(schedule(plan([stage(*shared), LAUNCH], people=people))) == []


def test_steps_that_wait_for_each_other() -> None:
    made = schedule(plan([stage(step("a", "-1bd", depends_on=["b"]), step("b", "-1bd", depends_on=["a"])), LAUNCH]))
    assert message(made, "circle")[0] == '"Do a" and "Do b" cannot begin: they wait for each other.'
    assert [step_of(made, id).slack for id in ("a", "b", "go-live")] == [None, None, 0]


def test_a_step_that_waits_for_itself_or_for_nothing_that_is_there() -> None:
    made = schedule(plan([stage(step("a", "-1bd", depends_on=["a", "gone"]))]))
    assert problems(made) == ["circle"]


# ---- work and people -------------------------------------------------------------------------------------------------


def test_work_is_done_as_late_as_it_can_be_and_shared_evenly() -> None:
    made = schedule(plan([stage(step("a", "-2bd", effort="3d", responsible=["doer", "boss"]))]))
    assert step_of(made, "a").work == (("2027-W05", 8.0), ("2027-W06", 16.0))
    assert made.effort == {"boss": {"2027-W05": 4.0, "2027-W06": 8.0}, "doer": {"2027-W05": 4.0, "2027-W06": 8.0}}


def test_hours_are_never_lost() -> None:
    for effort, hours in (("1h", 1), ("40d", 320), ("9000d", 72_000), ("9" * 400 + "h", 100_000)):
        made = step_of(schedule(plan([stage(step("a", "0d", effort=effort))], anchor=DAY(2027, 3, 28))), "a")
        assert sum(amount for _, amount in made.work) == pytest.approx(hours)


def test_recurring_work_comes_again_until_the_last_day_of_its_stage() -> None:
    made = schedule(plan([stage(step("a", "+1bd", recurs="weekly", effort="2h"), step("end", "+30d"))]))
    assert step_of(made, "a").again == (DAY(2027, 2, 18), DAY(2027, 2, 25), DAY(2027, 3, 4), DAY(2027, 3, 11))
    assert dict(step_of(made, "a").work) == {f"2027-W{week:02}": 2.0 for week in range(6, 11)}
    monthly = schedule(plan([stage(step("a", "0d", recurs="monthly"), step("end", "+100d"))], anchor=DAY(2027, 1, 29)))
    assert step_of(monthly, "a").again == (DAY(2027, 3, 1), DAY(2027, 3, 30), DAY(2027, 4, 29))
    daily = schedule(plan([stage(step("a", "0d", recurs="daily"), step("end", "+6d"))], anchor=DAY(2027, 3, 24)))
    assert step_of(daily, "a").again == (DAY(2027, 3, 25), DAY(2027, 3, 30))


def test_recurring_work_ends_with_its_stage() -> None:
    """Registrations are looked at every week until the event, not until the last report about it."""
    before = stage(step("a", "-10bd", recurs="weekly", effort="2h"), step("event", "0d"), id="before")
    made = schedule(plan([before, stage(step("report", "+30bd"), id="after")]))
    assert step_of(made, "a").again == (DAY(2027, 2, 3), DAY(2027, 2, 10))
    assert dict(step_of(made, "a").work) == {f"2027-W{week:02}": 2.0 for week in (4, 5, 6)}


def test_nobody_and_unknown_people() -> None:
    made = schedule(plan([stage(step("a", "-1bd", responsible=["doer", "tester"]))], people={"doer": "dsek"}))
    assert step_of(made, "a").people == ("dsek",)
    assert message(made, "nobody") == (
        'Nobody is named as tester, who is to do "Do a".',
        "Add tester: and a person under people in playbooks/campaigns/c1.yml.",
    )
    assert message(made, "person-unknown") == (
        'There is no person "dsek", who is to be doer.',
        "Correct people in playbooks/campaigns/c1.yml, or add the person to site_config/people.yml.",
    )


def test_a_playbook_that_has_moved_on_and_a_step_that_left_it() -> None:
    progress = {"gone": {"done_on": "2027-01-01", "by": "desk"}}
    made = schedule(plan([stage(step("a", "-1bd"))], playbook_version="0.9.0", progress=progress))
    assert message(made, "playbook-moved-on")[0] == (
        "The campaign began with version 0.9.0 of run; the days are those of version 1.0.0."
    )
    assert message(made, "step-gone")[0] == (
        'Recorded as done, but no longer in the playbook: "gone". The records stay as they are.'
    )


@pytest.mark.parametrize(("status", "told"), [("planned", 1), ("running", 1), ("completed", 0), ("cancelled", 0)])
def test_what_should_be_done_by_today(status: str, told: int) -> None:
    steps = stage(step("a", "-9bd"), step("b", "-8bd"), step("c", "0d"))
    done = {"b": {"done_on": "2027-01-29", "by": "desk"}}
    late = plan([steps], status=status, progress=done)
    assert problems(schedule(late), DAY(2027, 1, 28)) == []
    made = schedule(late)
    assert problems(made, DAY(2027, 1, 30)) == ["overdue"] * told
    if told:
        assert message(made, "overdue", DAY(2027, 1, 30))[0] == '1 step should be done by now: "Do a".'


def test_estimated_holidays_are_told() -> None:
    made = schedule(plan([stage(step("a", "-1bd"), step("b", "-30bd"))], region(RIYADH), DAY(2027, 3, 17)))
    assert message(made, "estimated") == (
        "The days of Eid al-Fitr Holiday are estimated, because the moon decides; 1 date may move by a day or two.",
        "When the days are announced, update the holidays package, or write them under extra: in "
        "site_config/regions/here.yml.",
    )
    assert [step.id for step in made.steps if placed(step).estimated] == ["b"]


def test_the_same_plan_gives_the_same_schedule() -> None:
    assert schedule(chain()).steps == schedule(chain()).steps
    assert msgspec.json.encode(schedule(chain()).effort) == msgspec.json.encode(schedule(chain()).effort)
