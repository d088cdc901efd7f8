"""A playbook made ready for many schedules: what is the same for every campaign that runs it is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.launches import Launch, launches
from mopsdocs.checks.facts.steps import ClosedWork, work_closed_by_gates
from mopsdocs.documents.model import Gate, Playbook, Step
from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY, Offset, offset, work_hours

MOST_HOURS: Final = 100_000.0
"""Hours of work that count at most; beyond, an effort or a capacity is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A step in the stage called `stage`.

    `hours` of work are 0 where nobody has said; `takes` is the same in working days, shared evenly by who does it.
    """

    step: Step
    stage: str
    due: Offset
    hours: float
    takes: float


@dataclass(frozen=True, slots=True)
class CourseGate:
    """A gate at the end of the stage called `stage`.

    `work` are the ids of the steps that it decides on, recurring ones excepted. `launch` is the step that waits for it:
    the next launch, for a decision to launch and for what must close before one.
    """

    gate: Gate
    stage: str
    due: Offset | None
    close_before: Offset | None
    sla: Offset | None
    work: tuple[str, ...]
    launch: Step | None


@dataclass(frozen=True, slots=True)
class Course:
    """Steps and gates by id, in reading order. Of two with the same id the first counts; `validate` finds the second.

    `launches` are the ids of the steps with which the playbook goes live. `counts_hours` says whether anything is due
    some hours before or after something else.
    """

    steps: Mapping[str, CourseStep]
    gates: Mapping[str, CourseGate]
    launches: tuple[str, ...]
    counts_hours: bool


def course_of(playbook: Playbook) -> Course:
    """The course of `playbook`, which has every step that is run."""
    steps: dict[str, CourseStep] = {}
    for stage in playbook.stages:
        for step in stage.steps:
            if step.id not in steps:
                steps[step.id] = _step(step, stage.id)
    found = tuple(launches(playbook))
    gates: dict[str, CourseGate] = {}
    for closed in work_closed_by_gates(playbook):
        if closed.gate.id not in gates:
            stage_id = playbook.stages[int(closed.pointer[1])].id
            gates[closed.gate.id] = _gate(closed, stage_id, _guarded(closed, found))
    counted = [one.due for one in steps.values()]
    counted += [due for gate in gates.values() for due in (gate.due, gate.close_before) if due is not None]
    hours = any(due.unit == "h" for due in counted)
    return Course(steps, gates, tuple(launch.moment.step.id for launch in found), hours)


def _step(step: Step, stage: str) -> CourseStep:
    hours = min(work_hours(step.effort), MOST_HOURS) if step.effort is not None else 0.0
    return CourseStep(step, stage, offset(step.due), hours, hours / HOURS_PER_WORKING_DAY / len(step.responsible))


def _gate(closed: ClosedWork, stage: str, launch: Launch | None) -> CourseGate:
    gate = closed.gate
    due, before, sla = (offset(text) if text else None for text in (gate.due, gate.close_before, gate.sla))
    work = tuple(dict.fromkeys(one.step.id for one in closed.steps if one.step.recurs is None))
    return CourseGate(gate, stage, due, before, sla, work, launch.moment.step if launch is not None else None)


def _guarded(closed: ClosedWork, found: tuple[Launch, ...]) -> Launch | None:
    """The launch that waits for a gate."""
    if closed.gate.type != "go_no_go" and closed.gate.close_before is None:
        return None
    stage = int(closed.pointer[1])
    return next((launch for launch in found if launch.stage > stage), None)
