"""Gates for programs. The shape is published as `schemas/gate.json` and changes only with `version`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.reporting import ready_to_launch
from mopsdocs.checks.facts.gate_state import GateState, Missing, Seat
from mopsdocs.checks.facts.gate_words import Title, disregarded_in_words, missing_in_words, remedy
from mopsdocs.documents.model import Approval

VERSION: Final = 1
"""Version of the shape."""


def gates_json(plan: Plan, states: Mapping[str, GateState], chosen: Sequence[GateState], title: Title) -> str:
    """The `chosen` gates among all `states` as JSON. Days are ISO dates."""
    campaign = plan.campaign
    document = {
        "version": VERSION,
        "campaign": campaign.id,
        "title": campaign.title,
        "status": campaign.status,
        "met": all(state.met for state in chosen),
        "ready_to_launch": ready_to_launch(plan, states),
        "gates": [gate_value(state, campaign.id, title) for state in chosen],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def gate_value(state: GateState, campaign: str, title: Title) -> dict[str, Any]:
    """One gate as the published shapes have it."""
    gate = state.gate
    return {
        "id": gate.id,
        "title": gate.title,
        "type": gate.type,
        "stage": state.stage,
        "met": state.met,
        "decided_on": state.decided_on.isoformat() if state.decided_on is not None else None,
        "independent": bool(gate.independent),
        "needed": state.needed,
        "agreed": state.agreed,
        "approvers": [_seat(seat) for seat in state.seats],
        "decisions": [_decision(one, state, title) for one in state.decisions],
        "conditions": list(state.conditions),
        "own_work_allowed": list(state.relaxed),
        "missing": [_missing(one, state, campaign, title) for one in state.missing],
    }


def _seat(seat: Seat) -> dict[str, Any]:
    return {
        "role": seat.role,
        "when": seat.when,
        "undecided": seat.undecided,
        "people": list(seat.people),
        "barred": list(seat.barred),
        "decision": seat.decision.decision if seat.decision is not None else None,
        "decided_by": seat.decision.by if seat.decision is not None else None,
        "decided_as": seat.taken_as,
    }


def _decision(approval: Approval, state: GateState, title: Title) -> dict[str, Any]:
    ignored = next((one for one in state.disregarded if one.approval is approval), None)
    return {
        "decision": approval.decision,
        "by": approval.by,
        "on": approval.on.isoformat(),
        "conditions": list(approval.conditions),
        "note": approval.note,
        "counts": ignored is None,
        "reason": disregarded_in_words(ignored, title) if ignored is not None else None,
    }


def _missing(missing: Missing, state: GateState, campaign: str, title: Title) -> dict[str, Any]:
    return {
        "kind": missing.kind,
        "step": missing.step.id if missing.step is not None else None,
        "roles": [seat.role for seat in missing.seats],
        "message": missing_in_words(missing, title),
        "hint": remedy(missing, campaign, state.gate),
    }
