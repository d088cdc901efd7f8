"""How much work a playbook is: in total, before and after day 0, and by role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mopsdocs.documents.model import Step
from mopsdocs.documents.timing import offset, work_hours


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours of work up to day 0 and after it, and the number of steps."""

    steps: int = 0
    before: float = 0.0
    after: float = 0.0

    @property
    def total(self) -> float:
        """All hours."""
        return self.before + self.after


def total_effort(steps: Iterable[Step]) -> Effort:
    """The work of all `steps`; those without an effort count as steps only."""
    number, before, after = 0, 0.0, 0.0
    for step in steps:
        number += 1
        work = work_hours(step.effort) if step.effort else 0.0
        if offset(step.due).amount > 0:
            after += work
        else:
            before += work
    return Effort(number, before, after)


def effort_by_role(steps: Iterable[Step]) -> tuple[tuple[str, Effort], ...]:
    """The work of each role that is responsible for a step, most first; shared steps are shared out evenly."""
    found: dict[str, list[float]] = {}
    for step in steps:
        share = (work_hours(step.effort) if step.effort else 0.0) / len(step.responsible or (1,))
        late = offset(step.due).amount > 0
        for role in step.responsible:
            sums = found.setdefault(role, [0, 0.0, 0.0])
            sums[0] += 1
            sums[2 if late else 1] += share
    rows = [(role, Effort(int(number), before, after)) for role, (number, before, after) in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row[1].total, -row[1].steps, row[0])))
