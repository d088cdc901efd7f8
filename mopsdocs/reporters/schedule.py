"""A schedule as somebody who runs the campaign would print it: a table in order of time, and what to know about it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.campaigns.load import WeekLoad
from mopsdocs.campaigns.model import Problem, ScheduledGate, ScheduledStep
from mopsdocs.campaigns.placing import Placed
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.timing import weekday_in_words
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted

Title = Callable[[str, str], str]
"""What people call the entry of a kind with an id: `title("person", "ops-desk")`."""

Source = Literal["campaign", "option", "earliest"]
"""Where day 0 comes from: the campaign's file, --anchor or --earliest."""

_HEAD: Final = ("Date", "Due", "What", "Who", "Room")
_DONE: Final = datetime.date.max
_NOTES: Final = " " * 4


@dataclass(frozen=True, slots=True)
class Report:
    """A schedule with its problems and the load of the weeks that it has a part in."""

    made: Schedule
    source: Source
    problems: tuple[Problem, ...]
    loads: tuple[WeekLoad, ...]


def schedule_text(report: Report, title: Title, style: Style) -> str:
    """The schedule for a terminal or a printer."""
    made = report.made
    blocks = [list(_head(report, title, style)), list(_table(made, title, style))]
    blocks += [
        list(_left_out(made, style)),
        list(_days(made, style)),
        list(_path(made, style)),
        list(_effort(report, title, style)),
    ]
    blocks += [list(_problems(report.problems, style))]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(report: Report, title: Title, style: Style) -> Iterator[str]:
    made = report.made
    campaign, playbook = made.plan.campaign, made.plan.playbook
    yield f"{style.bold(safe(campaign.title))}  {campaign.id}"
    day = weekday_in_words(made.anchor.date)
    time = f", {campaign.anchor_time}" if campaign.anchor_time is not None else ""
    where = safe(title("region", campaign.region))
    yield f"{safe(playbook.title)} {playbook.version} in {where}. Day 0 is {day}{time} ({made.timezone})."
    if report.source == "earliest":
        yield "That is the first day 0 that leaves everybody enough time from today on."
    if report.source != "campaign" and made.anchor.date != campaign.anchor_date:
        yield f"The campaign itself says {weekday_in_words(campaign.anchor_date)}; nothing was changed."


def _table(made: Schedule, title: Title, style: Style) -> Iterator[str]:
    rows = [(one.date or _DONE, *_step(one, title, made.plan.run.undecided)) for one in made.steps]
    rows += [(one.date or _DONE, *_gate(one, title)) for one in made.gates]
    rows.sort(key=lambda row: row[0])
    cells = [_HEAD, *(row[1] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(_HEAD) - 1)]
    yield style.bold(_line(_HEAD, widths))
    for _, row, notes in rows:
        yield _line(row, widths)
        for note in notes:
            yield style.dim(f"{_NOTES}{note}")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=False)]
    return "  ".join([*padded, row[-1]]).rstrip()


def _step(one: ScheduledStep, title: Title, undecided: frozenset[str]) -> tuple[tuple[str, ...], list[str]]:
    people = ", ".join(safe(title("person", person)) for person in one.people) or "nobody yet"
    room = f"done {_short(one.done_on)}" if one.done_on is not None else _room(one.slack, one.critical)
    notes = list(_notes(one.placed))
    if one.half_day:
        notes.append("people work half of this day")
    if one.step.when in undecided:
        notes.append(f"only if {safe(one.step.when or '')}, which is not known yet")
    if one.step.recurs is not None:
        days = ", ".join(_short(day) for day in one.again[:6])
        more = f" and {len(one.again) - 6} times more" if len(one.again) > 6 else ""
        notes.append(f"{one.step.recurs}{f', again on {days}{more}' if days else ''}")
    if one.deviation is not None:
        notes.append(f"done differently: {safe(one.deviation)}")
    return (_when(one.placed), one.step.due, safe(one.title), people, room), notes


def _gate(one: ScheduledGate, title: Title) -> tuple[tuple[str, ...], list[str]]:
    people = ", ".join(safe(title("person", person)) for person in one.people) or "nobody yet"
    due = one.gate.due or (f"{one.gate.close_before} before" if one.gate.close_before else "")
    room = f"go {_short(one.decided_on)}" if one.decided_on is not None else _room(one.slack, one.critical)
    return (_when(one.placed), due, f"Gate: {safe(one.title)}", people, room), [
        *_notes(one.placed),
        *_agreed_too_early(one),
    ]


def _agreed_too_early(one: ScheduledGate) -> Iterator[str]:
    if one.decided_on is not None and not one.state.met:
        yield f"not met: {counted(len(one.state.missing), 'thing')} still missing, which mopsdocs gate lists"


def _notes(placed: Placed | None) -> Iterator[str]:
    if placed is not None and placed.reason is not None:
        yield f"moved: {safe(placed.reason)}"
    if placed is not None and placed.estimated:
        yield "estimated: rests on a holiday that is not announced yet"


def _room(slack: int | None, critical: bool) -> str:
    if slack is None:
        return ""
    days = "1 day" if abs(slack) == 1 else f"{abs(slack)} days"
    room = days if slack >= 0 else f"{days} short"
    return f"{room}, critical" if critical else room


def _when(placed: Placed | None) -> str:
    if placed is None:
        return "no day"
    return f"{_short(placed.date)} {placed.time:%H:%M}" if placed.time is not None else _short(placed.date)


def _short(day: datetime.date) -> str:
    """`Tue 12 Jan 2027`."""
    weekday, number, month, year = weekday_in_words(day).split(" ")
    return f"{weekday} {number:>2} {month[:3]} {year}"


def _left_out(made: Schedule, style: Style) -> Iterator[str]:
    steps = made.plan.left_out
    if steps:
        yield style.bold("Not part of this campaign")
        longest = max(width(safe(step.title)) for step in steps)
        for step in steps:
            title = safe(step.title)
            yield f"{title}{' ' * (longest - width(title))}  only if {safe(step.when or '')}"


def _days(made: Schedule, style: Style) -> Iterator[str]:
    if made.special_days:
        yield style.bold("Days that are not like others")
    for day in made.special_days:
        kind = "" if day.kind == "day off" else f", {day.kind}"
        yield f"{_short(day.date)}  {safe(day.name)}{kind}{', estimated' if day.estimated else ''}"


def _path(made: Schedule, style: Style) -> Iterator[str]:
    if len(made.critical_path) > 1:
        titles = {("step", step.id): step.title for step in made.steps}
        titles.update({("gate", gate.id): gate.title for gate in made.gates})
        yield style.bold("Critical path")
        yield " → ".join(safe(titles[key]) for key in made.critical_path)


def _effort(report: Report, title: Title, style: Style) -> Iterator[str]:
    effort = report.made.effort
    if not effort:
        return
    yield style.bold("Hours per role and week")
    names = {role: safe(title("role", role)) for role in effort}
    longest = max(map(width, names.values()))
    for role, weeks in effort.items():
        parts = "  ".join(f"{week} {hours:.4g}" for week, hours in weeks.items())
        yield f"{names[role]}{' ' * (longest - width(names[role]))}  {parts}"


def _problems(problems: Sequence[Problem], style: Style) -> Iterator[str]:
    for problem in problems:
        yield f"{style.level(problem.level, problem.level.value)}: {safe(problem.message)}"
        yield f"{_NOTES}{style.good(safe(problem.hint))}"
    counts = [(level, sum(problem.level == level for problem in problems)) for level in Severity]
    told = [f"{count} {level.value}{'' if count == 1 else 's'}" for level, count in counts if count]
    yield f"{', '.join(told)}." if told else "No problems."
