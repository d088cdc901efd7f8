"""What is due in all campaigns that are ahead, in order of time: by region and month, by role and by person.

Nothing here knows what day it is. A list in order of time has what is late at its top, and the browser marks it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mopsdocs.campaigns.model import ScheduledGate, ScheduledStep
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.site.pages.runs import Run, Runs

Month = tuple[int, int]
"""Year and month."""

Who = tuple[str, str]
"""`("role", id)` or `("person", id)`."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something that is due on `date` in the campaign of `run`: a step, or a decision at a gate.

    `roles` do it, or decide; `people` hold these roles. It is `open` when it is still to be done as the playbook says.
    `recurs` is how often a step is to be done; its further days are there `again`, and nobody records what was done on
    them.
    """

    date: datetime.date | None
    run: Run
    title: str
    url: str
    gate: bool
    open: bool
    roles: tuple[str, ...]
    people: tuple[str, ...]
    milestone: bool = False
    again: bool = False
    recurs: str = ""

    @property
    def in_order(self) -> tuple[datetime.date, str]:
        """Where it comes in a list: by day, the undated last, then by campaign."""
        return self.date or datetime.date.max, self.run.entry.id


def _step(run: Run, one: ScheduledStep) -> Item:
    step = one.step
    return Item(
        one.date,
        run,
        step.title,
        run.part_url("step", step.id),
        False,
        one.is_open,
        step.responsible,
        one.people,
        step.kind == "milestone",
        recurs=step.recurs or "",
    )


def _gate(run: Run, one: ScheduledGate) -> Item:
    return Item(
        one.date, run, one.title, run.part_url("gate", one.id), True, one.decided_on is None, one.approvers, one.people
    )


class Agenda:
    """All of it, gathered when first asked."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self._by_run: dict[Run, tuple[Item, ...]] = {}

    def of(self, run: Run, made: Schedule) -> tuple[Item, ...]:
        """What is due in one campaign, in order of time."""
        if run not in self._by_run:
            found = [_step(run, step) for step in made.steps]
            found += [_gate(run, gate) for gate in made.gates]
            self._by_run[run] = tuple(sorted(found, key=lambda item: item.in_order))
        return self._by_run[run]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that is due in campaigns that are ahead, in order of time."""
        found = [item for run, made in self.runs.ahead for item in self.of(run, made)]
        return tuple(sorted(found, key=lambda item: item.in_order))

    @cached_property
    def by_month(self) -> Mapping[tuple[str, Month], tuple[Item, ...]]:
        """What is due in a region in a month, the further days of recurring steps included."""
        again = [
            replace(_step(run, step), date=day, again=True, open=False)
            for run, made in self.runs.ahead
            for step in made.steps
            if step.again
            for day in step.again
        ]
        found: dict[tuple[str, Month], list[Item]] = {}
        for item in sorted((*self.items, *again), key=lambda item: item.in_order):
            if item.date is not None:
                month = (item.date.year, item.date.month)
                found.setdefault((item.run.campaign.region, month), []).append(item)
        return {key: tuple(found[key]) for key in sorted(found)}

    @cached_property
    def open_by_who(self) -> Mapping[Who, tuple[Item, ...]]:
        """What is still to do, for everybody who has something to do, in order of time."""
        found: dict[Who, list[Item]] = {}
        for item in self.items:
            if item.open:
                for who in (*_named("role", item.roles), *_named("person", item.people)):
                    found.setdefault(who, []).append(item)
        return {who: tuple(found[who]) for who in sorted(found)}


def _named(kind: str, ids: Iterable[str]) -> Iterator[Who]:
    for id in dict.fromkeys(ids):
        yield kind, id
