"""Processes and policies."""

from mopsdocs.documents.model.base import ChecklistItem, Governed, Link, Struct


class ProcessStep(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    description: str | None = None
    responsible: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    sla: str | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    links: tuple[Link, ...] = ()
    previous_ids: tuple[str, ...] = ()


class Process(Governed, frozen=True, kw_only=True):
    process_type: str
    approver: str
    steps: tuple[ProcessStep, ...] = ()
    body: str | None = None
    tools: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    superseded_by: str | None = None
