"""Steps of a document with the place each has in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import Gate, Model, Playbook, Region, Stage, Step


class PlacedStep(NamedTuple):
    """A step of a playbook, or one that a region requires, and the pointer to it."""

    step: Step
    pointer: Pointer


def steps_of(stage: Stage, number: int) -> list[PlacedStep]:
    """The steps of a playbook's stage, the one with that `number`, in reading order."""
    return [PlacedStep(step, ("stages", number, "steps", index)) for index, step in enumerate(stage.steps)]


def placed_steps(model: Model) -> Iterator[PlacedStep]:
    """Every step of a playbook or a region in reading order; nothing for other documents."""
    if isinstance(model, Playbook):
        for number, stage in enumerate(model.stages):
            yield from steps_of(stage, number)
    elif isinstance(model, Region):
        for number, required in enumerate(model.required_steps):
            yield PlacedStep(required.step, ("required_steps", number, "step"))


def steps_by_id(model: Model) -> dict[str, PlacedStep]:
    """The steps of `model` by id. Of two with the same id the first counts; the second is a finding of its own."""
    found: dict[str, PlacedStep] = {}
    for placed in placed_steps(model):
        found.setdefault(placed.step.id, placed)
    return found


@dataclass(frozen=True, slots=True)
class ClosedWork:
    """A gate and what it decides on: the steps since the gate before it."""

    gate: Gate
    pointer: Pointer
    steps: tuple[PlacedStep, ...]


def work_closed_by_gates(playbook: Playbook) -> Iterator[ClosedWork]:
    """Every gate of `playbook` with the steps of its stage and of the stages since the gate before."""
    since: list[PlacedStep] = []
    for number, stage in enumerate(playbook.stages):
        since += steps_of(stage, number)
        if stage.gate is not None:
            yield ClosedWork(stage.gate, ("stages", number, "gate"), tuple(since))
            since = []
