"""Settings of the workspace and accepted findings."""

from __future__ import annotations

import datetime

import msgspec

from mopsdocs.documents.model.base import DocumentModel, Struct


class Repository(Struct, frozen=True, kw_only=True):
    url: str
    branch: str = "main"


class Settings(DocumentModel, frozen=True, kw_only=True):
    """`site_config/workspace.yml`."""

    name: str
    summary: str | None = None
    locale: str = "en"
    repository: Repository | None = None
    rules: dict[str, str] = msgspec.field(default_factory=dict)


class Waiver(Struct, frozen=True, kw_only=True):
    reason: str
    approver: str
    expires: datetime.date
    fingerprint: str | None = None
    rule: str | None = None
    unit: str | None = None


class Waivers(DocumentModel, frozen=True, kw_only=True):
    waivers: tuple[Waiver, ...]
