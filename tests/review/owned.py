"""A small workspace, as texts, in which every kind of document is owned by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import parse_document

SMALL = Path(__file__).parents[1] / "documents/small"
LIBRARY, COPY, REGION = "playbooks/library/event.yml", "playbooks/regions/xx/event.yml", "site_config/regions/xx.yml"

ROLES = """\
kind: roles
schema_version: 1
owner: lead
roles:
  - {id: lead, title: Lead, responsibilities: [Leads]}
  - {id: writer, title: Writer, responsibilities: [Writes]}
  - {id: counsel, title: Counsel, responsibilities: [Knows the law]}
  - {id: director, title: Director, responsibilities: [Decides]}
  - {id: marketer, title: Regional marketer, responsibilities: [Sells]}
"""
PEOPLE = """\
kind: people
schema_version: 1
people:
  - {id: a-desk, name: Desk A, roles: [lead], handles: {github: org/leads, gitlab: org/mops/leads}}
  - {id: b-desk, name: Desk B, roles: [writer], handles: {github: bob}, email: b@example.com}
  - {id: c-desk, name: Desk C, roles: [counsel], email: c@example.com}
  - {id: d-desk, name: Desk D, roles: [director, marketer], handles: {github: org/d, gitlab: d}}
"""
SETTINGS = "kind: workspace\nschema_version: 1\nname: Northwind\n"
STAGES = """\
stages:
  - id: plan
    title: Plan
    type: planning
    steps:
      - {id: write, title: Write, kind: task, responsible: [writer], accountable: writer, due: -9bd}
    gate:
      id: brief
      title: Brief
      type: approval
      approvers: [{role: director}, {role: counsel, when: region.code == "xx"}]
  - id: launch
    title: Launch
    type: launch
    steps:
      - {id: send, title: Send, kind: task, responsible: [writer], accountable: writer, due: 0d}
    gate: {id: go, title: Go or no-go, type: go_no_go, approvers: [{role: director}]}
"""
PLAYBOOK = f"""\
kind: playbook
schema_version: 1
id: event
title: Event
summary: An event
status: approved
version: 1.0.0
owner: writer
last_reviewed: 2026-10-01
type: event
anchor: event_date
channels: [email]
brief: {{objective: o, audience: a, offer: o, message: m, tracking: t}}
kpis: [{{metric: registrations}}]
{STAGES}"""
REQUIRED = """\
required_steps:
  - after_stage_type: planning
    channels: [email]
    step:
      {id: prove, title: Prove consent, kind: check, responsible: [writer], accountable: counsel, due: -5bd}
  - after_stage_type: planning
    channels: [sms]
    step:
      {id: text, title: Keep quiet hours, kind: check, responsible: [writer], accountable: lead, due: -5bd}
"""


def region(owner: str = "owner: marketer\n") -> str:
    """The region xx, with its required steps."""
    return f"""\
kind: region
schema_version: 1
code: xx
title: Somewhere
{owner}locales: [en-XX]
timezone: Europe/Berlin
workweek: [mon, tue, wed, thu, fri]
holidays: {{country: DE}}
currency: EUR
regimes: [gdpr]
consent: {{b2b: opt-in, b2c: opt-in}}
unsubscribe_sla: 0bd
footer: [Company]
{REQUIRED}legal_last_verified: 2026-09-01
sources: ["https://example.org/law"]
"""


ORIGIN = f'region: xx\norigin: {{playbook: event, path: {LIBRARY}, version: 1.0.0, sha256: "{"0" * 64}"}}\n'

WORKSPACE: Mapping[str, str] = {
    LIBRARY: PLAYBOOK,
    COPY: PLAYBOOK.replace("owner: writer", "owner: marketer").replace("type: event\n", f"{ORIGIN}type: event\n"),
    REGION: region(),
    "site_config/roles.yml": ROLES,
    "site_config/people.yml": PEOPLE,
    "site_config/workspace.yml": SETTINGS,
    "site_config/waivers.yml": "kind: waivers\nschema_version: 1\nwaivers: []\n",
}


def library(files: Mapping[str, str] = WORKSPACE, **more: str) -> Library:
    """The documents in `files`; `more` are other texts of catalogues by kind."""
    texts = {**files, **{f"site_config/{kind}.yml": text for kind, text in more.items()}}
    readings = {path: parse_document(path, text.encode()) for path, text in texts.items()}
    assert all(reading.valid for reading in readings.values()), {p: r.diagnostics for p, r in readings.items()}
    return Library(reading.document for reading in readings.values() if reading.document is not None)


def small(kind: str) -> str:
    """The small document of a kind."""
    return (SMALL / f"{kind}.yml").read_text(encoding="utf-8")
