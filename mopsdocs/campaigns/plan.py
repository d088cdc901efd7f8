"""The plans of a workspace: campaigns with playbook, region and calendar, each looked up once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.course import Course, course_of
from mopsdocs.campaigns.model import Plan
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.documents.campaign_run import CampaignRun, CampaignRuns
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Person, Region
from mopsdocs.errors import MopsError

RUNNING: Final = frozenset({"planned", "running", "launched"})
"""Where campaigns stand whose work is still ahead of somebody."""


class Plans:
    """Makes plans from the documents of `library`, which are all valid."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._calendars: dict[str, WorkingCalendar] = {}
        self._runs = CampaignRuns(library)
        self._courses: dict[CampaignRun, Course] = {}
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
        run = self._runs.of(campaign)
        if run is None:
            raise MopsError(
                f'{campaign.id} runs the playbook "{campaign.playbook}", which there is not.',
                self._remedy("playbook", campaign.playbook, file),
            )
        item = cast(Region, region.item)
        if run not in self._courses:
            self._courses[run] = course_of(run.playbook)
        return Plan(campaign, run, self._courses[run], item, self.calendar(item), self._people, self._staff)

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

    def _remedy(self, kind: str, word: str, file: str) -> str:
        meant = self._library.closest_id((kind,), word)
        return f"Did you mean {meant}? Correct {kind} in {file}." if meant else f"Correct {kind} in {file}."
