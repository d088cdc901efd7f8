"""Small plans for tests: a playbook of the given steps, run in the given region."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from mopsdocs.campaigns.calendar import WorkingCalendar
from mopsdocs.campaigns.course import course_of
from mopsdocs.campaigns.model import Plan, ScheduledGate, ScheduledStep
from mopsdocs.campaigns.placing import Placed
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.documents.campaign_run import CampaignRun
from mopsdocs.documents.model import Campaign, Person, Playbook, Region

Fields = dict[str, Any]

BERLIN: Fields = {
    "timezone": "Europe/Berlin",
    "workweek": ["mon", "tue", "wed", "thu", "fri"],
    "holidays": {"country": "DE", "subdivision": "BE"},
}
RIYADH: Fields = {
    "timezone": "Asia/Riyadh",
    "workweek": ["sun", "mon", "tue", "wed", "thu"],
    "holidays": {"country": "SA"},
}
WEDNESDAY = datetime.date(2027, 2, 10)
"""A day in Berlin with no holiday within six weeks before it, and three after it."""


def region(fields: Fields = BERLIN) -> Region:
    rest = {
        "kind": "region", "schema_version": 1, "code": "here", "title": "Here", "locales": ["en"], "currency": "EUR",
        "regimes": ["gdpr"], "consent": {"b2b": "opt-in", "b2c": "opt-in"}, "unsubscribe_sla": "1bd",
        "footer": ["Address"], "legal_last_verified": "2026-09-01", "sources": ["https://example.com"],
    }  # fmt: skip
    return msgspec.convert({**rest, **fields}, Region)


def step(id: str, due: str, **fields: Any) -> Fields:
    rest = {"title": f"Do {id}", "kind": "task", "responsible": ["doer"], "accountable": "doer"}
    return {"id": id, "due": due, **rest, **fields}


def gate(id: str, **fields: Any) -> Fields:
    return {"id": id, "title": f"Decide {id}", "type": "approval", "approvers": [{"role": "boss"}], **fields}


def stage(*steps: Fields, type: str = "build", gate: Fields | None = None, id: str = "") -> Fields:
    made = {"id": id or type, "title": type, "type": type, "steps": list(steps)}
    return made if gate is None else {**made, "gate": gate}


def plan(
    stages: Sequence[Fields], place: Region | None = None, anchor: datetime.date = WEDNESDAY, **campaign: Any
) -> Plan:
    where = place or region()
    playbook = {
        "kind": "playbook", "schema_version": 1, "id": "run", "title": "Run", "summary": "S", "status": "approved",
        "version": "1.0.0", "owner": "doer", "last_reviewed": "2026-09-01", "type": "webinar", "anchor": "send_date",
        "brief": {}, "kpis": [{"metric": "m"}], "stages": list(stages),
    }  # fmt: skip
    run = {
        "kind": "campaign", "schema_version": 1, "id": "c1", "title": "C1", "playbook": "run", "region": where.code,
        "status": "planned", "anchor_date": anchor, "people": {"doer": "desk", "boss": "chief"}, **campaign,
    }  # fmt: skip
    people = (Person(id="desk", name="Desk", roles=("doer",)), Person(id="chief", name="Chief", roles=("boss",)))
    runs = msgspec.convert(playbook, Playbook)
    return Plan(
        msgspec.convert(run, Campaign),
        CampaignRun(runs, runs, frozenset()),
        course_of(runs),
        where,
        WorkingCalendar.of(where),
        {person.id: person for person in people},
        Staff({person.roles[0]: (person.id,) for person in people}),
    )


def step_of(made: Schedule, id: str) -> ScheduledStep:
    return next(step for step in made.steps if step.id == id)


def gate_of(made: Schedule, id: str) -> ScheduledGate:
    return next(gate for gate in made.gates if gate.id == id)


def placed(found: ScheduledStep | ScheduledGate) -> Placed:
    assert found.placed is not None
    return found.placed
