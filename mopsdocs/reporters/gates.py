"""Where the gates of a campaign stand, for somebody who wants to launch: what is decided, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.reporting import ready_to_launch
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.gate_words import (
    Title,
    decision_in_words,
    disregarded_in_words,
    missing_in_words,
    relaxed_in_words,
    remedy,
    seat_in_words,
)
from mopsdocs.documents.timing import day_in_words
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted

_NOTES: Final = " " * 4


def gates_text(
    plan: Plan, states: Mapping[str, GateState], chosen: Sequence[GateState], title: Title, style: Style
) -> str:
    """The `chosen` gates among all `states` of the campaign of `plan`, and what to do when nothing is missing."""
    campaign = plan.campaign
    blocks = [[f"{style.bold(safe(campaign.title))}  {campaign.id}"]]
    blocks += [list(_gate(state, campaign.id, title, style)) for state in chosen]
    if not chosen:
        blocks.append(["The playbook of this campaign has no gates."])
    if ready_to_launch(plan, states):
        blocks.append([launch_words(plan)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def launch_words(plan: Plan) -> str:
    """What to do once everything before the launch is decided."""
    return f"Everything is there: set status: launched in {plan.path}."


def _gate(state: GateState, campaign: str, title: Title, style: Style) -> Iterator[str]:
    verdict = style.good("met") if state.met else style.bad("not met")
    yield f"{style.bold(safe(state.gate.title))} ({state.gate.id}): {verdict}"
    yield from _decisions(state, title)
    if state.missing:
        yield f"Missing: {counted(len(state.missing), 'thing')}."
        yield from missing_lines(state, campaign, title, style)


def _decisions(state: GateState, title: Title) -> Iterator[str]:
    disregarded = [one.approval for one in state.disregarded]
    for approval in state.decisions:
        if approval not in disregarded:
            yield f"{safe(decision_in_words(approval, title))}."
    yield from (safe(disregarded_in_words(one, title)) for one in state.disregarded)
    yield from (f"Condition: {safe(text)}" for text in state.conditions)
    for seat in state.seats:
        if seat.undecided and seat.decision is not None:
            yield f"{safe(seat_in_words(seat, title))}: nobody can tell yet whether that role must decide."
    if state.relaxed:
        yield safe(relaxed_in_words(state, title))
    if state.met and state.decided_on is not None:
        yield f"Decided on {day_in_words(state.decided_on.isoformat())}."


def missing_lines(state: GateState, campaign: str, title: Title, style: Style) -> Iterator[str]:
    """What a gate waits for, each with what helps."""
    for missing in state.missing:
        yield f"- {safe(missing_in_words(missing, title))}"
        yield style.good(f"{_NOTES}{safe(remedy(missing, campaign, state.gate))}")


def changed_gates(
    opened: Iterable[GateState], closed: Iterable[GateState], campaign: str, title: Title, style: Style
) -> Iterator[str]:
    """The gates that are met now, and those that no longer are, with what is missing there."""
    for state in opened:
        yield f"{style.good('Met:')} {safe(state.gate.title)} ({state.gate.id})."
    for state in closed:
        yield f"{style.bad('No longer met:')} {safe(state.gate.title)} ({state.gate.id})."
        yield from missing_lines(state, campaign, title, style)
