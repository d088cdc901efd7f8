"""Campaigns: one run of a playbook in one region."""

import datetime

import msgspec

from mopsdocs.documents.model.base import DocumentModel, Struct
from mopsdocs.documents.model.playbook import Brief


class Progress(Struct, frozen=True, kw_only=True):
    done_on: datetime.date
    by: str
    evidence: str | None = None
    note: str | None = None


class Approval(Struct, frozen=True, kw_only=True):
    gate: str
    decision: str
    by: str
    on: datetime.date
    conditions: tuple[str, ...] = ()
    note: str | None = None


class Deviation(Struct, frozen=True, kw_only=True):
    step: str
    reason: str
    approved_by: str | None = None


class Result(Struct, frozen=True, kw_only=True):
    metric: str
    value: int | float | str
    on: datetime.date | None = None
    note: str | None = None


class Campaign(DocumentModel, frozen=True, kw_only=True):
    id: str
    title: str
    playbook: str
    region: str
    status: str
    anchor_date: datetime.date
    people: dict[str, str]
    summary: str | None = None
    anchor_time: str | None = None
    playbook_version: str | None = None
    variables: dict[str, str | int | bool] = msgspec.field(default_factory=dict)
    brief: Brief | None = None
    progress: dict[str, Progress] = msgspec.field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    results: tuple[Result, ...] = ()
    retrospective: str | None = None
    tags: tuple[str, ...] = ()
