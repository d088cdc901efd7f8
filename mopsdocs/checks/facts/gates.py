"""Gates of a playbook with the place each has in it, and the day by which each has to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mopsdocs.checks.facts.launches import Launch
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import Gate, Playbook
from mopsdocs.documents.timing import offset


@dataclass(frozen=True, slots=True)
class PlacedGate:
    """A gate, the number of the stage that it ends, and the pointer to it."""

    gate: Gate
    stage: int
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a gate has to be decided at the latest, written like a due date, and the field that says so."""

    due: str
    field: str


def placed_gates(playbook: Playbook) -> Iterator[PlacedGate]:
    """Every gate of `playbook` in reading order."""
    for number, stage in enumerate(playbook.stages):
        if stage.gate is not None:
            yield PlacedGate(stage.gate, number, ("stages", number, "gate"))


def deadline(gate: Gate, launch: Launch | None) -> Deadline | None:
    """The `due` of `gate`, else the day that its `close_before` leaves before `launch`; None when neither is known.

    Where the units of the launch and of `close_before` do not add up in every calendar, it is the launch itself.
    """
    if gate.due is not None:
        return Deadline(gate.due, "due")
    if gate.close_before is None or launch is None:
        return None
    return Deadline(launch.minus(gate.close_before) or launch.due, "close_before")


@cache
def is_after(due: str, other: str) -> bool:
    """Whether the due date `due` is later than `other` in every calendar."""
    return offset(due).certainly_after(offset(other))
