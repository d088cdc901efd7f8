"""When everything is due: a list in order of time, and the same as a Mermaid gantt.

The chart's axis is nominal. One minute stands for one working day and noon for day 0, so week-ends take no room and
ticks fall on round numbers; the browser writes working days on the axis.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY, Offset, offset, work_hours
from mopsdocs.site.pages.labels import anchor_day
from mopsdocs.site.pages.steps import StageView

_NOON: Final = datetime.datetime(2001, 6, 15, 12)
_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_TICKS: Final = (1, 2, 5, 10, 15, 30)
_FURTHEST: Final = 600
_LABEL: Final = 22
_INERT: Final = str.maketrans(
    {
        ":": " –",
        ";": ",",
        "#": "",
        "$": "",
        "\\": "/",
        "{": "(",
        "}": ")",
        '"': "\N{RIGHT DOUBLE QUOTATION MARK}",
        "'": "\N{RIGHT SINGLE QUOTATION MARK}",
        "`": "\N{RIGHT SINGLE QUOTATION MARK}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    }
)
_GUARD: Final = "\u2060"
"""A word joiner before each text: without it a title such as "Click the links" would be a Mermaid keyword."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the list: what is due, when and by whom. A gate has no `kind` of step but its own."""

    title: str
    anchor: str
    stage: str
    when: Offset
    roles: tuple[str, ...]
    gate: bool


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


def gantt(stages: Sequence[StageView], anchor: str) -> str:
    """The chart's source. Titles are made inert: nothing in them can end a line or mean something to Mermaid."""
    lines = [
        "gantt",
        "  dateFormat YYYY-MM-DD HH:mm:ss",
        "  axisFormat %Y-%m-%d %H:%M",
        f"  tickInterval {_tick(stages)}minute",
    ]
    lines += ["  todayMarker off", f"  {_text(anchor_day(anchor))} :vert, {_at(0)}, 0s"]
    for stage in stages:
        lines.append(f"  section {_text(stage_label(stage))}")
        lines += _bars(stage)
    return "\n".join(lines)


def stage_label(stage: StageView) -> str:
    """A stage's title, cut to the room that the chart has beside its bars."""
    title = stage.stage.title
    return title if len(title) <= _LABEL else f"{title[: _LABEL - 1].rstrip()}…"


def _bars(stage: StageView) -> Iterator[str]:
    for view in stage.steps:
        step, end = view.step, _position(offset(view.step.due))
        blocker = "crit, " if step.severity == "blocker" else ""
        if step.kind == "milestone":
            yield f"  {_text(step.title)} :milestone, {blocker}{_at(end)}, 0s"
        else:
            length = math.ceil(work_hours(step.effort) / HOURS_PER_WORKING_DAY) if step.effort else 1
            yield f"  {_text(step.title)} :{blocker}{_at(end - length)}, {_at(end)}"
    gate = stage.gate.gate if stage.gate else None
    if gate is not None and gate.due is not None:
        yield f"  {_text(gate.title)} :milestone, active, {_at(_position(offset(gate.due)))}, 0s"


def _position(when: Offset) -> float:
    return max(-_FURTHEST, min(_FURTHEST, when.working_days))


def _at(working_day: float) -> str:
    return _time(round(working_day * 60))


@lru_cache(maxsize=5_000)
def _time(seconds: int) -> str:
    return format(_NOON + datetime.timedelta(seconds=seconds), _FORMAT)


def _tick(stages: Sequence[StageView]) -> int:
    positions = [_position(due.when) for due in _dues(stages)] or [0.0]
    span = max(*positions, 0.0) - min(*positions, 0.0)
    return next((tick for tick in _TICKS if span / tick <= 14), 60)


def _text(title: str) -> str:
    """A title as the chart may hold it."""
    plain = " ".join(title.translate(_INERT).split())
    while "%%" in plain:
        plain = plain.replace("%%", "%")
    return f"{_GUARD}{plain or '–'}"
