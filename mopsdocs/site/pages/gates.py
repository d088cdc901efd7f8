"""Where the gates of a campaign stand: what was decided, and what is missing until each is met."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mopsdocs.campaigns.model import ScheduledGate
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.gate_states import gate_states
from mopsdocs.checks.facts.gate_words import disregarded_in_words, missing_in_words, relaxed_in_words
from mopsdocs.checks.facts.records import ids_of
from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Approval
from mopsdocs.site.pages.runs import Run
from mopsdocs.site.pages.ticks import Criterion, criteria_of, tick


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate of a campaign. One that was decided about and is not in the playbook has an id and decisions alone.

    `planned` is its day, where there is a schedule. `missing` and `remarks` are sentences: what it waits for, and what
    is odd about its decisions. `criteria` are those of a gate that is not met yet.
    """

    id: str
    title: str
    url: str
    planned: ScheduledGate | None
    met: bool
    decided_on: datetime.date | None
    decisions: tuple[Approval, ...]
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    type: str = ""
    criteria: tuple[Criterion, ...] = ()


def gate_rows(library: Library, run: Run) -> Iterator[GateRow]:
    """Every gate of the campaign in reading order; then those that its playbook does not have."""
    campaign = run.campaign
    planned = {gate.id: gate for gate in run.schedule.gates} if run.schedule is not None else {}
    states = gate_states(campaign, run.work, Staff.of(library)) if run.work is not None else {}
    firsts = first_ids(state.gate for state in states.values())
    for id, state in states.items():
        yield GateRow(
            id,
            state.gate.title,
            run.part_url("gate", id),
            planned.get(id),
            state.met,
            state.decided_on,
            tuple(approval for approval in campaign.approvals if approval.gate in ids_of(state.gate)),
            tuple(missing_in_words(missing, library.title) for missing in state.missing),
            tuple(_remarks(state, library)),
            state.gate.type,
            () if state.met else criteria_of(state.gate, tick("gate", firsts[id])),
        )
    known = {id for state in states.values() for id in ids_of(state.gate)}
    for id in dict.fromkeys(approval.gate for approval in campaign.approvals if approval.gate not in known):
        found = tuple(approval for approval in campaign.approvals if approval.gate == id)
        yield GateRow(id, id, "", None, False, None, found, ("The playbook has no such gate.",))


def _remarks(state: GateState, library: Library) -> Iterator[str]:
    for one in state.disregarded:
        yield f"{disregarded_in_words(one, library.title)}"
    if state.relaxed:
        yield relaxed_in_words(state, library.title)
