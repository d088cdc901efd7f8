"""All campaigns as a table, a line each, and below it what is late, due soon or blocked, with who does it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.campaigns.network import Key
from mopsdocs.campaigns.overview import Overview, Row
from mopsdocs.campaigns.results import Achieved
from mopsdocs.campaigns.standing import Standing, StepStanding
from mopsdocs.checks.facts.gate_words import Title
from mopsdocs.documents.timing import weekday_in_words
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted, listed, quoted

_HEAD: Final = ("Campaign", "Region", "Day 0", "Status", "Done", "Late", "Soon", "Blocked", "Next gate")
_NOTES: Final = " " * 4
_SHOWN: Final = 5
"""Steps of one kind that are listed for one campaign."""


def campaigns_text(found: Overview, title: Title, style: Style) -> str:
    """The overview for a terminal."""
    blocks = [list(_table(found, title, style))] if found.rows else [["There are no campaigns."]]
    blocks += [list(_details(row, title, style)) for row in found.rows]
    blocks.append([f"Not shown: {safe(one.message)} {style.good(safe(one.hint))}" for one in found.left_out])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _table(found: Overview, title: Title, style: Style) -> Iterator[str]:
    rows = [_HEAD, *(_cells(row.standing, title) for row in found.rows)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(_HEAD) - 1)]
    yield style.bold(_line(_HEAD, widths))
    for row in rows[1:]:
        yield _line(row, widths)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=False)]
    return "  ".join([*padded, row[-1]]).rstrip()


def _cells(standing: Standing, title: Title) -> tuple[str, ...]:
    campaign, steps = standing.campaign, standing.steps
    settled = sum(not one.is_open for one in steps)
    gate = standing.next_gate
    counts = (len(standing.of("late")), len(standing.of("soon")), len(standing.blocked))
    return (
        campaign.id,
        safe(title("region", campaign.region)),
        _short(campaign.anchor_date),
        campaign.status.replace("_", " "),
        f"{settled}/{len(steps)}",
        *(str(count) if count else "–" for count in counts),
        safe(gate.state.gate.title) if gate is not None else "all met",
    )


def _details(row: Row, title: Title, style: Style) -> Iterator[str]:
    standing = row.standing
    lines = [
        *_steps("Late", standing.of("late"), standing, title),
        *_steps("Due soon", standing.of("soon"), standing, title),
        *_proof(standing),
        *_results(row.achieved, title),
    ]
    if lines:
        yield style.bold(safe(standing.campaign.title))
        yield from lines


def _steps(head: str, steps: Sequence[StepStanding], standing: Standing, title: Title) -> Iterator[str]:
    for one in steps[:_SHOWN]:
        people = listed(title("person", person) for person in one.people) or "nobody yet"
        day = _short(one.date) if one.date is not None else "no day"
        yield f"{head}: {day}  {safe(one.step.title)} ({safe(people)})"
        if one.waits_for:
            yield f"{_NOTES}waits for {safe(_waits(one.waits_for, standing))}"
    if len(steps) > _SHOWN:
        yield f"{head}: and {len(steps) - _SHOWN} more"


def _waits(keys: Sequence[Key], standing: Standing) -> str:
    course = standing.days.plan.course
    titles = [
        f'"{course.steps[id].step.title}"' if kind == "step" else f'the gate "{course.gates[id].gate.title}"'
        for kind, id in keys
    ]
    return listed(titles)


def _proof(standing: Standing) -> Iterator[str]:
    lacking = [one for one in standing.steps if one.lacks_proof]
    if lacking:
        titles = safe(quoted([one.step.title for one in lacking], _SHOWN))
        yield f"Proof missing for {counted(len(lacking), 'step')}: {titles}"


def _results(achieved: Sequence[Achieved], title: Title) -> Iterator[str]:
    kpis = [one for one in achieved if one.is_kpi]
    words = {"met": "met", "missed": "missed", "not-measured": "not measured"}
    for outcome, word in words.items():
        names = [title("metric", one.metric) for one in kpis if one.outcome == outcome]
        if names:
            yield f"Targets {word}: {safe(listed(names))}"


def _short(day: datetime.date) -> str:
    """`Tue 12 Jan 2027`."""
    weekday, number, month, year = weekday_in_words(day).split(" ")
    return f"{weekday} {number:>2} {month[:3]} {year}"
