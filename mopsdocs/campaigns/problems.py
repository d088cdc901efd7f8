"""What is wrong with a schedule, each with what helps. Whoever plans reads these first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from mopsdocs.campaigns.model import Problem, ScheduledGate, ScheduledStep
from mopsdocs.campaigns.network import Key
from mopsdocs.campaigns.placing import days_from
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.conditions.expressions import names_in, variable_name
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.timing import period_in_words, weekday_in_words
from mopsdocs.wording import counted, quoted

_AHEAD: Final = frozenset({"planned", "running", "launched"})
"""Where a campaign stands while its steps are still to be done in time."""


def problems_of(made: Schedule, today: datetime.date | None = None) -> Iterator[Problem]:
    """Every problem of `made`; with `today` also what should have been done by now."""
    yield from made.of_day_zero
    yield from _past(made, today)
    yield from _anchor(made)
    yield from _undated(made)
    yield from _broken_dependencies(made)
    yield from _gates(made)
    yield from _too_little_time(made)
    yield from _people(made)
    yield from _playbook(made)
    yield from _calendar(made)


def _past(made: Schedule, today: datetime.date | None) -> Iterator[Problem]:
    if today is None or made.plan.campaign.status not in _AHEAD:
        return
    late = [step for step in made.steps if step.is_open and step.date is not None and step.date < today]
    if late:
        first = late[0]
        day = weekday_in_words(first.date or today)
        message = f"{counted(len(late), 'step')} should be done by now: {quoted([step.title for step in late])}."
        hint = (
            f"The first was due on {day}. Record what is done, or see mopsdocs schedule --earliest for a later day 0."
        )
        yield Problem("overdue", Severity.WARNING, message, hint, ("step", first.id))


def _anchor(made: Schedule) -> Iterator[Problem]:
    calendar, day = made.plan.calendar, made.anchor.date
    if calendar.is_working(day):
        return
    named = calendar.named(day)
    why = named.name if named is not None and named.kind == "day off" else "not a working day"
    before, after = calendar.nth(day, -1), calendar.nth(day, 1)
    near = " and ".join(weekday_in_words(one) for one in (before, after) if one is not None)
    message = f"Day 0, {weekday_in_words(day)}, is {why}. What is due on it stays there."
    yield Problem("anchor-off", Severity.WARNING, message, f"The working days next to it are {near}.")


def _undated(made: Schedule) -> Iterator[Problem]:
    for step in made.steps:
        if step.date is None:
            message = f'"{step.title}" is due {step.step.due}, which no calendar has.'
            yield Problem(
                "no-date", Severity.ERROR, message, "Correct its due date in the playbook.", ("step", step.id)
            )
    for gate in made.gates:
        if gate.date is None and gate.gate.due is not None:
            message = f'"{gate.title}" is due {gate.gate.due}, which no calendar has.'
            yield Problem("no-date", Severity.ERROR, message, "Correct it in the playbook.", ("gate", gate.id))


def _broken_dependencies(made: Schedule) -> Iterator[Problem]:
    steps = {step.id: step for step in made.steps}
    for step in made.steps:
        for id in step.step.depends_on:
            first = steps.get(id)
            if first is None or first is step or not step.is_open or not first.is_open:
                continue
            if not _is_later(first, step):
                continue
            message = f'"{step.title}" is due on {_said(step)}, but waits for "{first.title}", due on {_said(first)}.'
            hint = f"In this calendar {first.step.due} comes after {step.step.due}; change one of them in the playbook."
            yield Problem("dependency-broken", Severity.ERROR, message, hint, ("step", step.id))


def _gates(made: Schedule) -> Iterator[Problem]:
    steps = {step.id: step for step in made.steps}
    for gate in made.gates:
        if gate.date is None or gate.ready is None or gate.decided_on is not None:
            continue
        key = ("gate", gate.id)
        if not gate.approvers:
            message = f'Nobody decides at "{gate.title}": the conditions rule out every approver for this campaign.'
            hint = "Correct the conditions of its approvers in the playbook, or the campaign's variables."
            yield Problem("nobody-decides", Severity.ERROR, message, hint, key)
        own = [steps[id] for id in gate.decides_on if steps[id].is_open]
        after = [step for step in own if step.date is not None and step.date > gate.date]
        day = weekday_in_words(gate.date)
        if after:
            names = quoted([step.title for step in after])
            message = f'"{gate.title}" is to be decided by {day}, before {names} is due.'
            hint = f"Make the gate due {weekday_in_words(gate.ready)} or later, or that work earlier."
            yield Problem("gate-before-work", Severity.ERROR, message, hint, key)
        elif gate.decide_by is not None and gate.decide_by > gate.date:
            allowed = period_in_words(gate.gate.sla or "0d")
            message = (
                f'"{gate.title}" must be decided by {day}. The approvers have {allowed} from the day after '
                f"{weekday_in_words(gate.ready)}, when the work is ready: until {weekday_in_words(gate.decide_by)}."
            )
            yield Problem("sla-too-long", Severity.WARNING, message, "Finish the work earlier, or agree on a day.", key)


def _too_little_time(made: Schedule) -> Iterator[Problem]:
    nodes, room = made.nodes, made.rooms
    worst: dict[Key, Key] = {}
    for key, one in room.items():
        before = worst.get(one.because_of)
        if one.slack < 0 and (before is None or (one.slack, nodes[key].at) < (room[before].slack, nodes[before].at)):
            worst[one.because_of] = key
    circular = [key for key in nodes if key not in room]
    if not worst and not circular:
        return
    titles: dict[Key, str] = {("step", step.id): step.title for step in made.steps}
    titles.update({("gate", gate.id): gate.title for gate in made.gates})
    dates: dict[Key, datetime.date | None] = {("step", step.id): step.date for step in made.steps}
    dates.update({("gate", gate.id): gate.date for gate in made.gates})
    for end, start in worst.items():
        lacking = counted(-room[start].slack, "working day")
        first, last = dates[start], dates[end]
        if first is None or last is None:
            continue
        message = (
            f'From "{titles[start]}" on {weekday_in_words(first)} to "{titles[end]}" on {weekday_in_words(last)} '
            f"there is {lacking} less than the work between them takes."
        )
        hint = f'Begin "{titles[start]}" {lacking} earlier, or share the work among more people.'
        yield Problem("too-little-time", Severity.WARNING, message, hint, start)
    if circular:
        message = f"{quoted([titles[key] for key in circular])} cannot begin: they wait for each other."
        hint = "Take one of the dependencies out of the playbook; mopsdocs validate shows the circle."
        yield Problem("circle", Severity.ERROR, message, hint, circular[0])


def _people(made: Schedule) -> Iterator[Problem]:
    campaign, known = made.plan.campaign, made.plan.people
    file = f"playbooks/campaigns/{campaign.id}.yml"
    missing: dict[str, list[str]] = {}
    for step in made.steps:
        for role in step.step.responsible:
            if role not in campaign.people and step.is_open:
                missing.setdefault(role, []).append(step.title)
    for role, titles in missing.items():
        message = f"Nobody is named as {role}, who is to do {quoted(titles)}."
        yield Problem("nobody", Severity.WARNING, message, f"Add {role}: and a person under people in {file}.")
    for role, person in campaign.people.items():
        if person not in known:
            message = f'There is no person "{person}", who is to be {role}.'
            hint = f"Correct people in {file}, or add the person to site_config/people.yml."
            yield Problem("person-unknown", Severity.ERROR, message, hint)


def _playbook(made: Schedule) -> Iterator[Problem]:
    campaign, playbook = made.plan.campaign, made.plan.run.whole
    if campaign.playbook_version is not None and campaign.playbook_version != playbook.version:
        message = (
            f"The campaign began with version {campaign.playbook_version} of {playbook.id}; "
            f"the days are those of version {playbook.version}."
        )
        hint = f"mopsdocs log {made.plan.playbook_key} tells what changed since."
        yield Problem("playbook-moved-on", Severity.INFO, message, hint)
    known = {id for step in playbook.steps for id in (step.id, *step.previous_ids)}
    gone = [id for id in campaign.progress if id not in known]
    unwanted = [
        step for step in made.plan.left_out if any(id in campaign.progress for id in (step.id, *step.previous_ids))
    ]
    if unwanted:
        message = (
            f"Recorded as done, although they are no part of this campaign: {quoted([one.title for one in unwanted])}."
        )
        hint = f"{quoted([one.when or '' for one in unwanted])} does not hold; check variables in {made.plan.path}."
        yield Problem("step-does-not-apply", Severity.WARNING, message, hint)
    if made.plan.run.undecided:
        yield from _undecided(made)
    if gone:
        message = f"Recorded as done, but no longer in the playbook: {quoted(gone)}. The records stay as they are."
        hint = f"mopsdocs log {made.plan.playbook_key} tells when they left."
        yield Problem("step-gone", Severity.WARNING, message, hint)


def _calendar(made: Schedule) -> Iterator[Problem]:
    for gap in made.plan.calendar.gaps(*made.span):
        yield Problem(gap.id, Severity.WARNING, gap.message, gap.hint)
    dated: list[ScheduledStep | ScheduledGate] = [*made.steps, *made.gates]
    resting = [one for one in dated if one.placed is not None and one.placed.estimated]
    if resting:
        first, last = made.span
        around = made.plan.calendar.special_days(days_from(first, -1) or first, days_from(last, 1) or last)
        names = dict.fromkeys(day.name.removesuffix(" (observed)") for day in around if day.estimated)
        message = (
            f"The days of {' and '.join(names)} are estimated, because the moon decides; "
            f"{counted(len(resting), 'date')} may move by a day or two."
        )
        file = f"site_config/regions/{made.plan.region.code}.yml"
        hint = f"When the days are announced, update the holidays package, or write them under extra: in {file}."
        yield Problem("estimated", Severity.INFO, message, hint)


def _is_later(first: ScheduledStep, step: ScheduledStep) -> bool:
    """Whether `first` is due after `step`. Times of day count where both have one."""
    if first.placed is None or step.placed is None:
        return False
    if first.placed.time is not None and step.placed.time is not None:
        return first.placed.time > step.placed.time
    return first.placed.date > step.placed.date


def _said(step: ScheduledStep) -> str:
    placed = step.placed
    if placed is None:
        return "no day"
    day = weekday_in_words(placed.date)
    return f"{day}, {placed.time:%H:%M}" if placed.time is not None else day


def _undecided(made: Schedule) -> Iterator[Problem]:
    plan = made.plan
    given = plan.campaign.variables
    read = (reading(when) for when in plan.run.undecided)
    asked = {name for found in read if not isinstance(found, Flaw) for name in names_in(found)}
    open = [one.id for one in plan.run.whole.variables if variable_name(one.id) in asked and given.get(one.id) is None]
    conditions = counted(len(plan.run.undecided), "condition")
    message = f"{conditions} cannot be decided yet, so what depends on them is part of the schedule."
    ask = f"Say under variables in {plan.path}: {', '.join(open)}."
    hint = ask if open else "The playbook says what they ask for."
    yield Problem("undecided", Severity.INFO, message, hint)
