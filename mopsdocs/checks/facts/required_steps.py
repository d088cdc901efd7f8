"""What regions require of playbooks, and which of their steps do that work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import Playbook, Region, RequiredStep
from mopsdocs.documents.required_steps import concerns


@dataclass(frozen=True, slots=True)
class Demand:
    """A step that a region requires of a playbook, and the pointer to it in the region.

    `carried` is the step of the playbook that does this work, under the same id or one that either had before.
    """

    required: RequiredStep
    pointer: Pointer
    carried: PlacedStep | None


def demands(playbook: Playbook, region: Region) -> Iterator[Demand]:
    """Every step that `region` requires of `playbook`, in the region's order."""
    concerned = [(index, item) for index, item in enumerate(region.required_steps) if concerns(item, playbook)]
    if not concerned:
        return
    wanted = {id for _, item in concerned for id in (item.step.id, *item.step.previous_ids)}
    carrying = _carrying(playbook, wanted)
    for index, item in concerned:
        ids = (item.step.id, *item.step.previous_ids)
        carried = next((carrying[id] for id in ids if id in carrying), None)
        yield Demand(item, ("required_steps", index, "step"), carried)


def _carrying(playbook: Playbook, wanted: set[str]) -> dict[str, PlacedStep]:
    """The steps of `playbook` by those of their ids, former ones included, that are `wanted`."""
    found: dict[str, PlacedStep] = {}
    for number, stage in enumerate(playbook.stages):
        for index, step in enumerate(stage.steps):
            if step.id in wanted or (step.previous_ids and not wanted.isdisjoint(step.previous_ids)):
                placed = PlacedStep(step, ("stages", number, "steps", index))
                found[step.id] = placed
                for id in step.previous_ids:
                    found.setdefault(id, placed)
    return found
