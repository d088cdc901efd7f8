"""Where a campaign stands on a day: late, due soon, ahead, blocked; and what it achieved."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.day_zero import day_zero
from mopsdocs.campaigns.days import days_of
from mopsdocs.campaigns.reporting import ready_to_launch
from mopsdocs.campaigns.results import Achieved, achievements
from mopsdocs.campaigns.standing import Standing
from mopsdocs.documents.model import Kpi, Metric
from tests.campaigns.plans import Fields, gate, plan, stage, step

DAY = datetime.date
WORK = stage(step("a", "-10bd"), step("b", "-8bd", depends_on=["a"]), gate=gate("g", due="-6bd"), id="build")
TEST = stage(step("c", "-4bd", evidence="link"), type="qa")
LAUNCH = stage(step("go-live", "0d", kind="milestone"), step("early", "-9bd"), type="launch")
MONDAY = DAY(2027, 2, 1)
"""Seven working days before day 0, Wed 10 February 2027."""


def record(**fields: Any) -> Fields:
    return {"done_on": "2027-01-20", "by": "desk", **fields}


def standing(today: DAY = MONDAY, **campaign: Any) -> Standing:
    made = plan([WORK, TEST, LAUNCH], **campaign)
    return Standing(days_of(made, day_zero(made, made.campaign.anchor_date)[0]), today)


def words(found: Standing) -> dict[str, str]:
    return {one.step.id: one.word for one in found.steps}


def test_by_the_day() -> None:
    assert words(standing()) == {"a": "late", "early": "late", "b": "late", "c": "soon", "go-live": "ahead"}
    assert words(standing(DAY(2027, 1, 27))) == {
        "a": "soon", "early": "soon", "b": "soon", "c": "ahead", "go-live": "ahead"
    }  # fmt: skip
    assert words(standing(DAY(2027, 1, 1))) == dict.fromkeys(("a", "early", "b", "c", "go-live"), "ahead")


def test_on_its_day_a_step_is_not_late_and_soon_ends_after_five_working_days() -> None:
    (first, *_) = standing().steps
    assert first.date is not None
    assert words(standing(first.date))["a"] == "soon"
    assert words(standing(first.date + datetime.timedelta(days=1)))["a"] == "late"
    assert words(standing(first.date - datetime.timedelta(days=7)))["a"] == "soon"
    assert words(standing(first.date - datetime.timedelta(days=8)))["a"] == "ahead"


def test_done_and_decided_otherwise() -> None:
    found = standing(
        progress={"a": record(), "c": record()}, deviations=[{"step": "b", "reason": "No need", "approved_by": "chief"}]
    )
    assert words(found) == {"a": "done", "early": "late", "b": "different", "c": "done", "go-live": "ahead"}
    assert [one.step.id for one in found.steps if one.lacks_proof] == ["c"]
    assert [one.step.id for one in found.steps if not one.is_open] == ["a", "b", "c"]


def test_waiting_for_steps_and_for_gates_that_come_first() -> None:
    found = {one.step.id: one for one in standing().steps}
    assert found["a"].waits_for == ()
    assert found["b"].waits_for == (("step", "a"),)
    assert found["c"].waits_for == (("gate", "g"),)
    assert found["early"].waits_for == ()  # it is due before the gate is
    assert found["go-live"].waits_for == (("gate", "g"),)
    assert [one.step.id for one in standing().blocked] == ["b", "c"]


def test_a_met_gate_holds_nothing_back() -> None:
    go = [{"gate": "g", "decision": "go", "by": "chief", "on": "2027-01-28"}]
    done = {"a": record(), "b": record()}
    found = standing(progress=done, approvals=go)
    assert [one.word for one in found.gates] == ["met"]
    assert found.next_gate is None
    assert found.blocked == ()
    too_early = standing(progress={"a": record()}, approvals=go)
    assert [one.word for one in too_early.gates] == ["soon"]
    assert [one.step.id for one in too_early.blocked] == ["c"]
    refused = standing(progress=done, approvals=[*go, {**go[0], "decision": "revise", "on": "2027-01-29"}])
    assert [one.word for one in refused.gates] == ["refused"]
    late = standing(DAY(2027, 2, 3), progress=done)
    assert [one.word for one in late.gates] == ["late"]


@pytest.mark.parametrize("status", ["on_hold", "completed", "cancelled"])
def test_nothing_is_late_in_a_campaign_that_is_on_hold_or_over(status: str) -> None:
    found = standing(status=status, progress={"a": record()})
    assert set(words(found).values()) == {"done", "resting"}
    assert found.blocked == ()
    assert [one.word for one in found.gates] == ["resting"]


def test_a_step_that_no_calendar_has_a_day_for() -> None:
    made = plan([stage(step("far", "+99999999d"))])
    found = Standing(days_of(made, day_zero(made, made.campaign.anchor_date)[0]), MONDAY)
    assert words(found) == {"far": "undated"}


@given(st.dates(DAY(2026, 6, 1), DAY(2027, 12, 1)), st.dates(DAY(2026, 6, 1), DAY(2027, 12, 1)))
def test_what_is_late_stays_late_until_somebody_does_it(one: DAY, other: DAY) -> None:
    before, after = (standing(day) for day in sorted((one, other)))
    late = [{step.step.id for step in found.of("late")} for found in (before, after)]
    assert late[0] <= late[1]


def test_ready_to_launch() -> None:
    go = [{"gate": "g", "decision": "go", "by": "chief", "on": "2027-01-28"}]
    done = {"a": record(), "b": record()}
    for fields, ready in (
        ({}, False),
        ({"progress": done}, False),
        ({"progress": done, "approvals": go}, True),
        ({"progress": done, "approvals": go, "status": "running"}, True),
        ({"progress": done, "approvals": go, "status": "launched"}, False),
        ({"progress": done, "approvals": go, "status": "on_hold"}, False),
    ):
        made = plan([WORK, LAUNCH], **fields)
        assert ready_to_launch(made, made.gates) == ready
    assert not ready_to_launch(plan([LAUNCH]), plan([LAUNCH]).gates)


# ---- results ---------------------------------------------------------------------------------------------------------


def achieved(target: Any, value: Any, direction: str | None = "up", unit: str = "people") -> str:
    made = plan([LAUNCH], results=[{"metric": "m", "value": value}] if value is not None else [])
    kpi: Fields = {"metric": "m", **({"target": target} if target is not None else {})}
    playbook = msgspec.structs.replace(made.playbook, kpis=(Kpi(**kpi),))
    (found,) = achievements(made.campaign, playbook, metrics(direction, unit))
    return found.outcome


def metrics(direction: str | None, unit: str = "people") -> dict[str, Metric]:
    metric = Metric(
        id="m", title="M", definition="D", formula="f", unit=unit, source="t", owner="o", direction=direction
    )
    return {"m": metric}


@pytest.mark.parametrize(
    ("target", "value", "direction", "unit", "outcome"),
    [
        (200, 230, "up", "people", "met"),
        (200, 200, "up", "people", "met"),
        (200, 199.5, "up", "people", "missed"),
        (4, 3, "down", "EUR", "met"),
        (4, 5, "down", "EUR", "missed"),
        (40, 41, "steady", "EUR", "missed"),
        (40, 40, "steady", "EUR", "met"),
        (40, 40, None, "EUR", "met"),
        (40, 41, None, "EUR", "not-comparable"),
        ("1,200", 1300, "up", "people", "met"),
        ("40 %", 38, "up", "%", "missed"),
        (40, "40.5 %", "up", "%", "met"),
        (40, "40.5 %", "up", "people", "not-comparable"),
        ("three times the budget", 3, "up", "%", "not-comparable"),
        (40, "as planned", "up", "people", "not-comparable"),
        (200, None, "up", "people", "not-measured"),
        (None, 12, "up", "people", "no-target"),
    ],
)
def test_results_against_targets(target: Any, value: Any, direction: str | None, unit: str, outcome: str) -> None:
    assert achieved(target, value, direction, unit) == outcome


def test_the_newest_result_counts_and_what_is_no_kpi_comes_last() -> None:
    made = plan(
        [LAUNCH],
        results=[
            {"metric": "side", "value": 7},
            {"metric": "m", "value": 10, "on": "2027-03-10"},
            {"metric": "m", "value": 9, "on": "2027-03-01", "note": "too early"},
        ],
    )
    found = achievements(made.campaign, made.playbook, metrics("up"))
    assert found == (
        Achieved("m", None, 10, DAY(2027, 3, 10), None, "no-target", True),
        Achieved("side", None, 7, None, None, "no-target", False),
    )
