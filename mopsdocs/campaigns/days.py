"""The days of a campaign's steps and gates, before anything is made of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from mopsdocs.campaigns.course import CourseGate
from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.placing import Moment, Placed, decide_by, place
from mopsdocs.checks.facts.records import record_of
from mopsdocs.documents.timing import Offset, period_in_words


class GateDay(msgspec.Struct, frozen=True):
    """The day by which a gate must be decided; `placed` is None where nothing says when.

    `ready` is the day on which the last step that it decides on is due, `decide_by` what the SLA makes of that.
    """

    placed: Placed | None
    ready: datetime.date | None
    decide_by: datetime.date | None


@dataclass(frozen=True, slots=True)
class Days:
    """Where everything falls for one day 0. `done` and `decided` are the days of what is behind the campaign.

    Decided are gates at which enough approvers agree.
    """

    plan: Plan
    zero: Moment
    steps: Mapping[str, Placed | None]
    gates: Mapping[str, GateDay]
    done: Mapping[str, datetime.date]
    decided: Mapping[str, datetime.date]

    def position(self, date: datetime.date) -> int:
        """`date` as a number in the row of working days, day 0 being 0."""
        return self.plan.calendar.between(self.zero.date, date)


def days_of(plan: Plan, zero: Moment) -> Days:
    """The days of `plan` when day 0 is `zero`."""
    known: dict[str, Placed | None] = {}
    steps: dict[str, Placed | None] = {}
    for id, one in plan.course.steps.items():
        text = one.step.due
        if text not in known:
            known[text] = place(one.due, zero, plan.calendar)
        steps[id] = known[text]
    gates = {id: _gate_day(one, steps, plan, zero) for id, one in plan.course.gates.items()}
    return Days(plan, zero, steps, gates, _done(plan), _decided(plan))


def _done(plan: Plan) -> dict[str, datetime.date]:
    """When steps were done, those that were recorded under a former id included."""
    if not plan.campaign.progress:
        return {}
    records = ((id, record_of(plan.campaign, one.step)) for id, one in plan.course.steps.items())
    return {id: record.done_on for id, record in records if record is not None}


def _decided(plan: Plan) -> dict[str, datetime.date]:
    """When enough approvers had agreed. Work that is still missing at such a gate needs no time of theirs any more."""
    if not plan.campaign.approvals:
        return {}
    return {id: state.decided_on for id, state in plan.gates.items() if state.decided_on is not None}


def _gate_day(one: CourseGate, steps: Mapping[str, Placed | None], plan: Plan, zero: Moment) -> GateDay:
    days = [placed.date for id in one.work if (placed := steps[id]) is not None]
    ready = max(days, default=None)
    until = decide_by(ready, one.sla, plan.calendar) if ready is not None and one.sla is not None else None
    due = place(one.due, zero, plan.calendar) if one.due is not None else None
    closing = _closing(one, steps, plan, zero)
    if one.due is None and closing is None:
        fallback = until or ready
        placed = Placed(fallback) if fallback is not None else None
    elif closing is None or (due is not None and due.date <= closing.date):
        placed = due
    elif due is None or one.launch is None:
        placed = closing
    else:
        reason = f"it closes {period_in_words(one.gate.close_before or '0d')} before “{one.launch.title}”"
        placed = msgspec.structs.replace(closing, moved_from=due.date, reason=reason)
    return GateDay(placed, ready, until)


def _closing(one: CourseGate, steps: Mapping[str, Placed | None], plan: Plan, zero: Moment) -> Placed | None:
    """The last day for a gate by what it says about the launch."""
    live = steps[one.launch.id] if one.launch is not None else None
    if one.close_before is None or live is None:
        return None
    time = live.time or datetime.datetime.combine(live.date, zero.time.timetz())
    return place(Offset(-one.close_before.amount, one.close_before.unit), Moment(live.date, time), plan.calendar)
