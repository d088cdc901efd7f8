"""The first day that day 0 can be when nobody begins before a given day."""

from __future__ import annotations

import datetime
from typing import Final

from mopsdocs.campaigns.day_zero import day_zero
from mopsdocs.campaigns.days import days_of
from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.network import in_order, late_from
from mopsdocs.campaigns.placing import days_from
from mopsdocs.campaigns.waiting import nodes_of

FURTHEST: Final = 1_830
"""Days that are looked ahead, five years."""


def earliest_anchor(plan: Plan, today: datetime.date) -> datetime.date | None:
    """The first working day from `today` on that can be day 0; None when none of the next five years can.

    On that day 0 everything that is still to do can be done in time, one piece after the other, from `today` on. What
    the due dates of the playbook break by themselves is broken on any day; it is a problem of the schedule.
    """
    for number in range(FURTHEST):
        anchor = days_from(today, number)
        if anchor is None:
            return None
        if plan.calendar.is_working(anchor) and is_feasible(plan, anchor, today):
            return anchor
    return None


def is_feasible(plan: Plan, anchor: datetime.date, today: datetime.date) -> bool:
    """Whether all that is still to do can be done in time when day 0 is `anchor` and nobody begins before `today`."""
    zero, _ = day_zero(plan, anchor)
    days = days_of(plan, zero)
    if any(placed is None or placed.date < today for id, placed in days.steps.items() if id not in days.done):
        return False
    nodes = nodes_of(days)
    yesterday = days_from(today, -1)
    start = days.position(yesterday) + 1 if yesterday is not None else 0
    return not late_from(nodes, start, in_order(nodes))
