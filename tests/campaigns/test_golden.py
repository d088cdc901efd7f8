"""Schedules worked out by hand on public calendars, country by country: the files in `golden`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from mopsdocs.campaigns.model import ScheduledStep
from mopsdocs.campaigns.schedule import Schedule, schedule
from tests.campaigns.plans import placed, plan, region, stage, step, step_of

FOLDER = Path(__file__).resolve().parent / "golden"
CASES = sorted(path.stem for path in FOLDER.glob("*.yml"))


def case(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def made(wanted: Any) -> Schedule:
    steps = [
        step(f"s{number}", due, effort="2d" if due in wanted.get("work", {}) else None)
        for number, due in enumerate([*wanted["days"], *wanted["moved"]])
    ]
    return schedule(plan([stage(*steps)], region(wanted["region"]), wanted["anchor"], anchor_time=wanted.get("time")))


def said(found: ScheduledStep) -> str:
    at = placed(found)
    time = at.time.isoformat(timespec="minutes").partition("T")[2] if at.time is not None else ""
    return f"{at.date:%a} {at.date} {time}".rstrip()


@pytest.mark.parametrize("name", CASES)
def test_every_day_is_the_one_worked_out_by_hand(name: str) -> None:
    wanted = case(name)
    result = {one.step.due: one for one in made(wanted).steps}
    assert {due: said(result[due]) for due in wanted["days"]} == wanted["days"]
    assert [due for due in wanted["days"] if placed(result[due]).moved_from is not None] == []
    assert {due: f"{said(result[due])} because {placed(result[due]).reason}" for due in wanted["moved"]} == wanted[
        "moved"
    ]
    assert {due for due, one in result.items() if placed(one).estimated} == set(wanted.get("estimated", ()))


@pytest.mark.parametrize("name", CASES)
def test_the_holidays_in_between_are_those_of_the_public_calendar(name: str) -> None:
    wanted = case(name)
    days = made(wanted).special_days
    assert {day.date: day.name for day in days if day.kind == "day off"} == wanted.get("not_worked", {})
    assert [day.date for day in days if day.kind == "working day"] == wanted.get("worked", [])
    assert [day.date for day in days if day.kind == "half day"] == wanted.get("half", [])


@pytest.mark.parametrize("name", [name for name in CASES if "half" in case(name)])
def test_half_days_are_marked_and_have_half_the_time(name: str) -> None:
    wanted = case(name)
    result = made(wanted)
    assert {step.date for step in result.steps if step.half_day} == set(wanted["half"])
    for due, weeks in wanted["work"].items():
        assert dict(next(step for step in result.steps if step.step.due == due).work) == weeks


def test_the_zone_is_the_regions() -> None:
    result = made(case("clocks-back"))
    assert result.timezone == "Europe/Berlin"
    assert result.anchor.time.utcoffset() == datetime.timedelta(hours=1)
    assert placed(step_of(result, "s0")).time is not None
