"""A campaign's schedule: every step and gate on its day in the region's calendar, with what follows from that.

Nothing here reads a file or asks a clock: the same plan and day 0 give the same schedule on any day. The days are
worked out at once, everything else when somebody asks for it, so that a thousand campaigns can be looked at.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.campaigns.course import CourseGate, CourseStep
from mopsdocs.campaigns.day_zero import day_zero
from mopsdocs.campaigns.days import Days, days_of
from mopsdocs.campaigns.model import Plan, Problem, ScheduledGate, ScheduledStep
from mopsdocs.campaigns.network import Key, Node, Room, critical_path, rooms
from mopsdocs.campaigns.placing import Moment
from mopsdocs.campaigns.public_holidays import NamedDay
from mopsdocs.campaigns.waiting import nodes_of
from mopsdocs.campaigns.work import Weeks, added_up, further_days, weeks_of_work
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.records import deviation_of

_NOWHERE: Final = datetime.date.max


def schedule(plan: Plan, anchor: datetime.date | None = None) -> Schedule:
    """The schedule of `plan` for day 0 on `anchor`, which is the campaign's own without one."""
    zero, known = day_zero(plan, anchor or plan.campaign.anchor_date)
    return Schedule(days_of(plan, zero), tuple(known))


@dataclass(frozen=True)
class Schedule:
    """A campaign in its region's calendar. `of_day_zero` are the problems with day 0 itself."""

    days: Days
    of_day_zero: tuple[Problem, ...]

    @property
    def plan(self) -> Plan:
        """What it was made from."""
        return self.days.plan

    @property
    def anchor(self) -> Moment:
        """Day 0, with its time and zone."""
        return self.days.zero

    @property
    def timezone(self) -> str:
        """The name of the zone that times are in."""
        return str(self.days.zero.time.tzinfo)

    @cached_property
    def steps(self) -> tuple[ScheduledStep, ...]:
        """Every step, in order of time, the undated last."""
        found = [self._step(one) for one in self.plan.course.steps.values()]
        return tuple(sorted(found, key=lambda one: one.date or _NOWHERE))

    @cached_property
    def gates(self) -> tuple[ScheduledGate, ...]:
        """Every gate, in order of time, the undated last."""
        found = [self._gate(one) for one in self.plan.course.gates.values()]
        return tuple(sorted(found, key=lambda one: one.date or _NOWHERE))

    @cached_property
    def gate_states(self) -> Mapping[str, GateState]:
        """Where every gate stands, by id, in reading order."""
        return self.plan.gates

    @cached_property
    def nodes(self) -> Mapping[Key, Node]:
        """What is still to do, and what waits for what."""
        return nodes_of(self.days)

    @cached_property
    def rooms(self) -> Mapping[Key, Room]:
        """How late each of that may be; what waits for itself is not there."""
        return rooms(self.nodes)

    @cached_property
    def critical_path(self) -> tuple[Key, ...]:
        """The chain with the least room that leads to the launch; without one to come, to what is due last."""
        ahead = [("step", id) for id in self.plan.course.launches if ("step", id) in self.nodes]
        last = max(self.nodes, key=lambda key: self.nodes[key].at, default=("step", ""))
        return critical_path(self.nodes, self.rooms, ahead[0] if ahead else last)

    @cached_property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """The first day and the last, day 0 among them."""
        placed = [*self.days.steps.values(), *(gate.placed for gate in self.days.gates.values())]
        dates = [self.anchor.date, *(one.date for one in placed if one is not None)]
        return min(dates), max(dates)

    @cached_property
    def special_days(self) -> tuple[NamedDay, ...]:
        """The days off, half days and working week-ends in this time."""
        return tuple(self.plan.calendar.special_days(*self.span))

    @cached_property
    def again(self) -> Mapping[str, tuple[datetime.date, ...]]:
        """The further days of steps that recur, up to the last day on which anything of their stage is due."""
        last: dict[str, datetime.date] = {}
        for id, one in self.plan.course.steps.items():
            placed = self.days.steps[id]
            if placed is not None:
                last[one.stage] = max(placed.date, last.get(one.stage, placed.date))
        found = {}
        for id, one in self.plan.course.steps.items():
            placed = self.days.steps[id]
            if one.step.recurs is not None and placed is not None:
                until = last[one.stage]
                found[id] = further_days(placed.date, one.step.recurs, until, self.anchor.date, self.plan.calendar)
        return found

    @cached_property
    def work(self) -> Mapping[str, Weeks]:
        """Hours of work per ISO week of each step that has both work and a day."""
        calendar = self.plan.calendar
        found: dict[str, Weeks] = {}
        for id, one in self.plan.course.steps.items():
            placed = self.days.steps[id]
            if one.hours and placed is not None:
                hands = len(one.step.responsible)
                dates = (placed.date, *self.again.get(id, ()))
                each = [weeks_of_work(one.hours, hands, date, calendar) for date in dates]
                found[id] = each[0] if len(each) == 1 else tuple(sorted(added_up(each).items()))
        return found

    @cached_property
    def effort(self) -> Mapping[str, Mapping[str, float]]:
        """Hours of work per role and ISO week, both sorted."""
        parts: dict[str, list[Weeks]] = {}
        for id, weeks in self.work.items():
            roles = self.plan.course.steps[id].step.responsible
            for role in roles:
                parts.setdefault(role, []).append(tuple((week, hours / len(roles)) for week, hours in weeks))
        return {role: dict(sorted(added_up(parts[role]).items())) for role in sorted(parts)}

    @cached_property
    def _holders(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    @cached_property
    def _critical(self) -> frozenset[Key]:
        return frozenset(self.critical_path)

    def _step(self, one: CourseStep) -> ScheduledStep:
        step, key = one.step, ("step", one.step.id)
        placed = self.days.steps[step.id]
        room = self.rooms.get(key)
        deviation = deviation_of(self.plan.campaign, step)
        return ScheduledStep(
            step=step,
            stage=one.stage,
            placed=placed,
            half_day=placed is not None and self.plan.calendar.share(placed.date) == 0.5,
            people=self._people(step.responsible),
            again=self.again.get(step.id, ()),
            hours=one.hours,
            work=self.work.get(step.id, ()),
            done_on=self.days.done.get(step.id),
            deviation=deviation.reason if deviation is not None else None,
            slack=room.slack if room is not None else None,
            critical=key in self._critical,
        )

    def _gate(self, one: CourseGate) -> ScheduledGate:
        day, key = self.days.gates[one.gate.id], ("gate", one.gate.id)
        roles = tuple(dict.fromkeys(approver.role for approver in one.gate.approvers))
        room = self.rooms.get(key)
        return ScheduledGate(
            gate=one.gate,
            stage=one.stage,
            placed=day.placed,
            approvers=roles,
            people=self._people(roles),
            decides_on=one.work,
            ready=day.ready,
            decide_by=day.decide_by,
            decided_on=self.days.decided.get(one.gate.id),
            slack=room.slack if room is not None else None,
            critical=key in self._critical,
            state=self.gate_states[one.gate.id],
        )

    def _people(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Who holds these roles in the campaign, each person once."""
        if roles not in self._holders:
            held = self.plan.campaign.people
            self._holders[roles] = tuple(dict.fromkeys(held[role] for role in roles if role in held))
        return self._holders[roles]
