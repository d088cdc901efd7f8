"""All campaigns for programs. The shape is published as `schemas/campaigns.json` and changes only with `version`."""

from __future__ import annotations

import datetime
from typing import Any, Final

import msgspec

from mopsdocs.campaigns.overview import Overview, Row
from mopsdocs.campaigns.results import Achieved
from mopsdocs.campaigns.standing import GateStanding, Standing, StepStanding

VERSION: Final = 1
"""Version of the shape."""

_WORDS: Final = ("done", "different", "late", "soon", "ahead", "undated", "resting")


def campaigns_json(found: Overview) -> str:
    """The overview as JSON. Days are ISO dates."""
    document = {
        "version": VERSION,
        "today": found.today.isoformat(),
        "campaigns": [_campaign(row) for row in found.rows],
        "left_out": [{"campaign": one.campaign, "message": one.message, "hint": one.hint} for one in found.left_out],
    }
    # A thousand campaigns are megabytes: json.dumps would take longer than finding out what they say.
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _campaign(row: Row) -> dict[str, Any]:
    standing = row.standing
    campaign, playbook = standing.campaign, standing.days.plan.playbook
    words = [one.word for one in standing.steps]
    return {
        "id": campaign.id,
        "title": campaign.title,
        "status": campaign.status,
        "region": campaign.region,
        "playbook": playbook.id,
        "playbook_version": playbook.version,
        "anchor": campaign.anchor_date.isoformat(),
        "steps": {"all": len(words), **{word: words.count(word) for word in _WORDS}},
        "late": [_step(one) for one in standing.of("late")],
        "soon": [_step(one) for one in standing.of("soon")],
        "blocked": [_step(one) for one in standing.blocked],
        "proof_missing": [one.step.id for one in standing.steps if one.lacks_proof],
        "gates": [_gate(one) for one in standing.gates],
        "next_gate": _next_gate(standing),
        "results": [_result(one) for one in row.achieved],
    }


def _step(one: StepStanding) -> dict[str, Any]:
    return {
        "id": one.step.id,
        "stage": one.stage,
        "title": one.step.title,
        "date": _iso(one.date),
        "people": list(one.people),
        "waits_for": [{"kind": kind, "id": id} for kind, id in one.waits_for],
    }


def _gate(one: GateStanding) -> dict[str, Any]:
    gate = one.state.gate
    return {
        "id": gate.id,
        "title": gate.title,
        "type": gate.type,
        "date": _iso(one.date),
        "standing": one.word,
        "decided_on": _iso(one.state.decided_on),
        "missing": len(one.state.missing),
    }


def _next_gate(standing: Standing) -> str | None:
    gate = standing.next_gate
    return gate.state.gate.id if gate is not None else None


def _result(one: Achieved) -> dict[str, Any]:
    return {
        "metric": one.metric,
        "kpi": one.is_kpi,
        "target": one.target,
        "value": one.value,
        "on": _iso(one.on),
        "outcome": one.outcome,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None
