"""What a person should know about an item, as sentences; and all of it together as the description of a task."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.exports.items import Item
from mopsdocs.campaigns.model import ScheduledGate, ScheduledStep
from mopsdocs.documents.timing import weekday_in_words
from mopsdocs.documents.wording import ended
from mopsdocs.wording import listed, one_line

_PROOFS: Final = {"link": "Keep a link as proof.", "screenshot": "Keep a screenshot as proof."}
_TYPES: Final = {"approval": "An approval", "qa": "A check of the work", "go_no_go": "A decision to launch"}


@dataclass(frozen=True, slots=True)
class Oddities:
    """What is odd about a day: why it is not the one that was counted, and whether it is estimated or half a day.

    `time` is the time of day until which something is due, if it matters.
    """

    time: datetime.datetime | None = None
    moved: str | None = None
    estimated: bool = False
    half_day: bool = False


def step_notes(one: ScheduledStep, number: int, odd: Oddities, undecided: bool) -> Iterator[str]:
    """Notes on a step, on its first day or a further one."""
    step = one.step
    if undecided:
        yield ended(f"Only if {one_line(step.when or '')}, which is not known yet")
    yield from _day_notes(odd)
    if step.recurs is not None:
        yield f"Comes back {step.recurs}." if number == 1 else f"Time number {number} of a step that is {step.recurs}."
    if step.evidence in _PROOFS:
        yield _PROOFS[step.evidence]
    if one.done_on is not None and number == 1:
        yield f"Done on {weekday_in_words(one.done_on)}."
    elif one.deviation is not None:
        yield ended(f"Not done as the playbook says: {one_line(one.deviation)}")


def gate_notes(one: ScheduledGate, odd: Oddities) -> Iterator[str]:
    """Notes on a gate."""
    yield f"{_TYPES.get(one.gate.type, 'A decision')}: the work goes on only after it."
    yield from _day_notes(odd)
    if one.decided_on is not None:
        yield f"Decided on {weekday_in_words(one.decided_on)}."


def _day_notes(odd: Oddities) -> Iterator[str]:
    if odd.time is not None:
        yield f"Due at {odd.time:%H:%M} ({odd.time.tzinfo})."
    if odd.moved is not None:
        yield ended(f"The day was moved: {one_line(odd.moved)}")
    if odd.estimated:
        yield "The day is estimated: it rests on a holiday that is not announced yet."
    if odd.half_day:
        yield "People work half of this day."


def described(item: Item) -> str:
    """Everything about `item` that has no field of its own in another tool, on several lines.

    It begins with words of ours and not with what somebody typed.
    """
    names = listed(one_line(person.name) for person in item.people)
    roles = listed(item.roles)
    verb = "Decided by" if item.kind == "gate" else "Done by"
    parts = [
        f"Campaign: {one_line(item.campaign.title)} ({item.campaign.id}), stage {item.stage}.",
        f"{verb} {roles}{f': {names}' if names else ''}.",
        *item.notes,
    ]
    if item.about:
        parts += ["", item.about]
    if item.checklist:
        parts += ["", *(f"• {text}" for text in item.checklist)]
    if item.address:
        parts += ["", f"How it is done: {item.address}"]
    return "\n".join(parts)


def lines(text: str) -> str:
    """`text` as people typed it, line by line, without characters that nobody sees."""
    return "\n".join(map(one_line, text.splitlines())).strip()
