"""What campaigns really run.

A regional copy carries its region's required steps in its text. A campaign that runs the library playbook gets them
laid over it, as DESIGN section 3 says. What a condition rules out for a campaign is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from mopsdocs.documents.conditions.applying import Decisions, conditions, decisions, without
from mopsdocs.documents.conditions.facts import facts
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Playbook, Region
from mopsdocs.documents.required_steps import with_required_steps


@dataclass(frozen=True, slots=True, eq=False)
class CampaignRun:
    """What a campaign runs. Campaigns whose conditions are decided alike have the same one.

    `whole` is the playbook with every step that there is in the region, `playbook` what of it the campaign has.
    `undecided` are the conditions in it of which nobody can tell yet whether they hold.
    """

    whole: Playbook
    playbook: Playbook
    undecided: frozenset[str]


class CampaignRuns:
    """What the campaigns of `library` run, each worked out once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wholes: dict[tuple[str, str], tuple[Playbook, tuple[str, ...]] | None] = {}
        self._runs: dict[tuple[str, str, Decisions], CampaignRun] = {}

    def of(self, campaign: Campaign) -> CampaignRun | None:
        """What `campaign` runs; None when there is no such playbook."""
        whole = self._whole(campaign)
        if whole is None:
            return None
        playbook, asked = whole
        decided = self._decided(campaign, playbook, asked) if asked else ()
        key = (campaign.playbook, campaign.region, decided)
        if key not in self._runs:
            held = dict(zip(asked, decided, strict=True))
            part = without(playbook, frozenset(when for when in asked if held[when] is False))
            self._runs[key] = CampaignRun(playbook, part, frozenset(when for when in asked if held[when] is None))
        return self._runs[key]

    def _whole(self, campaign: Campaign) -> tuple[Playbook, tuple[str, ...]] | None:
        """All that the playbook has in the region, and its conditions."""
        key = (campaign.playbook, campaign.region)
        if key not in self._wholes:
            playbook = self._library.playbook_of(campaign)
            region = self._region(campaign)
            if playbook is not None and playbook.region is None and region is not None:
                playbook = with_required_steps(playbook, region)
            self._wholes[key] = (playbook, conditions(playbook)) if playbook is not None else None
        return self._wholes[key]

    def _decided(self, campaign: Campaign, playbook: Playbook, asked: tuple[str, ...]) -> Decisions:
        return decisions(asked, facts(playbook, self._region(campaign), campaign.variables))

    def _region(self, campaign: Campaign) -> Region | None:
        entry = self._library.get("region", campaign.region)
        return cast(Region, entry.item) if entry is not None else None
