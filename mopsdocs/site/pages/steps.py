"""Stages and steps prepared for templates: anchors, dependencies, conditions and approval rules in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.model import Gate, Playbook, Stage, Step
from mopsdocs.documents.timing import Offset, offset
from mopsdocs.site.pages.conditions import Condition, condition
from mopsdocs.site.pages.ticks import Criterion, Point, criteria_of, points_of, tick


@dataclass(frozen=True, slots=True)
class Needed:
    """A step that must be done first; without an anchor it is not on the page."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its anchor on the page; `tick` is the name under which it is ticked."""

    step: Step
    anchor: str
    tick: str
    condition: Condition | None
    needs: tuple[Needed, ...]
    checklist: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate with its approvers and how they decide."""

    gate: Gate
    anchor: str
    approvers: tuple[tuple[str, Condition | None], ...]
    criteria: tuple[Criterion, ...]
    quorum: str


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its steps, its gate and the days it spans."""

    stage: Stage
    number: int
    anchor: str
    steps: tuple[StepView, ...]
    gate: GateView | None
    span: str


class _Anchors:
    """Hands out HTML ids; a duplicate, which `validate` reports, gets a number."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def new(self, prefix: str, id: str) -> str:
        name, count = f"{prefix}-{id}", 2
        while name in self._used:
            name, count = f"{prefix}-{id}--{count}", count + 1
        self._used.add(name)
        return name


def stage_views(stages: tuple[Stage, ...], names: Mapping[str, str]) -> tuple[StageView, ...]:
    """Stages in order; `names` are titles of variables by id, for conditions."""
    return _stage_views(stages, tuple(names.items()))


@lru_cache(maxsize=64)  # the copies of a playbook come one after another, and most have the same stages
def _stage_views(stages: tuple[Stage, ...], titles: tuple[tuple[str, str], ...]) -> tuple[StageView, ...]:
    names = dict(titles)
    anchors = _Anchors()
    placed = [
        (stage, anchors.new("stage", stage.id), [(step, anchors.new("step", step.id)) for step in stage.steps])
        for stage in stages
    ]
    known: dict[str, Needed] = {}
    for _, _, steps in placed:
        for step, anchor in steps:
            known.setdefault(step.id, Needed(step.title, anchor))
    firsts = first_ids(step for stage in stages for step in stage.steps)
    gates = first_ids(stage.gate for stage in stages if stage.gate)
    return tuple(
        StageView(
            stage,
            number,
            anchor,
            tuple(_step_view(step, step_anchor, firsts[step.id], known, names) for step, step_anchor in steps),
            _gate_view(stage.gate, anchors.new("gate", stage.gate.id), gates[stage.gate.id], names)
            if stage.gate
            else None,
            _span(stage.steps),
        )
        for number, (stage, anchor, steps) in enumerate(placed, 1)
    )


def step_views(steps: Iterable[Step]) -> tuple[StepView, ...]:
    """Steps that stand alone, as those that a region requires."""
    anchors = _Anchors()
    placed = [(step, anchors.new("step", step.id)) for step in steps]
    known = {step.id: Needed(step.title, anchor) for step, anchor in reversed(placed)}
    firsts = first_ids(step for step, _ in placed)
    return tuple(_step_view(step, anchor, firsts[step.id], known, {}) for step, anchor in placed)


def variable_names(playbook: Playbook) -> dict[str, str]:
    """Titles of the playbook's variables by id."""
    return {variable.id: variable.title for variable in playbook.variables}


def _step_view(step: Step, anchor: str, first: str, known: Mapping[str, Needed], names: Mapping[str, str]) -> StepView:
    name = tick("step", first)
    return StepView(
        step,
        anchor,
        name,
        condition(step.when, names),
        tuple(known.get(id) or Needed(id, "") for id in step.depends_on),
        points_of(step.checklist, name, names),
    )


def _gate_view(gate: Gate, anchor: str, first: str, names: Mapping[str, str]) -> GateView:
    approvers = tuple((approver.role, condition(approver.when, names)) for approver in gate.approvers)
    return GateView(gate, anchor, approvers, criteria_of(gate, tick("gate", first)), quorum_in_words(gate))


def quorum_in_words(gate: Gate) -> str:
    """How many approvers must agree, in words; '' where there is one approver and no rule."""
    number = len(gate.approvers)
    if isinstance(gate.quorum, int):
        return f"{gate.quorum} of {number} must agree"
    if number > 1:
        return "one of them is enough" if gate.quorum == "any" else "all must agree"
    return ""


def _span(steps: Sequence[Step]) -> str:
    """From when to when the steps are due, in words."""
    dues = sorted((offset(step.due) for step in steps), key=lambda due: due.nominal_hours)
    if not dues:
        return ""
    first, last = dues[0], dues[-1]
    if first == last:
        return first.in_words()
    same = first.unit == last.unit and first.amount * last.amount > 0
    start = str(abs(first.amount)) if same else _point(first)
    return f"{start} to {_point(last)}"


def _point(due: Offset) -> str:
    return due.in_words() if due.amount else "day 0"
