"""A campaign taken apart for other tools: every step and gate with its day, its people and its notes."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping

from mopsdocs.campaigns.exports.codes import item_code
from mopsdocs.campaigns.exports.items import Address, Export, Item, Kind, State, Title
from mopsdocs.campaigns.exports.notes import Oddities, gate_notes, lines, step_notes
from mopsdocs.campaigns.exports.order import in_order
from mopsdocs.campaigns.model import ScheduledGate, ScheduledStep
from mopsdocs.campaigns.placing import Placed
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.model import Gate, Person, Step
from mopsdocs.wording import one_line


def export_of(made: Schedule, title: Title, address: Address) -> Export:
    """The campaign of `made` for other tools."""
    return Export(made, in_order(tuple(_Items(made, title, address).all())))


class _Items:
    """Makes the items of one campaign, which are known to each other by their refs."""

    def __init__(self, made: Schedule, title: Title, address: Address) -> None:
        self._made = made
        self._plan = made.plan
        self._title = title
        self._address = address
        stages = made.plan.playbook.stages
        self._stages = {stage.id: (number, one_line(stage.title)) for number, stage in reversed([*enumerate(stages)])}
        course = made.plan.course
        self._steps = _keys("step", (one.step for one in course.steps.values()))
        self._gates = _keys("gate", (one.gate for one in course.gates.values()))

    def all(self) -> Iterator[Item]:
        for step in self._made.steps:
            yield from self._step(step)
        for gate in self._made.gates:
            yield self._gate(gate)

    def _step(self, one: ScheduledStep) -> Iterator[Item]:
        first = self._of_step(one, 1, one.date)
        yield first
        for number, day in enumerate(one.again, 2):
            yield self._of_step(one, number, day)

    def _of_step(self, one: ScheduledStep, number: int, day: datetime.date | None) -> Item:
        step, key = one.step, self._steps[one.id]
        is_first = number == 1
        is_done = one.done_on is not None and (is_first or (day is not None and day <= one.done_on))
        undecided = step.when in self._plan.run.undecided
        position, stage = self._stages[one.stage]
        return Item(
            campaign=self._plan.campaign,
            kind="step",
            id=one.id,
            number=number,
            ref=self._ref(key, number),
            code=item_code(self._plan.campaign, key, number),
            title=one_line(one.title),
            type=step.kind,
            stage=stage,
            position=position,
            day=day,
            time=one.placed.time if one.placed is not None and is_first else None,
            start=self._start(one) if is_first else None,
            due=step.due,
            state=self._state(is_done, one.deviation is not None),
            done_on=one.done_on if is_done else None,
            roles=tuple(one_line(self._title("role", role)) for role in step.responsible),
            people=self._people(one.people),
            hours=one.hours,
            waits_for=self._waits(step) if is_first else (),
            undecided=undecided,
            about=lines(step.description or ""),
            checklist=tuple(one_line(item.text) for item in step.checklist),
            notes=tuple(step_notes(one, number, self._oddities(day, one.placed if is_first else None), undecided)),
            address=self._address("step", one.id),
        )

    def _gate(self, one: ScheduledGate) -> Item:
        key = self._gates[one.id]
        position, stage = self._stages[one.stage]
        return Item(
            campaign=self._plan.campaign,
            kind="gate",
            id=one.id,
            number=1,
            ref=self._ref(key, 1),
            code=item_code(self._plan.campaign, key, 1),
            title=one_line(one.title),
            type=one.gate.type,
            stage=stage,
            position=position,
            day=one.date,
            time=one.placed.time if one.placed is not None else None,
            start=None,
            due=one.gate.due or "",
            state=self._state(one.decided_on is not None, deviates=False),
            done_on=one.decided_on,
            roles=tuple(one_line(self._title("role", role)) for role in one.approvers),
            people=self._people(one.people),
            hours=0.0,
            waits_for=tuple(self._ref(self._steps[id], 1) for id in self._last_of(one.decides_on)),
            undecided=False,
            about=lines(one.gate.description or ""),
            checklist=tuple(map(one_line, one.gate.criteria)),
            notes=tuple(gate_notes(one, self._oddities(one.date, one.placed))),
            address=self._address("gate", one.id),
        )

    def _ref(self, key: str, number: int) -> str:
        ref = f"{self._plan.campaign.id}/{key}"
        return ref if number == 1 else f"{ref}/{number}"

    def _waits(self, step: Step) -> tuple[str, ...]:
        """The steps that `step` depends on; for a launch also the gates that guard it."""
        refs = [self._ref(self._steps[id], 1) for id in step.depends_on if id in self._steps]
        for id, gate in self._plan.course.gates.items():
            if gate.launch is not None and gate.launch.id == step.id:
                refs.append(self._ref(self._gates[id], 1))
        return tuple(dict.fromkeys(refs))

    def _last_of(self, ids: tuple[str, ...]) -> list[str]:
        """The steps that a gate decides on, but for those that another of them waits for anyway."""
        steps = self._plan.course.steps
        waited = {first for id in ids for first in steps[id].step.depends_on if first != id}
        return [id for id in ids if id not in waited]

    def _start(self, one: ScheduledStep) -> datetime.date | None:
        """The day on which the work begins, where that is before the day on which it is due."""
        days = math.ceil(self._plan.course.steps[one.id].takes) - 1
        return self._plan.calendar.nth(one.date, -days) if one.date is not None and days > 0 else None

    def _oddities(self, day: datetime.date | None, placed: Placed | None) -> Oddities:
        calendar = self._plan.calendar
        if day is None:
            return Oddities()
        half_day = calendar.share(day) == 0.5
        if placed is None:
            return Oddities(estimated=calendar.is_estimated(day, day), half_day=half_day)
        return Oddities(placed.time, placed.reason, placed.estimated, half_day)

    def _state(self, is_done: bool, deviates: bool) -> State:
        if is_done:
            return "done"
        return "cancelled" if deviates or self._plan.campaign.status == "cancelled" else "open"

    def _people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        return tuple(self._plan.people[id] for id in ids if id in self._plan.people)


def _keys(kind: Kind, entries: Iterable[Step | Gate]) -> Mapping[str, str]:
    """What never changes about steps or gates, by id."""
    return {id: f"{kind}/{first}" for id, first in first_ids(entries).items()}
