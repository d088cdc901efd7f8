"""Overviews: pages about marketing operations as a whole, all of one shape."""

import datetime

from mopsdocs.documents.model.base import Deprecation, Owned, Struct


class LinksToEntries(Struct, frozen=True, kw_only=True):
    """Ids of what a reader is led to, by kind."""

    playbooks: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    overviews: tuple[str, ...] = ()


class OverviewRow(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    group: str | None = None
    description: str | None = None
    action: str | None = None
    share: float | None = None
    levels: tuple[str, ...] = ()
    scope: str | None = None
    when: str | None = None
    cadence: str | None = None
    traits: tuple[str, ...] = ()
    source: str | None = None
    links: LinksToEntries = LinksToEntries()
    previous_ids: tuple[str, ...] = ()


class Overview(Struct, frozen=True, kw_only=True):
    id: str
    title: str
    summary: str
    type: str
    owner: str
    last_reviewed: datetime.date
    rows: tuple[OverviewRow, ...]
    review_cycle_days: int | None = None
    audience: tuple[str, ...] = ()
    maturity: str | None = None
    description: str | None = None
    links: LinksToEntries = LinksToEntries()
    source: str | None = None
    answers: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Overviews(Owned, frozen=True, kw_only=True):
    overviews: tuple[Overview, ...]
