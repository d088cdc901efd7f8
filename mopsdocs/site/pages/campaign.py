"""Campaigns: the index and one page per run of a playbook, with its days, its progress and its decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from mopsdocs.campaigns.model import Problem, ScheduledStep
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.results import Achieved, achievements
from mopsdocs.checks.facts.records import record_of
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Progress, Step
from mopsdocs.site.page import Page
from mopsdocs.site.pages.agenda import Agenda, Item
from mopsdocs.site.pages.conditions import Condition, condition
from mopsdocs.site.pages.facts import facts_of, title_of
from mopsdocs.site.pages.gates import GateRow, gate_rows
from mopsdocs.site.pages.playbook import BRIEF
from mopsdocs.site.pages.runs import Run
from mopsdocs.site.pages.steps import variable_names
from mopsdocs.site.pages.subscription import Subscriptions, calendar_url
from mopsdocs.site.pages.ticks import Point, points_of, tick
from mopsdocs.site.pages.work_back import WorkBack

NEXT: Final = 3
"""Things that the page names as next, for each role."""

OUTCOMES: Final = {
    "met": "Target met",
    "missed": "Target missed",
    "not-measured": "Not measured yet",
    "no-target": "No target",
    "not-comparable": "For you to judge",
}
"""How a result compares with its target, in words."""

_SUMMARY: Final = "Playbooks being run: one page per campaign with its dates, people, progress and decisions."


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its day and its record; without a schedule it has no day. `tick` is the name of its tick."""

    step: Step
    url: str
    planned: ScheduledStep | None
    record: Progress | None
    tick: str
    names: Mapping[str, str]

    @property
    def is_regional(self) -> bool:
        """Whether the region requires it, and not the playbook."""
        return self.url.startswith("regions/")

    @property
    def settled(self) -> bool:
        """Whether it is done, or something else has been agreed on."""
        return self.record is not None or (self.planned is not None and not self.planned.is_open)

    @property
    def checklist(self) -> tuple[Point, ...]:
        """What is still to be looked at."""
        return () if self.settled else points_of(self.step.checklist, self.tick, self.names)


@dataclass(frozen=True, slots=True)
class StageProgress:
    """The steps of one stage."""

    title: str
    steps: tuple[StepRow, ...]

    @property
    def done(self) -> int:
        """How many steps are settled."""
        return sum(row.settled for row in self.steps)


@dataclass(frozen=True, slots=True)
class Next:
    """What a role does next: the first few things that are open, and how many come after them."""

    role: str
    person: str
    items: tuple[Item, ...]
    more: int


class CampaignView:
    """What a campaign's page shows."""

    def __init__(self, library: Library, run: Run, agenda: Agenda) -> None:
        self._library = library
        self._agenda = agenda
        self.run = run
        self.campaign: Campaign = run.campaign
        self.schedule = run.schedule

    @property
    def playbook_title(self) -> str:
        """Title of what it runs; the id where there is no such playbook."""
        source = self.run.source
        return title_of(self._library, source) if source is not None else self.campaign.playbook

    @cached_property
    def stages(self) -> tuple[StageProgress, ...]:
        """Progress, stage by stage."""
        playbook = self.run.playbook
        planned = {step.id: step for step in self.schedule.steps} if self.schedule is not None else {}
        firsts = first_ids(playbook.steps) if playbook is not None else {}
        names = variable_names(playbook) if playbook is not None else {}
        return tuple(
            StageProgress(
                stage.title,
                tuple(
                    StepRow(
                        step,
                        self.run.part_url("step", step.id),
                        planned.get(step.id),
                        record_of(self.campaign, step),
                        tick("step", firsts[step.id]),
                        names,
                    )
                    for step in stage.steps
                ),
            )
            for stage in (playbook.stages if playbook is not None else ())
        )

    @property
    def current(self) -> StageProgress | None:
        """The first stage with something to do."""
        return next((stage for stage in self.stages if stage.done < len(stage.steps)), None)

    @property
    def counts(self) -> tuple[int, int]:
        """Steps settled and steps in all."""
        return sum(stage.done for stage in self.stages), sum(len(stage.steps) for stage in self.stages)

    @cached_property
    def picture(self) -> WorkBack | None:
        """The time of the campaign as a picture; None without a schedule."""
        return WorkBack(self.schedule) if self.schedule is not None else None

    @property
    def next(self) -> tuple[Next, ...]:
        """For each role with something to do what it does next; who is due first comes first."""
        found: dict[str, list[Item]] = {}
        made = self.schedule if self.run.is_ahead else None
        for item in self._agenda.of(self.run, made) if made is not None else ():
            if item.open:
                for role in item.roles:
                    found.setdefault(role, []).append(item)
        return tuple(
            Next(role, self.campaign.people.get(role, ""), tuple(items[:NEXT]), max(len(items) - NEXT, 0))
            for role, items in found.items()
        )

    @property
    def is_troubled(self) -> bool:
        """Whether one of its problems is more than a remark."""
        return any(problem.level is not Severity.INFO for problem in self.problems)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the schedule on whatever day one looks at it."""
        return tuple(problems_of(self.schedule)) if self.schedule is not None else ()

    @property
    def left_out(self) -> tuple[tuple[Step, str, Condition | None], ...]:
        """Steps that the campaign does not have, each with its address and the condition that does not hold."""
        if self.schedule is None:
            return ()
        plan = self.schedule.plan
        names = variable_names(plan.run.whole)
        return tuple((step, self.run.part_url("step", step.id), condition(step.when, names)) for step in plan.left_out)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Recorded steps that nobody knows, where there is no schedule to say so."""
        if self.schedule is not None:
            return ()
        known = {id for stage in self.stages for row in stage.steps for id in (row.step.id, *row.step.previous_ids)}
        return tuple(sorted(set(self.campaign.progress) - known))

    @cached_property
    def gates(self) -> tuple[GateRow, ...]:
        """Its gates, and where they stand."""
        return tuple(gate_rows(self._library, self.run))

    @property
    def next_gate(self) -> GateRow | None:
        """The first gate that is not met."""
        return next((gate for gate in self.gates if not gate.met), None)

    @property
    def gates_met(self) -> int:
        """How many of them are met."""
        return sum(gate.met for gate in self.gates)

    @property
    def brief(self) -> tuple[tuple[str, str], ...]:
        """Label and text of every part of the brief that is filled in."""
        if self.campaign.brief is None:
            return ()
        parts = ((label, getattr(self.campaign.brief, name)) for name, label in BRIEF)
        return tuple((label, text) for label, text in parts if text)

    @property
    def variables(self) -> tuple[tuple[str, str | int | bool], ...]:
        """Title and value of everything that was decided for this campaign."""
        names = variable_names(self.run.playbook) if self.run.playbook is not None else {}
        return tuple((names.get(id, id), value) for id, value in sorted(self.campaign.variables.items()))

    @property
    def achieved(self) -> tuple[Achieved, ...]:
        """Results beside what the playbook aims at; nothing before there is a first result."""
        if not self.campaign.results:
            return ()
        if self.run.playbook is None:
            return tuple(
                Achieved(one.metric, None, one.value, one.on, one.note, "no-target", False)
                for one in self.campaign.results
            )
        metrics = {entry.id: entry.item for entry in self._library.entries("metric")}
        return achievements(self.campaign, self.run.playbook, metrics)

    @property
    def step_titles(self) -> dict[str, str]:
        """Titles of the steps by the ids that they have or had."""
        rows = [row.step for stage in self.stages for row in stage.steps]
        return {id: step.title for step in rows for id in (*step.previous_ids, step.id)}


class CampaignIndex:
    """All campaigns, the latest day 0 first."""

    def __init__(self, library: Library, agenda: Agenda) -> None:
        self._library = library
        self._agenda = agenda

    @property
    def rows(self) -> Iterator[CampaignView]:
        """Every campaign."""
        for run in sorted(self._agenda.runs.all, key=lambda run: run.campaign.anchor_date, reverse=True):
            yield CampaignView(self._library, run, self._agenda)


def pages(library: Library, agenda: Agenda, subscriptions: Subscriptions) -> Iterator[Page]:
    """The index and every campaign."""
    entries = library.entries("campaign")
    if not entries:
        return
    yield Page("campaigns/", "Campaigns", "campaigns.html", {"index": CampaignIndex(library, agenda)}, _SUMMARY)
    for entry in entries:
        campaign: Campaign = entry.item
        run = agenda.runs.of(entry.id)
        made = run.schedule
        files = {calendar_url(run): partial(subscriptions.made, run, made)} if made is not None else {}
        context = {
            "view": CampaignView(library, run, agenda),
            "outcomes": OUTCOMES,
            "calendar_file": next(iter(files), ""),
            "calendar_address": subscriptions.address(run),
        }
        yield Page(
            run.url,
            f"{campaign.title} – {run.region}",
            "campaign.html",
            context,
            campaign.summary or "",
            facts_of(library, entry.path, region=campaign.region),
            synonyms=(campaign.id,),
            files=files,
            category=str(campaign.anchor_date.year),
        )
