"""What a campaign is for other tools: one item for each step and gate, and for each further day of a recurring step."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.documents.model import Campaign, Person

Kind = Literal["step", "gate"]
State = Literal["open", "done", "cancelled"]

Title = Callable[[str, str], str]
"""What people call the entry with a kind and an id."""

Address = Callable[[Kind, str], str]
"""Where a step or gate of a campaign can be read about; '' where nobody knows."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be done in a campaign, as other tools get to know it.

    `ref` tells it apart from everything else in all campaigns and never changes; `code` is short for that. `number` is
    1, but for the further days of a step that recurs: 2 for the next one. `type` is what the playbook says it is, such
    as `check` or `go_no_go`; `stage` a title and `position` the place of that stage. `day` and `time` say when it is
    due, `start` when the work has to begin where it takes more than that day. `roles` are titles, `people` hold them.
    `waits_for` are the refs of items that come before it. An `undecided` one may turn out not to be part of the
    campaign. `about` is what its author says of it, `notes` are sentences about this campaign.
    """

    campaign: Campaign
    kind: Kind
    id: str
    number: int
    ref: str
    code: str
    title: str
    type: str
    stage: str
    position: int
    day: datetime.date | None
    time: datetime.datetime | None
    start: datetime.date | None
    due: str
    state: State
    done_on: datetime.date | None
    roles: tuple[str, ...]
    people: tuple[Person, ...]
    hours: float
    waits_for: tuple[str, ...]
    undecided: bool
    about: str
    checklist: tuple[str, ...]
    notes: tuple[str, ...]
    address: str

    @property
    def called(self) -> str:
        """The title as it stands alone: a gate is called one."""
        return f"Gate: {self.title}" if self.kind == "gate" else self.title

    @property
    def is_milestone(self) -> bool:
        """Whether everybody looks at its day: a milestone or a gate."""
        return self.kind == "gate" or self.type == "milestone"


@dataclass(frozen=True, slots=True)
class Export:
    """A campaign ready for other tools. `items` come stage by stage, each after those that it waits for."""

    made: Schedule
    items: tuple[Item, ...]

    @property
    def campaign(self) -> Campaign:
        """What is exported."""
        return self.made.plan.campaign
