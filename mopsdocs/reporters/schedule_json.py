"""A schedule for programs. Its shape is published as `schemas/schedule.json` and changes only with `version`."""

from __future__ import annotations

import datetime
import json
from typing import Any, Final

from mopsdocs.campaigns.load import WeekLoad
from mopsdocs.campaigns.model import Problem, ScheduledGate, ScheduledStep
from mopsdocs.campaigns.placing import Placed
from mopsdocs.campaigns.public_holidays import NamedDay
from mopsdocs.reporters.schedule import Report

VERSION: Final = 1
"""Version of the shape."""


def schedule_json(report: Report) -> str:
    """The schedule as JSON. Days are ISO dates, times have their distance from UTC, hours of work are numbers."""
    made = report.made
    campaign, playbook = made.plan.campaign, made.plan.playbook
    document = {
        "version": VERSION,
        "campaign": campaign.id,
        "title": campaign.title,
        "status": campaign.status,
        "playbook": playbook.id,
        "playbook_version": playbook.version,
        "region": campaign.region,
        "anchor": made.anchor.date.isoformat(),
        "anchor_time": made.anchor.time.isoformat(),
        "anchor_source": report.source,
        "timezone": made.timezone,
        "steps": [_step(step, made.plan.run.undecided) for step in made.steps],
        "left_out": [{"id": step.id, "title": step.title, "when": step.when} for step in made.plan.left_out],
        "gates": [_gate(gate) for gate in made.gates],
        "critical_path": [{"kind": kind, "id": id} for kind, id in made.critical_path],
        "days": [_day(day) for day in made.special_days],
        "effort": [
            {"role": role, "week": week, "hours": round(hours, 2)}
            for role, weeks in made.effort.items()
            for week, hours in weeks.items()
        ],
        "load": [_load(load) for load in report.loads],
        "problems": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _step(one: ScheduledStep, undecided: frozenset[str]) -> dict[str, Any]:
    step = one.step
    return {
        "id": step.id,
        "stage": one.stage,
        "title": step.title,
        "kind": step.kind,
        "due": step.due,
        **_placed(one.placed),
        "half_day": one.half_day,
        "responsible": list(step.responsible),
        "people": list(one.people),
        "depends_on": list(step.depends_on),
        "when": step.when,
        "undecided": step.when in undecided,
        "recurs": step.recurs,
        "again": [day.isoformat() for day in one.again],
        "hours": one.hours,
        "done_on": _iso(one.done_on),
        "deviation": one.deviation,
        "slack": one.slack,
        "critical": one.critical,
    }


def _gate(one: ScheduledGate) -> dict[str, Any]:
    gate = one.gate
    return {
        "id": gate.id,
        "stage": one.stage,
        "title": gate.title,
        "type": gate.type,
        "due": gate.due,
        "close_before": gate.close_before,
        "sla": gate.sla,
        **_placed(one.placed),
        "approvers": list(one.approvers),
        "people": list(one.people),
        "decides_on": list(one.decides_on),
        "ready": _iso(one.ready),
        "decide_by": _iso(one.decide_by),
        "decided_on": _iso(one.decided_on),
        "slack": one.slack,
        "critical": one.critical,
    }


def _placed(placed: Placed | None) -> dict[str, Any]:
    return {
        "date": placed.date.isoformat() if placed is not None else None,
        "time": placed.time.isoformat() if placed is not None and placed.time is not None else None,
        "rolled": placed is not None and placed.moved_from is not None,
        "moved_from": _iso(placed.moved_from) if placed is not None else None,
        "reason": placed.reason if placed is not None else None,
        "estimated": placed is not None and placed.estimated,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(day: NamedDay) -> dict[str, Any]:
    return {"date": day.date.isoformat(), "name": day.name, "kind": day.kind, "estimated": day.estimated}


def _load(load: WeekLoad) -> dict[str, Any]:
    kind, id = load.who
    return {
        "kind": kind,
        "id": id,
        "week": load.week,
        "hours": round(load.hours, 2),
        "capacity": load.capacity,
        "too_much": round(load.too_much, 2),
        "campaigns": [{"campaign": campaign, "hours": round(hours, 2)} for campaign, hours in load.campaigns],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    kind, id = problem.about if problem.about is not None else (None, None)
    return {
        "id": problem.id,
        "level": problem.level.value,
        "message": problem.message,
        "hint": problem.hint,
        "kind": kind,
        "about": id,
    }
