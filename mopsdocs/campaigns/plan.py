"""The plans of a workspace: campaigns with playbook, region and calendar, each looked up once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.course import Course, course_of
from mopsdocs.campaigns.model import Plan
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.documents.conditions.applying import Decisions, conditions, decisions, without
from mopsdocs.documents.conditions.facts import facts
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Person, Playbook, Region
from mopsdocs.documents.playbook_run import playbook_run
from mopsdocs.errors import MopsError

RUNNING: Final = frozenset({"planned", "running", "launched"})
"""Where campaigns stand whose work is still ahead of somebody."""


class Plans:
    """Makes plans from the documents of `library`, which are all valid."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._calendars: dict[str, WorkingCalendar] = {}
        self._wholes: dict[tuple[str, str], tuple[Playbook, tuple[str, ...]] | None] = {}
        self._runs: dict[tuple[str, str, Decisions], tuple[Playbook, frozenset[str], Course]] = {}
        self._people: Mapping[str, Person] = {entry.id: entry.item for entry in library.entries("person")}
        self._staff = Staff.of(library)

    def plan(self, campaign: Campaign) -> Plan:
        """The plan of `campaign`; raises MopsError where its region or its playbook is not there."""
        file = f"playbooks/campaigns/{campaign.id}.yml"
        region = self._library.get("region", campaign.region)
        if region is None:
            raise MopsError(
                f'{campaign.id} runs in the region "{campaign.region}", which there is not.',
                self._remedy("region", campaign.region, file),
            )
        whole = self._whole(campaign)
        if whole is None:
            raise MopsError(
                f'{campaign.id} runs the playbook "{campaign.playbook}", which there is not.',
                self._remedy("playbook", campaign.playbook, file),
            )
        item = cast(Region, region.item)
        run = self._run(campaign, *whole, item)
        return Plan(campaign, whole[0], *run, item, self.calendar(item), self._people, self._staff)

    def running(self, without: str = "") -> list[Campaign]:
        """The campaigns whose work is ahead, by id; without the one called `without`."""
        campaigns = (cast(Campaign, entry.item) for entry in self._library.entries("campaign"))
        found = [campaign for campaign in campaigns if campaign.status in RUNNING and campaign.id != without]
        return sorted(found, key=lambda campaign: campaign.id)

    def calendar(self, region: Region) -> WorkingCalendar:
        """The calendar of `region`."""
        if region.code not in self._calendars:
            self._calendars[region.code] = WorkingCalendar.of(region)
        return self._calendars[region.code]

    def _whole(self, campaign: Campaign) -> tuple[Playbook, tuple[str, ...]] | None:
        """All that the playbook has in the region, and its conditions."""
        key = (campaign.playbook, campaign.region)
        if key not in self._wholes:
            playbook = playbook_run(self._library, campaign)
            self._wholes[key] = (playbook, conditions(playbook)) if playbook is not None else None
        return self._wholes[key]

    def _run(
        self, campaign: Campaign, whole: Playbook, asked: tuple[str, ...], region: Region
    ) -> tuple[Playbook, frozenset[str], Course]:
        """What of the `whole` the campaign has, worked out once for all whose conditions are decided alike."""
        decided = decisions(asked, facts(whole, region, campaign.variables)) if asked else ()
        key = (campaign.playbook, campaign.region, decided)
        if key not in self._runs:
            held = dict(zip(asked, decided, strict=True))
            playbook = without(whole, frozenset(when for when in asked if held[when] is False))
            undecided = frozenset(when for when in asked if held[when] is None)
            self._runs[key] = (playbook, undecided, course_of(playbook))
        return self._runs[key]

    def _remedy(self, kind: str, word: str, file: str) -> str:
        meant = self._library.closest_id((kind,), word)
        return f"Did you mean {meant}? Correct {kind} in {file}." if meant else f"Correct {kind} in {file}."
