"""The time of a campaign as a picture: a lane per stage with a mark for each day on which something is due.

Places along the time axis are parts of the picture's width, so it fits a phone and a desktop alike and is drawn without
a script; places from top to bottom are pixels.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.campaigns.model import ScheduledGate, ScheduledStep
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.documents.timing import day_in_words, weekday_in_words
from mopsdocs.site.pages.axis import Axis, Tick
from mopsdocs.wording import counted

LANE: Final = 50
"""Height of a lane."""

TOP: Final = 26
"""Height of the axis above the lanes."""

_BELOW: Final = 62
"""Height of the words below the lanes: day 0, today and the legend."""

_TITLE: Final = 34
_APART: Final = 4.6
"""Per cent of the width between two marks; what is nearer to each other is one mark, or they would hide each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is due in one stage on one day or on a few near each other.

    `look` is `done`, `open` or `some` for steps, `decided` or `gate` for a decision. `due` is the first day on which
    something of it is open, else None.
    """

    at: str
    look: str
    number: int
    said: str
    due: datetime.date | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage: from where to where it reaches, and its marks. `top` is its place from above."""

    title: str
    top: int
    start: str
    end: str
    marks: tuple[Mark, ...]
    said: str


class WorkBack:
    """The picture of one schedule. Whoever cannot see it gets `said`."""

    def __init__(self, made: Schedule) -> None:
        self._made = made
        self.axis = Axis(*made.span)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """Stages that have something with a day, in reading order."""
        steps: dict[str, list[ScheduledStep]] = {}
        gates: dict[str, list[ScheduledGate]] = {}
        for step in self._made.steps:
            if step.date is not None:
                steps.setdefault(step.stage, []).append(step)
        for gate in self._made.gates:
            if gate.date is not None:
                gates.setdefault(gate.stage, []).append(gate)
        stages = [stage for stage in self._made.plan.playbook.stages if stage.id in steps or stage.id in gates]
        return tuple(
            self._lane(stage.title, TOP + number * LANE, steps.get(stage.id, []), gates.get(stage.id, []))
            for number, stage in enumerate(stages)
        )

    @property
    def top(self) -> int:
        """Where the lanes begin."""
        return TOP

    @property
    def height(self) -> int:
        """Height of the picture."""
        return self.bottom + _BELOW

    @property
    def bottom(self) -> int:
        """Where the lanes end."""
        return self.top + len(self.lanes) * LANE

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Marks of the axis."""
        return self.axis.ticks

    @property
    def zero(self) -> Tick:
        """Day 0."""
        day = self._made.anchor.date
        return self.axis.tick(day, f"Day 0: {day.day} {day:%b}")

    @property
    def said(self) -> str:
        """The picture in words."""
        first, last = (day_in_words(day.isoformat()) for day in self._made.span)
        zero = weekday_in_words(self._made.anchor.date)
        return f"From {first} to {last}; day 0 is {zero}. " + " ".join(lane.said for lane in self.lanes)

    def _lane(self, title: str, top: int, steps: list[ScheduledStep], gates: list[ScheduledGate]) -> Lane:
        dates = [*(step.date for step in steps), *(gate.date for gate in gates)]
        days = sorted(date for date in dates if date is not None)
        done = sum(not step.is_open for step in steps)
        marks = (*self._steps(steps), *self._gates(gates))
        first, last = (day_in_words(day.isoformat()) for day in (days[0], days[-1]))
        when = f"on {first}" if first == last else f"{first} to {last}"
        said = f"{title}: {when}, {done} of {counted(len(steps), 'step')} done."
        short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
        words = f"{short} · {done} of {len(steps)}" if steps else short
        return Lane(words, top, self.axis.at(days[0]), self.axis.at(days[-1]), marks, said)

    def _steps(self, steps: Iterable[ScheduledStep]) -> Iterator[Mark]:
        for found in self._near(steps):
            days = [step.date for step in found if step.date is not None]
            open = [step.date for step in found if step.is_open]
            look = "open" if len(open) == len(found) else "some" if open else "done"
            middle = days[0] + (days[-1] - days[0]) / 2
            said = "\n".join(f"{weekday_in_words(day)}: {step.title}" for day, step in zip(days, found, strict=True))
            yield Mark(self.axis.at(middle), look, len(found), said, open[0] if open else None)

    def _near(self, steps: Iterable[ScheduledStep]) -> list[list[ScheduledStep]]:
        """Steps, which are in order of time, by the mark that they share."""
        found: list[list[ScheduledStep]] = []
        begin = -_APART
        for step in steps:
            if step.date is None:
                continue
            part = self.axis.part(step.date)
            if part - begin >= _APART:
                found.append([])
                begin = part
            found[-1].append(step)
        return found

    def _gates(self, gates: Iterable[ScheduledGate]) -> Iterator[Mark]:
        for gate in gates:
            if gate.date is not None:
                decided = gate.decided_on is not None
                said = f"{weekday_in_words(gate.date)}: {gate.title}"
                look, due = ("decided", None) if decided else ("gate", gate.date)
                yield Mark(self.axis.at(gate.date), look, 1, said, due)
