"""What of a campaign is still to do, and what waits for what: steps for steps, gates for work, launches for gates."""

from __future__ import annotations

import datetime

from mopsdocs.campaigns.course import CourseGate, CourseStep
from mopsdocs.campaigns.days import Days
from mopsdocs.campaigns.network import Key, Node
from mopsdocs.campaigns.placing import ready_by


def nodes_of(days: Days) -> dict[Key, Node]:
    """Everything that is not done and has a day. Dependencies that the days themselves break are left out."""
    found: dict[Key, Node] = {}
    for id, one in days.plan.course.steps.items():
        placed = days.steps[id]
        if placed is not None and id not in days.done:
            found["step", id] = _step_node(days, one, placed.date)
    for id, gate in days.plan.course.gates.items():
        placed = days.gates[id].placed
        if placed is not None and id not in days.decided:
            found["gate", id] = _gate_node(days, gate, placed.date)
    return found


def _step_node(days: Days, one: CourseStep, date: datetime.date) -> Node:
    step = one.step
    waits: list[Key] = [("step", id) for id in step.depends_on if _is_open(days, id, date)]
    if step.id in days.plan.course.launches:
        waits += [("gate", id) for id, gate in days.plan.course.gates.items() if _holds_back(days, gate, step.id, date)]
    return Node(("step", step.id), days.position(date), one.takes, tuple(waits), step.kind == "milestone")


def _gate_node(days: Days, one: CourseGate, date: datetime.date) -> Node:
    waits: list[Key] = [("step", id) for id in _last_of(days, one) if _is_open(days, id, date)]
    last = ready_by(date, one.sla, days.plan.calendar) if one.sla is not None else date
    takes = days.position(date) - days.position(last) if last is not None else 0
    return Node(("gate", one.gate.id), days.position(date), float(takes), tuple(waits), True)


def _last_of(days: Days, one: CourseGate) -> list[str]:
    """The steps that a gate decides on but for those that another of them waits for anyway."""
    waited = {
        first
        for id in one.work
        if (placed := days.steps[id]) is not None and id not in days.done
        for first in days.plan.course.steps[id].step.depends_on
        if first != id and _is_open(days, first, placed.date)
    }
    return [id for id in one.work if id not in waited]


def _is_open(days: Days, id: str, date: datetime.date) -> bool:
    """Whether the step called `id` is still to do, and due by `date`."""
    first = days.steps.get(id)
    return first is not None and id not in days.done and first.date <= date


def _holds_back(days: Days, one: CourseGate, id: str, date: datetime.date) -> bool:
    """Whether the launch called `id` waits for the gate, and the gate comes first."""
    placed = days.gates[one.gate.id].placed
    if one.launch is None or one.launch.id != id or placed is None or one.gate.id in days.decided:
        return False
    return placed.date <= date
