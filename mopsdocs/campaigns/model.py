"""What a schedule is made from, and what it says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.course import Course
from mopsdocs.campaigns.network import Key
from mopsdocs.campaigns.placing import Placed
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.gate_states import gate_states
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.campaign_run import CampaignRun
from mopsdocs.documents.model import Campaign, Gate, Person, Playbook, Region, Step


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign with all that its schedule depends on.

    `run` is what it runs, `staff` are the people of the workspace as its gates see them.
    """

    campaign: Campaign
    run: CampaignRun
    course: Course
    region: Region
    calendar: WorkingCalendar
    people: Mapping[str, Person]
    staff: Staff

    @property
    def playbook(self) -> Playbook:
        """What of its playbook the campaign has."""
        return self.run.playbook

    @property
    def gates(self) -> dict[str, GateState]:
        """Where its gates stand, by id, in reading order."""
        return gate_states(self.campaign, self.run, self.staff)

    @property
    def path(self) -> str:
        """The path of the campaign's file."""
        return f"playbooks/campaigns/{self.campaign.id}.yml"

    @property
    def playbook_key(self) -> str:
        """What the campaign runs, as commands take it: `webinar`, `webinar@de`."""
        return self.playbook.id if self.playbook.region is None else f"{self.playbook.id}@{self.playbook.region}"

    @property
    def left_out(self) -> tuple[Step, ...]:
        """The steps that the campaign does not have because their conditions do not hold."""
        present = {step.id for step in self.playbook.steps}
        return tuple(step for step in self.run.whole.steps if step.id not in present)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a schedule, and what helps. `about` is the step or gate, if it is about one.

    `id` is the same for problems of the same kind.
    """

    id: str
    level: Severity
    message: str
    hint: str
    about: Key | None = None


class ScheduledStep(msgspec.Struct, frozen=True):
    """A step of the stage called `stage` with its day; `placed` is None where no calendar has it.

    `half_day` says that people work only half of that day. `again` are the further days of a step that recurs. `hours`
    of work are spread over ISO weeks in `work`; the roles under `responsible` share both evenly. `slack` is how many
    working days late it may be; None when it is done, or waits for itself. `deviation` is why the campaign does it
    otherwise.
    """

    step: Step
    stage: str
    placed: Placed | None
    half_day: bool
    people: tuple[str, ...]
    again: tuple[datetime.date, ...]
    hours: float
    work: tuple[tuple[str, float], ...]
    done_on: datetime.date | None
    deviation: str | None
    slack: int | None
    critical: bool

    @property
    def id(self) -> str:
        """The id of the step."""
        return self.step.id

    @property
    def title(self) -> str:
        """The title of the step."""
        return self.step.title

    @property
    def date(self) -> datetime.date | None:
        """Its day."""
        return self.placed.date if self.placed is not None else None

    @property
    def is_open(self) -> bool:
        """Whether it is to be done as the playbook says: not done, and nobody has agreed on something else."""
        return self.done_on is None and self.deviation is None


class ScheduledGate(msgspec.Struct, frozen=True):
    """A gate of the stage called `stage` with the day by which it must be decided.

    `approvers` are roles. `decides_on` are steps, `ready` is the day on which the last of them is due, and `decide_by`
    the day that the SLA gives the approvers from then on. `decided_on` is the day on which enough approvers had agreed,
    `state` what else is known about the decision: the gate is met only when nothing is missing there.
    """

    gate: Gate
    stage: str
    placed: Placed | None
    approvers: tuple[str, ...]
    people: tuple[str, ...]
    decides_on: tuple[str, ...]
    ready: datetime.date | None
    decide_by: datetime.date | None
    decided_on: datetime.date | None
    slack: int | None
    critical: bool
    state: GateState

    @property
    def id(self) -> str:
        """The id of the gate."""
        return self.gate.id

    @property
    def title(self) -> str:
        """The title of the gate."""
        return self.gate.title

    @property
    def date(self) -> datetime.date | None:
        """Its day."""
        return self.placed.date if self.placed is not None else None
