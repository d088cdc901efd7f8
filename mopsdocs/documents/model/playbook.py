"""Playbooks and their regional copies."""

import datetime

from mopsdocs.documents.model.base import ChecklistItem, Governed, Link, Struct


class Step(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    kind: str
    responsible: tuple[str, ...]
    accountable: str
    due: str
    severity: str | None = None
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    effort: str | None = None
    can_outsource: bool | None = None
    depends_on: tuple[str, ...] = ()
    when: str | None = None
    evidence: str | None = None
    how_to: str | None = None
    tools: tuple[str, ...] = ()
    recurs: str | None = None
    rationale: str | None = None
    description: str | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()


class Approver(Struct, frozen=True, kw_only=True):
    role: str
    when: str | None = None


class Gate(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    type: str
    approvers: tuple[Approver, ...]
    description: str | None = None
    quorum: str | int | None = None
    independent: bool | None = None
    criteria: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    due: str | None = None
    close_before: str | None = None
    sla: str | None = None
    escalate_to: str | None = None
    previous_ids: tuple[str, ...] = ()


class Stage(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    type: str
    steps: tuple[Step, ...]
    goal: str | None = None
    description: str | None = None
    gate: Gate | None = None
    previous_ids: tuple[str, ...] = ()


class Brief(Struct, frozen=True, kw_only=True):
    objective: str | None = None
    audience: str | None = None
    offer: str | None = None
    message: str | None = None
    channels: str | None = None
    tracking: str | None = None
    nurture: str | None = None
    amplification: str | None = None
    tie_ins: str | None = None
    budget: str | None = None


class Variable(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    type: str
    description: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str | int | bool | None = None


class Kpi(Struct, frozen=True, kw_only=True):
    metric: str
    target: int | float | str | None = None
    guardrail: str | None = None
    note: str | None = None


class Asset(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    owner: str | None = None
    description: str | None = None
    licence_expires: datetime.date | None = None
    url: str | None = None


class Origin(Struct, frozen=True, kw_only=True):
    playbook: str
    path: str
    version: str
    sha256: str
    blob: str | None = None
    kept: tuple[str, ...] = ()


class PlaybookHead(Governed, frozen=True, kw_only=True):
    """Everything about a playbook but its stages, which are nine tenths of it and seldom asked for."""

    type: str
    anchor: str
    brief: Brief
    kpis: tuple[Kpi, ...]
    region: str | None = None
    origin: Origin | None = None
    tier: str | None = None
    maturity: str | None = None
    channels: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    segments: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()
    related: tuple[str, ...] = ()


class Playbook(PlaybookHead, frozen=True, kw_only=True):
    """A library playbook, or a regional copy when it has a region and an origin."""

    stages: tuple[Stage, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in reading order."""
        return tuple(step for stage in self.stages for step in stage.steps)
