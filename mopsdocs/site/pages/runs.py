"""All campaigns with their schedules, worked out once for all pages of a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mopsdocs.campaigns.load import WeekLoad, week_loads
from mopsdocs.campaigns.plan import RUNNING, Plans
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.documents.campaign_run import CampaignRun, CampaignRuns
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Campaign, Playbook
from mopsdocs.errors import MopsError
from mopsdocs.site.pages.facts import region_title
from mopsdocs.site.urls import part_urls, url_of


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A campaign and its `work`, which is what it runs.

    `source` is where its playbook or regional copy stands, `part_url` the address of the place that describes a step or
    gate, by kind and id. There is no `schedule` where the campaign names something that there is not; `lacking` then
    says what.
    """

    entry: Entry
    region: str
    work: CampaignRun | None
    source: Entry | None
    part_url: Callable[[str, str], str]
    schedule: Schedule | None
    lacking: MopsError | None = None

    @property
    def campaign(self) -> Campaign:
        """The document."""
        campaign: Campaign = self.entry.item
        return campaign

    @property
    def playbook(self) -> Playbook | None:
        """What of its playbook the campaign has."""
        return self.work.playbook if self.work is not None else None

    @property
    def url(self) -> str:
        """Address of the campaign's page."""
        return url_of(self.entry)

    @property
    def is_ahead(self) -> bool:
        """Whether there is work ahead of somebody."""
        return self.campaign.status in RUNNING


class Runs:
    """The campaigns of `library`. What costs time is done when somebody asks for it, and once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._plans = Plans(library)
        self._sources: dict[tuple[str, str], tuple[Entry | None, Callable[[str, str], str]]] = {}

    def of(self, id: str) -> Run:
        """The campaign called `id`, which there is."""
        return self._by_id[id]

    @cached_property
    def all(self) -> tuple[Run, ...]:
        """Every campaign, by id."""
        return tuple(self._by_id[id] for id in sorted(self._by_id))

    @cached_property
    def ahead(self) -> tuple[tuple[Run, Schedule], ...]:
        """Campaigns with work ahead of somebody and a schedule, by id."""
        return tuple((run, run.schedule) for run in self.all if run.is_ahead and run.schedule is not None)

    @cached_property
    def not_counted(self) -> tuple[Run, ...]:
        """Those that would be among them if they had a schedule."""
        return tuple(run for run in self.all if run.is_ahead and run.schedule is None)

    @cached_property
    def loads(self) -> tuple[WeekLoad, ...]:
        """How much work everybody has in every week, over the campaigns that are ahead."""
        people = {entry.id: entry.item for entry in self._library.entries("person")}
        return week_loads((made for _, made in self.ahead), people)

    @cached_property
    def _by_id(self) -> Mapping[str, Run]:
        return {entry.id: self._run(entry) for entry in self._library.entries("campaign")}

    def _run(self, entry: Entry) -> Run:
        campaign: Campaign = entry.item
        region = region_title(self._library, campaign.region)
        source, part_url = self._source(campaign)
        try:
            plan = self._plans.plan(campaign)
        except MopsError as error:
            return Run(entry, region, CampaignRuns(self._library).of(campaign), source, part_url, None, error)
        return Run(entry, region, plan.run, source, part_url, schedule(plan))

    def _source(self, campaign: Campaign) -> tuple[Entry | None, Callable[[str, str], str]]:
        """Where the playbook stands that `campaign` runs, and the addresses of its parts."""
        key = (campaign.playbook, campaign.region)
        if key not in self._sources:
            copies = self._library.copies(campaign.playbook)
            copy = next((copy for copy in copies if copy.head.region == campaign.region), None)
            found = copy or self._library.get("playbook", campaign.playbook)
            self._sources[key] = found, part_urls(self._library, campaign)
        return self._sources[key]
