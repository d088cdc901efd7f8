"""Settings of the workspace and accepted findings."""

import datetime

import msgspec

from mopsdocs.documents.model.base import DocumentModel, Struct


class Repository(Struct, frozen=True, kw_only=True):
    url: str
    branch: str = "main"


class Thresholds(Struct, frozen=True, kw_only=True):
    review_cycle_days: int = 365
    legal_review_days: int = 365
    renewal_notice_days: int = 90
    licence_notice_days: int = 60
    term_signers: int = 2
    answer_words: int = 4
    effort_days: int = 10


class Topics(Struct, frozen=True, kw_only=True, rename="kebab"):
    suppression: tuple[str, ...] = ()
    unsubscribe: tuple[str, ...] = ()
    postal_address: tuple[str, ...] = ()
    plain_text: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    rollback: tuple[str, ...] = ()
    on_call: tuple[str, ...] = ()


class Settings(DocumentModel, frozen=True, kw_only=True):
    """`site_config/workspace.yml`."""

    name: str
    summary: str | None = None
    owner: str | None = None
    locale: str = "en"
    repository: Repository | None = None
    site_url: str | None = None
    rules: dict[str, str] = msgspec.field(default_factory=dict)
    changes: dict[str, str] = msgspec.field(default_factory=dict)
    team: str = "team"
    required_stages: tuple[str, ...] = ("planning", "qa", "launch", "monitor")
    thresholds: Thresholds = Thresholds()
    topics: Topics = Topics()

    @property
    def solo(self) -> bool:
        """Whether one person holds several roles here."""
        return self.team == "solo"


class Waiver(Struct, frozen=True, kw_only=True):
    reason: str
    approver: str
    expires: datetime.date
    fingerprint: str | None = None
    rule: str | None = None
    unit: str | None = None


class Waivers(DocumentModel, frozen=True, kw_only=True):
    waivers: tuple[Waiver, ...]
    changes: tuple[Waiver, ...] = ()
