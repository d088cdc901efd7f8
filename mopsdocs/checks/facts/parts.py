"""Parts of a document that have an id of their own: stages, gates, steps and checklist items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import Gate, Model, Playbook, Process, ProcessStep, Region, Stage, Step


@dataclass(frozen=True, slots=True)
class Part:
    """One such part. Its id is its own among the parts of the same `what` and `within`.

    `what` is "stage", "gate", "step" or "checklist item". Steps and gates count across all stages of their playbook;
    the items of a checklist count `within` the step of that id.
    """

    what: str
    within: str
    id: str
    title: str
    text: str
    previous_ids: tuple[str, ...]
    pointer: Pointer


def parts_of(model: Model) -> Iterator[Part]:
    """The parts of a playbook, a process or a region in reading order; nothing for other documents."""
    if isinstance(model, Playbook):
        for number, stage in enumerate(model.stages):
            here: Pointer = ("stages", number)
            yield _part("stage", stage, here)
            for index, step in enumerate(stage.steps):
                yield from _step(step, (*here, "steps", index))
            if stage.gate is not None:
                yield _part("gate", stage.gate, (*here, "gate"))
    elif isinstance(model, Process):
        for index, process_step in enumerate(model.steps):
            yield from _step(process_step, ("steps", index))
    elif isinstance(model, Region):
        for index, required in enumerate(model.required_steps):
            yield from _step(required.step, ("required_steps", index, "step"))


def any_previous_ids(model: Model) -> bool:
    """Whether a part of the document has ids from before, as few do; quicker than a look at all its parts."""
    if isinstance(model, Playbook):
        for stage in model.stages:
            if stage.previous_ids or (stage.gate is not None and stage.gate.previous_ids) or _any_in(stage.steps):
                return True
    elif isinstance(model, Process):
        return _any_in(model.steps)
    elif isinstance(model, Region):
        return _any_in([required.step for required in model.required_steps])
    return False


def _any_in(steps: Iterable[Step | ProcessStep]) -> bool:
    for step in steps:
        if step.previous_ids or (step.checklist and any(item.previous_ids for item in step.checklist)):
            return True
    return False


def _step(step: Step | ProcessStep, pointer: Pointer) -> Iterator[Part]:
    yield _part("step", step, pointer)
    for index, item in enumerate(step.checklist):
        at = (*pointer, "checklist", index)
        yield Part("checklist item", step.id, item.id, item.text, "", item.previous_ids, at)


def _part(what: str, part: Stage | Gate | Step | ProcessStep, pointer: Pointer) -> Part:
    return Part(what, "", part.id, part.title, part.description or "", part.previous_ids, pointer)
