"""When everything in a playbook is due: a list in order of time, and the same as a picture.

The picture is a list of links, each with a strip of its own; places across are parts of a strip's width, so it is drawn
without a script and fits a phone. Its axis counts working days from day 0, so week-ends take no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Final

from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY, Offset, offset, work_hours
from mopsdocs.site.pages.steps import StageView

_FURTHEST: Final = 600
"""Working days from day 0; what is further away stands at the edge."""

_EDGE: Final = 2.0
"""Per cent of a strip that are free on both sides, so that marks at the ends are whole."""

_TICKS: Final = (1, 2, 5, 10, 20, 50, 100, 200)
_MOST: Final = 8
"""Ticks for which a phone has room."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the list: what is due, when and by whom."""

    title: str
    anchor: str
    stage: str
    when: Offset
    roles: tuple[str, ...]
    gate: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A step or a gate in the picture. Places and widths are as SVG wants them: `43.2%`.

    `look` is `work`, `milestone` or `gate`. The work of a step ends at `at`; it can begin at `room`, where everything
    that it waits for is due, or at `start`.
    """

    title: str
    anchor: str
    look: str
    blocker: bool
    at: str
    start: str = ""
    width: str = ""
    room: str = ""
    room_width: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with its strips, and from where to where it reaches."""

    title: str
    anchor: str
    type: str
    span: str
    start: str
    width: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis; `side` says to which side its words reach."""

    at: str
    text: str
    side: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture; `zero` is the tick of day 0."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    zero: Tick
    looks: frozenset[str]


def dues(stages: Sequence[StageView]) -> tuple[Due, ...]:
    """Everything with a due date, earliest first; on the same day in reading order."""
    return tuple(sorted(_dues(stages), key=lambda due: due.when.nominal_hours))


def _dues(stages: Sequence[StageView]) -> Iterator[Due]:
    for stage in stages:
        for view in stage.steps:
            step = view.step
            yield Due(step.title, view.anchor, stage.stage.title, offset(step.due), step.responsible, False)
        if stage.gate is not None and stage.gate.gate.due is not None:
            gate = stage.gate.gate
            roles = tuple(role for role, _ in stage.gate.approvers)
            yield Due(gate.title, stage.gate.anchor, stage.stage.title, offset(gate.due or "0d"), roles, True)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a strip is made from, in working days. `end` alone says where a milestone or a gate is."""

    title: str
    anchor: str
    look: str
    blocker: bool
    end: float
    length: float = 0.0
    room: float = 0.0


def timeline(stages: Sequence[StageView]) -> Timeline:
    """The picture of `stages`."""
    due = {view.step.id: _day(view.step.due) for stage in stages for view in stage.steps}
    return _picture(
        tuple(
            (stage.number, stage.stage.title, stage.anchor, stage.stage.type, stage.span, tuple(_pieces(stage, due)))
            for stage in stages
        )
    )


def _pieces(stage: StageView, due: dict[str, float]) -> Iterator[_Piece]:
    for view in stage.steps:
        step = view.step
        end, blocker = _day(step.due), step.severity == "blocker"
        if step.kind == "milestone":
            yield _Piece(step.title, view.anchor, "milestone", blocker, end)
            continue
        length = max(work_hours(step.effort) / HOURS_PER_WORKING_DAY, 0.5) if step.effort else 0.5
        free = [end - due[id] for id in step.depends_on if id in due]
        yield _Piece(step.title, view.anchor, "work", blocker, end, length, max(min(free, default=0.0), 0.0))
    gate = stage.gate
    if gate is not None and gate.gate.due is not None:
        yield _Piece(gate.gate.title, gate.anchor, "gate", False, _day(gate.gate.due))


@lru_cache(maxsize=10_000)
def _day(due: str) -> float:
    return max(-_FURTHEST, min(_FURTHEST, offset(due).working_days))


_Stage = tuple[int, str, str, str, str, tuple[_Piece, ...]]


@lru_cache(maxsize=512)
def _picture(stages: tuple[_Stage, ...]) -> Timeline:
    """The picture; regional copies with the same titles and days share one."""
    pieces = [piece for *_, found in stages for piece in found]
    first = floor(min((piece.end - max(piece.length, piece.room) for piece in pieces), default=0.0))
    last = ceil(max((piece.end for piece in pieces), default=0.0))
    scale = _Scale(min(first, 0), max(last, 0, first + 1))
    lanes = tuple(_lane(stage, scale) for stage in stages)
    looks = {piece.look for piece in pieces} | {"blocker" for piece in pieces if piece.blocker}
    looks |= {"room" for piece in pieces if piece.room > piece.length}
    return Timeline(lanes, scale.ticks, scale.tick(0), frozenset(looks))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def part(self, day: float) -> float:
        return _EDGE + (100 - 2 * _EDGE) * (day - self.first) / (self.last - self.first)

    def at(self, day: float) -> str:
        return f"{self.part(day):.4g}%"

    def width(self, days: float) -> str:
        return f"{(100 - 2 * _EDGE) * days / (self.last - self.first):.3g}%"

    def tick(self, day: int) -> Tick:
        part = self.part(day)
        text = f"\N{MINUS SIGN}{-day}" if day < 0 else f"+{day}" if day else "0"
        return Tick(self.at(day), text, "start" if part < 12 else "end" if part > 88 else "middle")

    @property
    def ticks(self) -> tuple[Tick, ...]:
        span = self.last - self.first
        step = next((step for step in _TICKS if span / step <= _MOST), _FURTHEST)
        days = range(-(-self.first // step) * step, self.last + 1, step)
        return tuple(self.tick(day) for day in days if day)


def _lane(stage: _Stage, scale: _Scale) -> Lane:
    number, title, anchor, type, span, pieces = stage
    start = min((piece.end - piece.length for piece in pieces), default=0.0)
    end = max((piece.end for piece in pieces), default=0.0)
    strips = tuple(_strip(piece, scale) for piece in pieces)
    return Lane(f"{number}. {title}", anchor, type, span, scale.at(start), scale.width(end - start), strips)


def _strip(piece: _Piece, scale: _Scale) -> Strip:
    at = scale.at(piece.end)
    if piece.look != "work":
        return Strip(piece.title, piece.anchor, piece.look, piece.blocker, at)
    start, width = scale.at(piece.end - piece.length), scale.width(piece.length)
    if piece.room <= piece.length:
        return Strip(piece.title, piece.anchor, "work", piece.blocker, at, start, width)
    room, room_width = scale.at(piece.end - piece.room), scale.width(piece.room)
    return Strip(piece.title, piece.anchor, "work", piece.blocker, at, start, width, room, room_width)
