"""What several kinds of document share."""

import datetime

import msgspec


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Deprecation(Struct, frozen=True, kw_only=True):
    reason: str
    replaced_by: str | None = None
    removed_in: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    title: str
    url: str


class ChecklistItem(Struct, frozen=True, kw_only=True):
    id: str
    text: str
    severity: str | None = None
    when: str | None = None
    previous_ids: tuple[str, ...] = ()


class DocumentModel(Struct, frozen=True, kw_only=True):
    kind: str
    schema_version: int


class Governed(DocumentModel, frozen=True, kw_only=True):
    """The shared header of playbooks and processes."""

    id: str
    title: str
    summary: str
    status: str
    version: str
    owner: str
    last_reviewed: datetime.date
    effective_date: datetime.date | None = None
    review_cycle_days: int | None = None
    tags: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    deprecation: Deprecation | None = None


class Owned(DocumentModel, frozen=True, kw_only=True):
    """The optional header of catalogues and regions."""

    owner: str | None = None
    status: str | None = None
    last_reviewed: datetime.date | None = None
    review_cycle_days: int | None = None
