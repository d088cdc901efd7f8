"""What is known about a gate of a campaign: who has to decide, who decided what, what is missing until it is met."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.checks.facts.deciders import As
from mopsdocs.documents.model import Approval, Gate, Step

AGREEING: Final = frozenset({"go", "go_with_conditions"})
"""Decisions that let the work go on."""

Why = Literal["did-work", "no-approver", "not-allowed"]
"""Why a decision does not count: by who did the work, by nobody who is asked, or not among the gate's answers."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that has to decide at a gate, with who may do so, and the decision that counts for it.

    `undecided` says that nobody can tell yet whether `when` holds. `people` hold the role; those of them in `barred`
    did work, or are to do some, that an independent gate decides on. `taken_as` is the capacity of who decided.
    """

    role: str
    when: str | None
    undecided: bool
    people: tuple[str, ...]
    barred: tuple[str, ...] = ()
    decision: Approval | None = None
    taken_as: As | None = None

    @property
    def agrees(self) -> bool:
        """Whether the decision for this role is a go, with or without conditions."""
        return self.decision is not None and self.decision.decision in AGREEING


@dataclass(frozen=True, slots=True)
class Disregarded:
    """A decision that does not count, why, and the work of the person if that is why."""

    approval: Approval
    why: Why
    work: tuple[Step, ...] = ()


MissingKind = Literal["step", "proof", "agreement", "approver", "approvers", "objection", "nobody"]
"""A step not done; done without its proof; done differently with nobody's agreement; an approver who has not agreed;
too few of several approvers; an objection that nobody has overruled; no approver at all."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a gate waits for. `step`, `seats`, `approval` are what it is about, `lacking` how many approvers.

    `gate_words.missing_in_words` makes a sentence of it.
    """

    kind: MissingKind
    step: Step | None = None
    seats: tuple[Seat, ...] = ()
    approval: Approval | None = None
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class GateState:
    """Where a gate stands that ends the stage called `stage` and decides on the steps `work`.

    `needed` of the `seats` must agree. `decisions` are the newest of each person, oldest first, `disregarded` those
    among them that do not count. `conditions` come with the agreement. `decided_on` is the day on which enough had
    agreed; None when they have not, or somebody has objected since. `relaxed` are people who agreed to work of their
    own at an independent gate, which a team of one may.
    """

    gate: Gate
    stage: str
    work: tuple[Step, ...]
    seats: tuple[Seat, ...]
    needed: int
    decisions: tuple[Approval, ...]
    disregarded: tuple[Disregarded, ...]
    conditions: tuple[str, ...]
    decided_on: datetime.date | None
    relaxed: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def met(self) -> bool:
        """Whether the work may go on."""
        return not self.missing

    @property
    def agreed(self) -> int:
        """How many of the seats agree."""
        return sum(seat.agrees for seat in self.seats)
