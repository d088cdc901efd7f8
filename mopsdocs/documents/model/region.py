"""Regions: calendar, law and language."""

import datetime

import msgspec

from mopsdocs.documents.model.base import Owned, Struct
from mopsdocs.documents.model.playbook import Step


class ExtraDay(Struct, frozen=True, kw_only=True):
    date: datetime.date
    title: str
    half_day: bool = False


class Holidays(Struct, frozen=True, kw_only=True):
    country: str
    subdivision: str | None = None
    categories: tuple[str, ...] = ()
    extra: tuple[ExtraDay, ...] = ()


class SendWindow(Struct, frozen=True, kw_only=True):
    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    days: tuple[str, ...] = ()


class Consent(Struct, frozen=True, kw_only=True):
    b2b: str
    b2c: str
    note: str | None = None


class RequiredStep(Struct, frozen=True, kw_only=True):
    after_stage_type: str
    step: Step
    channels: tuple[str, ...] = ()


class Region(Owned, frozen=True, kw_only=True):
    code: str
    title: str
    locales: tuple[str, ...]
    timezone: str
    workweek: tuple[str, ...]
    holidays: Holidays
    currency: str
    regimes: tuple[str, ...]
    consent: Consent
    unsubscribe_sla: str
    footer: tuple[str, ...]
    legal_last_verified: datetime.date
    sources: tuple[str, ...]
    summary: str | None = None
    send_window: SendWindow | None = None
    required_steps: tuple[RequiredStep, ...] = ()
    notes: str | None = None
    synonyms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The code, under the name that every other entry has for it."""
        return self.code
