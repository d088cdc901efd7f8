"""Campaigns: the index and one page per run of a playbook, with its progress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Approval, Campaign, Gate, Playbook, Progress, Step
from mopsdocs.documents.playbook_run import playbook_run
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import facts_of, region_title, title_of
from mopsdocs.site.pages.playbook import BRIEF
from mopsdocs.site.urls import url_of


@dataclass(frozen=True, slots=True)
class StageProgress:
    """The steps of one stage, each with its record when it is done; `added` ids are the region's own."""

    title: str
    steps: tuple[tuple[Step, Progress | None, bool], ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(record is not None for _, record, _ in self.steps)


class CampaignView:
    """What a campaign's page shows."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self._library = library
        self.campaign: Campaign = entry.item

    @property
    def playbook(self) -> Playbook | None:
        """The playbook or regional copy that it runs."""
        return self._library.playbook_of(self.campaign)

    @property
    def playbook_entry(self) -> Entry | None:
        """Where that playbook stands."""
        playbook = self.playbook
        if playbook is None or playbook.region is None:
            return self._library.get("playbook", self.campaign.playbook)
        copies = self._library.copies(playbook.id)
        return next(copy for copy in copies if copy.item is playbook)

    @property
    def playbook_title(self) -> str:
        """Title of what it runs; the id where there is no such playbook."""
        entry = self.playbook_entry
        return title_of(self._library, entry) if entry is not None else self.campaign.playbook

    @cached_property
    def stages(self) -> tuple[StageProgress, ...]:
        """Progress, stage by stage."""
        playbook = self.playbook
        if playbook is None:
            return ()
        run = playbook_run(self._library, self.campaign) or playbook
        own = {step.id for step in playbook.steps}
        progress = self.campaign.progress
        return tuple(
            StageProgress(
                stage.title,
                tuple((step, progress.get(step.id), step.id not in own) for step in stage.steps),
            )
            for stage in run.stages
        )

    @property
    def counts(self) -> tuple[int, int]:
        """Steps done and steps in all."""
        return sum(stage.done for stage in self.stages), sum(len(stage.steps) for stage in self.stages)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Recorded steps that the playbook does not have."""
        known = {step.id for stage in self.stages for step, _, _ in stage.steps}
        return tuple(sorted(set(self.campaign.progress) - known))

    @property
    def gates(self) -> tuple[tuple[str, Gate | None, tuple[Approval, ...]], ...]:
        """Every gate with the decisions taken at it; gates that the playbook does not have come last."""
        by_gate: dict[str, list[Approval]] = {}
        for approval in self.campaign.approvals:
            by_gate.setdefault(approval.gate, []).append(approval)
        playbook = self.playbook
        gates = [stage.gate for stage in playbook.stages if stage.gate] if playbook else []
        rows = [(gate.id, gate, tuple(by_gate.pop(gate.id, ()))) for gate in gates]
        return (*rows, *((id, None, tuple(found)) for id, found in by_gate.items()))

    @property
    def brief(self) -> tuple[tuple[str, str], ...]:
        """Label and text of every part of the brief that is filled in."""
        if self.campaign.brief is None:
            return ()
        parts = ((label, getattr(self.campaign.brief, name)) for name, label in BRIEF)
        return tuple((label, text) for label, text in parts if text)

    @property
    def step_titles(self) -> dict[str, str]:
        """Titles of the steps by id."""
        return {step.id: step.title for stage in self.stages for step, _, _ in stage.steps}


class CampaignIndex:
    """All campaigns, the latest day 0 first."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def rows(self) -> Iterator[tuple[Entry, str, tuple[int, int]]]:
        """Each campaign with its playbook's title and its progress."""
        by_id = sorted(self._library.entries("campaign"), key=lambda entry: entry.id)
        for entry in sorted(by_id, key=lambda entry: entry.item.anchor_date, reverse=True):
            view = CampaignView(self._library, entry)
            yield entry, view.playbook_title, view.counts


def pages(library: Library) -> Iterator[Page]:
    """The index and every campaign."""
    if not library.entries("campaign"):
        return
    summary = "Playbooks being run: one page per campaign with its dates, people, progress and decisions."
    yield Page("campaigns/", "Campaigns", "campaigns.html", {"index": CampaignIndex(library)}, summary)
    for entry in library.entries("campaign"):
        campaign: Campaign = entry.item
        facts = facts_of(library, entry.path, region=campaign.region)
        summary = campaign.summary or ""
        title = f"{campaign.title} – {region_title(library, campaign.region)}"
        yield Page(url_of(entry), title, "campaign.html", {"view": CampaignView(library, entry)}, summary, facts)
