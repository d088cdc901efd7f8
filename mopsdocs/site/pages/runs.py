"""All campaigns with their schedules, worked out once for all pages of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mopsdocs.campaigns.load import WeekLoad, week_loads
from mopsdocs.campaigns.plan import RUNNING, Plans
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Campaign, Playbook, Step
from mopsdocs.documents.playbook_run import campaign_run
from mopsdocs.errors import MopsError
from mopsdocs.site.pages.facts import region_title
from mopsdocs.site.urls import url_of


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A campaign and what it runs.

    `source` is where its playbook or regional copy stands, `own` are the ids of the steps that are written there; the
    others are required by the region. There is no `schedule` where the campaign names something that there is not;
    `lacking` then says what.
    """

    entry: Entry
    region: str
    playbook: Playbook | None
    source: Entry | None
    own: frozenset[str]
    schedule: Schedule | None
    lacking: MopsError | None = None

    @property
    def campaign(self) -> Campaign:
        """The document."""
        campaign: Campaign = self.entry.item
        return campaign

    @property
    def url(self) -> str:
        """Address of the campaign's page."""
        return url_of(self.entry)

    @property
    def is_ahead(self) -> bool:
        """Whether there is work ahead of somebody."""
        return self.campaign.status in RUNNING

    def step_url(self, step: Step) -> str:
        """Address of the place that tells how `step` is done."""
        if step.id in self.own and self.source is not None:
            return f"{url_of(self.source)}#step-{step.id}"
        return f"regions/{self.campaign.region}/#step-{step.id}"

    def gate_url(self, id: str) -> str:
        """Address of the gate called `id` in the playbook."""
        return f"{url_of(self.source)}#gate-{id}" if self.source is not None else self.url


class Runs:
    """The campaigns of `library`. What costs time is done when somebody asks for it, and once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._plans = Plans(library)
        self._sources: dict[tuple[str, str], tuple[Entry | None, frozenset[str]]] = {}

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
        source, own = self._source(campaign)
        try:
            plan = self._plans.plan(campaign)
        except MopsError as error:
            return Run(entry, region, campaign_run(self._library, campaign), source, own, None, error)
        return Run(entry, region, plan.playbook, source, own, schedule(plan))

    def _source(self, campaign: Campaign) -> tuple[Entry | None, frozenset[str]]:
        """Where the playbook stands that `campaign` runs, and the ids of its steps."""
        key = (campaign.playbook, campaign.region)
        if key not in self._sources:
            playbook = self._library.playbook_of(campaign)
            copies = self._library.copies(campaign.playbook)
            copy = next((copy for copy in copies if copy.head.region == campaign.region), None)
            found = copy or self._library.get("playbook", campaign.playbook)
            own = frozenset(step.id for step in playbook.steps) if playbook is not None else frozenset[str]()
            self._sources[key] = (found, own)
        return self._sources[key]
