"""Work on content behind the last gate before a launch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.gates import PlacedGate, is_after, placed_gates
from mopsdocs.checks.facts.launches import Launch, launches
from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.documents.model import Playbook

_CONTENT_STAGES: Final = frozenset({"build", "content_review"})
_STAGES_WITHOUT_CONTENT: Final = frozenset({"planning", "segmentation"})


@dataclass(frozen=True, slots=True)
class LateChange:
    """A step that makes or changes content and comes after `gate`, the last one before `launch`.

    `placed` says whether it stands behind the gate; otherwise it is only due later.
    """

    step: PlacedStep
    gate: PlacedGate
    launch: Launch
    placed: bool


def late_changes(playbook: Playbook) -> Iterator[LateChange]:
    """Every such step of `playbook`, in reading order. Launches whose own stage has a gate let nothing through."""
    gates = [gate for gate in placed_gates(playbook) if _is_shown_content(playbook, gate)]
    begin = 0
    for launch in launches(playbook):
        before = [gate for gate in gates if gate.stage < launch.stage]
        if before and playbook.stages[launch.stage].gate is None:
            for number in range(begin, launch.stage):
                yield from _in_stage(playbook, number, before[-1], launch)
        begin = launch.stage + 1


def _is_shown_content(playbook: Playbook, gate: PlacedGate) -> bool:
    """Whether what goes live may have been shown at `gate`; a yes to a plan or to an audience approves no content."""
    return gate.gate.type == "go_no_go" or playbook.stages[gate.stage].type not in _STAGES_WITHOUT_CONTENT


def _in_stage(playbook: Playbook, number: int, gate: PlacedGate, launch: Launch) -> Iterator[LateChange]:
    """Tasks of the stage `number`. Those of the gate's own stage are what the gate decides on."""
    stage = playbook.stages[number]
    if stage.type not in _CONTENT_STAGES or number == gate.stage:
        return
    decided = gate.gate.due
    for index, step in enumerate(stage.steps):
        if step.kind != "task" or is_after(step.due, launch.due):
            continue
        placed = number > gate.stage and (decided is None or not is_after(decided, step.due))
        if placed or (number < gate.stage and decided is not None and is_after(step.due, decided)):
            yield LateChange(PlacedStep(step, ("stages", number, "steps", index)), gate, launch, placed)
