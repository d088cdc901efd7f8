"""What a campaign really runs.

The regional copy carries its region's required steps in its text. A campaign that runs the library playbook gets
them laid over it, as DESIGN section 3 says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import msgspec

from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Playbook, PlaybookHead, Region, RequiredStep, Stage
from mopsdocs.documents.stages import STAGE_ORDER


def playbook_run(library: Library, campaign: Campaign) -> Playbook | None:
    """The playbook that `campaign` runs with every step it has there; None when there is no such playbook."""
    playbook = library.playbook_of(campaign)
    region = library.get("region", campaign.region)
    if playbook is None or playbook.region is not None or region is None:
        return playbook
    return with_required_steps(playbook, cast(Region, region.item))


def with_required_steps(playbook: Playbook, region: Region) -> Playbook:
    """`playbook` with the steps that `region` requires at the end of the stages they belong after."""
    present = {step.id for step in playbook.steps}
    added: dict[int, list[RequiredStep]] = {}
    for required in region.required_steps:
        if required.step.id not in present and concerns(required, playbook):
            added.setdefault(stage_for(required, playbook.stages), []).append(required)
    if not added:
        return playbook
    stages = tuple(
        msgspec.structs.replace(stage, steps=(*stage.steps, *(required.step for required in added.get(index, ()))))
        for index, stage in enumerate(playbook.stages)
    )
    return msgspec.structs.replace(playbook, stages=stages)


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


def concerns(required: RequiredStep, playbook: PlaybookHead) -> bool:
    """A step that is required on certain channels concerns playbooks with one of them, or without any named."""
    return not required.channels or not playbook.channels or bool(set(required.channels) & set(playbook.channels))


def stage_for(required: RequiredStep, stages: tuple[Stage, ...]) -> int:
    """The last stage of the wanted type; without one, the last stage of an earlier type, else the first stage."""
    wanted = STAGE_ORDER.index(required.after_stage_type)
    ranks = [STAGE_ORDER.index(stage.type) for stage in stages]
    best = max((rank for rank in ranks if rank <= wanted), default=ranks[0])
    return len(ranks) - 1 - ranks[::-1].index(best)
