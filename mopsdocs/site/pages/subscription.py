"""The days of a campaign as a calendar file beside its page, which calendar programs can subscribe to."""

from __future__ import annotations

import datetime
from typing import Final

from mopsdocs.campaigns.exports.ics import Revision, ics
from mopsdocs.campaigns.exports.itemising import export_of
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.documents.library import Library
from mopsdocs.site.pages.runs import Run

_UNKNOWN: Final = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
"""The time of documents that nobody has committed; any fixed time keeps builds alike."""


class Subscriptions:
    """Makes the calendars of campaigns.

    `address` is where the site is published, '' where that is unknown, `at` the time of the newest commit.
    """

    def __init__(self, library: Library, address: str, at: datetime.datetime | None) -> None:
        self._library = library
        self._site = f"{address.rstrip('/')}/" if address else ""
        self._revision = Revision(at or _UNKNOWN)

    def address(self, run: Run) -> str:
        """The whole address of the calendar of `run`, '' where nobody knows where the site is published."""
        return f"{self._site}{calendar_url(run)}" if self._site else ""

    def made(self, run: Run, made: Schedule) -> bytes:
        """The calendar."""

        def address(kind: str, id: str) -> str:
            there = run.part_url(kind, id)
            return f"{self._site}{there}" if self._site and there else ""

        export = export_of(made, self._library.title, address)
        return ics([export], f"{run.campaign.title} – {run.region}", self._revision)


def calendar_url(run: Run) -> str:
    """Address of the calendar relative to the site: `campaigns/<id>.ics`."""
    return f"{run.url.rstrip('/')}.ics"
