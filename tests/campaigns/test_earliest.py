"""The first feasible day 0."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.earliest import FURTHEST, earliest_anchor, is_feasible
from mopsdocs.campaigns.model import Plan
from tests.campaigns.plans import RIYADH, gate, plan, region, stage, step

DAY = datetime.date
TODAY = DAY(2027, 1, 29)
"""A Friday in Berlin; no holiday for five weeks."""


def work(*steps: Any, **campaign: Any) -> Plan:
    return plan([stage(*steps), stage(step("go", "0d", kind="milestone"), type="launch")], **campaign)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], DAY(2027, 1, 29)),
        ([step("a", "-1bd")], DAY(2027, 2, 1)),
        ([step("a", "-5bd")], DAY(2027, 2, 5)),
        ([step("a", "-5bd", effort="3d")], DAY(2027, 2, 9)),
        ([step("a", "-5bd", effort="3d", responsible=["doer", "boss", "x"])], DAY(2027, 2, 5)),
        ([step("a", "-5bd", effort="1d"), step("b", "-4bd", effort="2d", depends_on=["a"])], DAY(2027, 2, 8)),
        ([step("a", "+5bd")], DAY(2027, 1, 29)),
    ],
)
def test_everything_can_be_done_from_today_on(steps: list[Any], expected: datetime.date) -> None:
    assert earliest_anchor(work(*steps), TODAY) == expected


def test_approvers_have_their_time() -> None:
    stages = [
        stage(step("a", "-5bd"), gate=gate("g", type="go_no_go", due="-4bd", sla="3bd")),
        stage(step("go", "0d", kind="milestone"), type="launch"),
    ]
    assert earliest_anchor(plan(stages), TODAY) == DAY(2027, 2, 9)
    decided = [{"gate": "g", "decision": "go", "by": "chief", "on": "2027-01-28"}]
    assert earliest_anchor(plan(stages, approvals=decided), TODAY) == DAY(2027, 2, 5)


def test_what_is_done_takes_no_time() -> None:
    done = {"a": {"done_on": "2027-01-28", "by": "desk"}}
    assert earliest_anchor(work(step("a", "-30bd"), step("b", "-1bd"), progress=done), TODAY) == DAY(2027, 2, 1)


def test_day_0_is_a_working_day() -> None:
    assert earliest_anchor(work(step("a", "-1d")), DAY(2027, 3, 25)) == DAY(2027, 3, 30)
    assert earliest_anchor(work(), DAY(2027, 2, 28)) == DAY(2027, 3, 1)


@pytest.mark.parametrize("due", ["-99999d", "-99999999999999999bd"])
def test_none_within_five_years(due: str) -> None:
    assert earliest_anchor(work(step("a", due)), TODAY) is None


def test_the_last_days_of_all_calendars() -> None:
    assert earliest_anchor(work(step("a", "-9bd")), datetime.date.max - datetime.timedelta(3)) is None


DUES = st.builds(lambda amount, unit: f"{amount:+}{unit}", st.integers(-40, -1), st.sampled_from(["bd", "d", "h"]))


@given(DUES, DUES, st.sampled_from(["1h", "1d", "4d"]), st.dates(DAY(2026, 1, 1), DAY(2028, 12, 31)), st.booleans())
def test_no_earlier_working_day_is_feasible(
    one: str, other: str, effort: str, today: datetime.date, here: bool
) -> None:
    steps = [step("a", one, effort=effort), step("b", other, depends_on=["a"], effort=effort)]
    there = work(*steps, place=region() if here else region(RIYADH), anchor_time="10:00")
    found = earliest_anchor(there, today)
    assert found is not None
    assert is_feasible(there, found, today)
    assert there.calendar.is_working(found)
    days = (today + datetime.timedelta(number) for number in range((found - today).days))
    assert not any(there.calendar.is_working(day) and is_feasible(there, day, today) for day in days)
    assert (found - today).days < FURTHEST
