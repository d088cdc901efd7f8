"""Steps that a region requires: which playbooks they concern, and where they come in one."""

from __future__ import annotations

import msgspec

from mopsdocs.documents.model import Playbook, PlaybookHead, Region, RequiredStep, Stage
from mopsdocs.documents.stages import STAGE_ORDER


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


def concerns(required: RequiredStep, playbook: PlaybookHead) -> bool:
    """A step that is required on certain channels concerns playbooks with one of them, or without any named."""
    return not required.channels or not playbook.channels or bool(set(required.channels) & set(playbook.channels))


def stage_for(required: RequiredStep, stages: tuple[Stage, ...]) -> int:
    """The last stage of the wanted type; without one, the last stage of an earlier type, else the first stage."""
    wanted = STAGE_ORDER.index(required.after_stage_type)
    ranks = [STAGE_ORDER.index(stage.type) for stage in stages]
    best = max((rank for rank in ranks if rank <= wanted), default=ranks[0])
    return len(ranks) - 1 - ranks[::-1].index(best)
