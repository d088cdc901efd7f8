"""What a campaign really runs.

The regional copy carries its region's required steps in its text. A campaign that runs the library playbook gets
them laid over it, as DESIGN section 3 says.
"""

from __future__ import annotations

from typing import cast

import msgspec

from mopsdocs.documents.conditions.applying import applied, conditions, decisions
from mopsdocs.documents.conditions.facts import facts
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Playbook, PlaybookHead, Region, RequiredStep, Stage
from mopsdocs.documents.stages import STAGE_ORDER


def playbook_run(library: Library, campaign: Campaign) -> Playbook | None:
    """The playbook that `campaign` runs with every step that there is in its region; None when there is no playbook."""
    playbook = library.playbook_of(campaign)
    region = library.get("region", campaign.region)
    if playbook is None or playbook.region is not None or region is None:
        return playbook
    return with_required_steps(playbook, cast(Region, region.item))


def campaign_run(library: Library, campaign: Campaign) -> Playbook | None:
    """The same without what the campaign does not have because a condition does not hold for it."""
    playbook = playbook_run(library, campaign)
    region = library.get("region", campaign.region)
    if playbook is None:
        return None
    item = cast(Region, region.item) if region is not None else None
    return applied(playbook, facts(playbook, item, campaign.variables))


def open_conditions(library: Library, campaign: Campaign, playbook: Playbook) -> frozenset[str]:
    """The conditions in `playbook`, which is what `campaign` runs, of which nobody can tell yet whether they hold."""
    asked = conditions(playbook)
    region = library.get("region", campaign.region) if asked else None
    item = cast(Region, region.item) if region is not None else None
    decided = decisions(asked, facts(playbook, item, campaign.variables)) if asked else ()
    return frozenset(when for when, held in zip(asked, decided, strict=True) if held is None)


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
