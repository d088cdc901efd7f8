"""Work against the time that the plan leaves for it, without a calendar.

Only what is certain counts as too much. The day on which a step may begin and the day on which it is due both count
in full, the roles of a step share its work evenly, and a week-end or a holiday never makes the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from mopsdocs.checks.facts.gates import is_after
from mopsdocs.checks.facts.steps import PlacedStep, steps_by_id
from mopsdocs.documents.model import Playbook, Step
from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY, offset, work_hours

_FEWEST: Final = 5 / 7
"""Working days in a calendar day, over a long time and but for holidays."""

_ROUNDING: Final = 0.001
"""Days; thirds of a day do not add up to whole ones."""

_Place = Callable[[str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Overload:
    """`chain` are steps, each waiting for the one before it, and the first of them for `origin`.

    Together they take `needed` working days, and at most `available` lie from the day on which `origin` is due to the
    day on which the last of them is.
    """

    origin: PlacedStep
    chain: tuple[PlacedStep, ...]
    needed: float
    available: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Work without a pause since `origin`; `end` is the earliest day on which it can be finished."""

    origin: PlacedStep
    chain: tuple[PlacedStep, ...]
    start: float
    end: float


def overloads(playbook: Playbook) -> Iterator[Overload]:
    """Every step, in reading order, that cannot be done when what it waits for is done on its due date and no sooner.

    A step is reported with the run of work that leads to it. Runs start afresh behind a reported step, so that those
    which wait for it are not reported for the same reason.
    """
    steps = playbook.steps
    place = _working_days if any(step.due.endswith("bd") for step in steps) else _calendar_days
    if _all_fit(steps, place):
        return
    placed_steps = steps_by_id(playbook)
    runs: dict[str, _Run] = {}
    for placed in placed_steps.values():
        step = placed.step
        if _takes_no_time(step):
            continue
        first, last = place(step.due)
        earlier = [
            _run_before(step, placed_steps[id], runs.get(id), place)
            for id in step.depends_on
            if id in placed_steps and not _cannot_meet(placed_steps[id].step, step)
        ]
        if not earlier:
            continue
        before = max(earlier, key=lambda run: run.end)
        run = _Run(before.origin, (*before.chain, placed), before.start, before.end + _days(step))
        if run.end <= last + 1 + _ROUNDING:
            if run.end > first:
                runs[step.id] = run
        elif run.start < last + 1 and not _ends_too_late(before, step):
            yield Overload(run.origin, run.chain, run.end - run.start, last + 1 - run.start)


def _all_fit(steps: Sequence[Step], place: _Place) -> bool:
    """Whether all is well even if every step meets every other one. It is in most playbooks, and quickly found out."""
    ends = {step.id: place(step.due)[0] for step in steps}
    for step in steps:
        if not _takes_no_time(step):
            first, last = place(step.due)
            end = max((ends[id] for id in step.depends_on if id in ends), default=first) + _days(step)
            if end > last + 1 + _ROUNDING:
                return False
            ends[step.id] = max(end, first)
    return True


def _takes_no_time(step: Step) -> bool:
    """Whether nothing can be said about the time of `step`: no effort, nothing to wait for, or done again and again."""
    return step.effort is None or not step.depends_on or step.recurs is not None


def _run_before(step: Step, waits_for: PlacedStep, run: _Run | None, place: _Place) -> _Run:
    """The work that `step` has to wait out: the run that ends with `waits_for`, else the due date of that alone."""
    if run is not None and not any(_cannot_meet(placed.step, step) for placed in (run.origin, *run.chain)):
        return run
    day = place(waits_for.step.due)[0]
    return _Run(waits_for, (), day, day)


def _ends_too_late(run: _Run, step: Step) -> bool:
    """Whether a step of `run` is due after `step`, which is wrong whatever the work."""
    return any(is_after(placed.step.due, step.due) for placed in (run.origin, *run.chain))


def _cannot_meet(first: Step, second: Step) -> bool:
    """Whether two steps are no part of one run: in a circle, or where their conditions may never hold together."""
    return first is second or (first.when is not None and second.when is not None and first.when != second.when)


def _days(step: Step) -> float:
    return work_hours(step.effort or "1h") / HOURS_PER_WORKING_DAY / len(step.responsible)


@cache
def _calendar_days(due: str) -> tuple[float, float]:
    """Calendar days from the anchor: at most that many working days."""
    days = offset(due).nominal_hours / 24
    return days, days


@cache
def _working_days(due: str) -> tuple[float, float]:
    """The first and the last working day, counted from the anchor, on which `due` may fall.

    Of a number of calendar days all may be working days, or two in seven less and four more for a long holiday.
    """
    at = offset(due)
    if at.unit == "bd":
        return at.amount, at.amount
    days = at.nominal_hours / 24
    fewest = max(0.0, (abs(days) - 4) * _FEWEST)
    return (days, -fewest) if days < 0 else (fewest, days)
