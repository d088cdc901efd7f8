"""Where a campaign stands on a day: what is done, late, due soon or ahead, and what waits for something undone.

Days come from the campaign's schedule, today is an argument. Of a campaign that is on hold or over nothing is late.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from mopsdocs.campaigns.course import CourseGate, CourseStep
from mopsdocs.campaigns.days import Days
from mopsdocs.campaigns.network import Key
from mopsdocs.campaigns.plan import RUNNING
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.records import deviation_of, lacks_proof, record_of
from mopsdocs.documents.model import Campaign, Deviation, Progress, Step

SOON: Final = 5
"""Working days of the region from today within which something is due soon."""

StepWord = Literal["done", "different", "late", "soon", "ahead", "undated", "resting"]
"""How it is with a step: `different` is decided otherwise (a deviation), `undated` without a day in the calendar,
`resting` open in a campaign that is on hold or over."""

GateWord = Literal["met", "refused", "late", "soon", "ahead", "undated", "resting"]
"""The same of a gate; `refused` means that somebody objects."""


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step of the stage called `stage` on a day. `people` hold the roles that do it.

    `waits_for` are the undone steps and unmet gates before it, empty once it is done or decided otherwise.
    """

    step: Step
    stage: str
    word: StepWord
    date: datetime.date | None
    people: tuple[str, ...]
    record: Progress | None
    deviation: Deviation | None
    waits_for: tuple[Key, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done as the playbook says."""
        return self.word not in ("done", "different")

    @property
    def is_blocked(self) -> bool:
        """Whether somebody should be at it by now, but cannot: it waits for something."""
        return self.word in ("late", "soon") and bool(self.waits_for)

    @property
    def lacks_proof(self) -> bool:
        """Whether it is done without the evidence that it asks for."""
        return self.record is not None and lacks_proof(self.step, self.record)


@dataclass(frozen=True, slots=True)
class GateStanding:
    """A gate on a day: `state` has the decisions and what is missing."""

    state: GateState
    word: GateWord
    date: datetime.date | None


class Standing:
    """A campaign, scheduled as `days` says, on the day `today`."""

    def __init__(self, days: Days, today: datetime.date) -> None:
        self.days = days
        self.today = today

    @property
    def campaign(self) -> Campaign:
        """The campaign."""
        return self.days.plan.campaign

    @cached_property
    def soon(self) -> datetime.date:
        """The last day that is soon."""
        return self.days.plan.calendar.nth(self.today, SOON) or self.today

    @cached_property
    def gate_states(self) -> Mapping[str, GateState]:
        """Where every gate stands, by id, in reading order."""
        return self.days.plan.gates

    @cached_property
    def steps(self) -> tuple[StepStanding, ...]:
        """Every step in order of time, the undated last; on one day in reading order."""
        found = [self._step(one) for one in self.days.plan.course.steps.values()]
        return tuple(sorted(found, key=lambda one: one.date or datetime.date.max))

    @cached_property
    def gates(self) -> tuple[GateStanding, ...]:
        """Every gate in reading order."""
        return tuple(self._gate(one) for one in self.days.plan.course.gates.values())

    def of(self, *words: StepWord) -> tuple[StepStanding, ...]:
        """The steps with which it is so, in order of time."""
        return tuple(one for one in self.steps if one.word in words)

    @property
    def blocked(self) -> tuple[StepStanding, ...]:
        """The steps that are late or due soon and wait for something."""
        return tuple(one for one in self.steps if one.is_blocked)

    @property
    def next_gate(self) -> GateStanding | None:
        """The first gate that is not met."""
        return next((one for one in self.gates if one.word != "met"), None)

    def _step(self, one: CourseStep) -> StepStanding:
        step, campaign = one.step, self.campaign
        placed = self.days.steps[step.id]
        date = placed.date if placed is not None else None
        record, deviation = record_of(campaign, step), deviation_of(campaign, step)
        word: StepWord = "done" if record else "different" if deviation else self._time(date)
        held = (campaign.people[role] for role in step.responsible if role in campaign.people)
        waits = () if word in ("done", "different") else tuple(self._waits_for(one, date))
        return StepStanding(step, one.stage, word, date, tuple(dict.fromkeys(held)), record, deviation, waits)

    def _gate(self, one: CourseGate) -> GateStanding:
        state, placed = self.gate_states[one.gate.id], self.days.gates[one.gate.id].placed
        date = placed.date if placed is not None else None
        if state.met:
            return GateStanding(state, "met", date)
        refused = any(missing.kind == "objection" for missing in state.missing)
        return GateStanding(state, "refused" if refused else self._time(date), date)

    def _time(self, date: datetime.date | None) -> Literal["late", "soon", "ahead", "undated", "resting"]:
        if self.campaign.status not in RUNNING:
            return "resting"
        if date is None:
            return "undated"
        return "late" if date < self.today else "soon" if date <= self.soon else "ahead"

    def _waits_for(self, one: CourseStep, date: datetime.date | None) -> Iterator[Key]:
        """Undone steps that it depends on, and unmet gates of the stages before it that are to be decided before it."""
        course = self.days.plan.course
        for id in one.step.depends_on:
            first = course.steps.get(id)
            if first is None or first is one or id in self.days.done:
                continue
            if deviation_of(self.campaign, first.step) is None:
                yield "step", id
        for id, gate in self._unmet.items():
            placed = self.days.gates[id].placed
            in_time = date is None or placed is None or placed.date <= date
            if in_time and self._order[gate.stage] < self._order[one.stage]:
                yield "gate", id

    @cached_property
    def _unmet(self) -> Mapping[str, CourseGate]:
        return {id: gate for id, gate in self.days.plan.course.gates.items() if not self.gate_states[id].met}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {stage.id: number for number, stage in enumerate(self.days.plan.playbook.stages)}
