"""A playbook as one campaign has it: without the steps, checks and approvers whose conditions do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from mopsdocs.documents.conditions.evaluation import Values, holds
from mopsdocs.documents.model import Gate, Playbook, Stage, Step

Decisions = tuple[bool | None, ...]
"""Whether each of the `conditions` of a playbook holds, None where that is not known yet."""


def conditions(playbook: Playbook) -> tuple[str, ...]:
    """Every condition in `playbook`, each once, in reading order."""
    return tuple(dict.fromkeys(_conditions(playbook)))


def _conditions(playbook: Playbook) -> Iterator[str]:
    for stage in playbook.stages:
        for step in stage.steps:
            yield from filter(None, (step.when, *(item.when for item in step.checklist)))
        if stage.gate is not None:
            yield from filter(None, (approver.when for approver in stage.gate.approvers))


def decisions(asked: tuple[str, ...], values: Values) -> Decisions:
    """What `values` decide of the conditions `asked`. Campaigns with the same decisions have the same work."""
    return tuple(holds(when, values) for when in asked)


def without(playbook: Playbook, refused: frozenset[str]) -> Playbook:
    """`playbook` without what has one of the conditions `refused`.

    A step that waits for one that is left out waits for what that one waits for. Gates stay even without approvers.
    """
    if not refused:
        return playbook
    left_out = {step.id: step for step in playbook.steps if step.when in refused}
    stages = tuple(_stage(stage, refused, left_out) for stage in playbook.stages)
    return msgspec.structs.replace(playbook, stages=stages)


def _stage(stage: Stage, refused: frozenset[str], left_out: Mapping[str, Step]) -> Stage:
    steps = tuple(_step(step, refused, left_out) for step in stage.steps if step.when not in refused)
    return msgspec.structs.replace(stage, steps=steps, gate=_gate(stage.gate, refused))


def _step(step: Step, refused: frozenset[str], left_out: Mapping[str, Step]) -> Step:
    checklist = tuple(item for item in step.checklist if item.when not in refused)
    depends_on = tuple(dict.fromkeys(_waits_for(step, left_out, set()))) if left_out else step.depends_on
    if checklist == step.checklist and depends_on == step.depends_on:
        return step
    return msgspec.structs.replace(step, checklist=checklist, depends_on=depends_on)


def _waits_for(step: Step, left_out: Mapping[str, Step], seen: set[str]) -> Iterator[str]:
    for id in step.depends_on:
        if id not in left_out:
            yield id
        elif id not in seen:
            seen.add(id)
            yield from _waits_for(left_out[id], left_out, seen)


def _gate(gate: Gate | None, refused: frozenset[str]) -> Gate | None:
    if gate is None or all(approver.when not in refused for approver in gate.approvers):
        return gate
    approvers = tuple(approver for approver in gate.approvers if approver.when not in refused)
    return msgspec.structs.replace(gate, approvers=approvers)
