"""The home page: search first, then what people come for, the four pillars, what changed and what is running."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from mopsdocs.campaigns.plan import RUNNING
from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.changelog import ON_HOME, TITLE, Changelog
from mopsdocs.site.pages.facts import region_title
from mopsdocs.site.pages.intents import RUN, Intent, intents
from mopsdocs.site.pages.pillars import Pillar

LISTED: Final = 8
"""Playbooks, regions or campaigns of which the home page names the first."""


class HomeView:
    """What the home page shows. `known` are the site's other pages by address."""

    def __init__(self, library: Library, pillars: tuple[Pillar, ...], known: Mapping[str, Page]) -> None:
        self._library = library
        self._known = known
        self.pillars = pillars

    @cached_property
    def _all_intents(self) -> tuple[Intent, ...]:
        return intents(self._library, frozenset(self._known))

    @property
    def intents(self) -> tuple[Intent, ...]:
        """What people come for, with questions that documents answer; but for running a campaign."""
        return tuple(intent for intent in self._all_intents if intent.id != RUN)

    @property
    def asked(self) -> tuple[tuple[str, Entry], ...]:
        """The first questions about running a campaign."""
        return next((intent.first for intent in self._all_intents if intent.id == RUN), ())

    @property
    def playbooks(self) -> tuple[tuple[Entry, ...], int]:
        """The playbooks that most campaigns run, then by title, and how many there are."""
        entries = self._library.entries("playbook")
        runs = [entry.item.playbook for entry in self._library.entries("campaign")]
        return tuple(sorted(entries, key=lambda entry: -runs.count(entry.id))[:LISTED]), len(entries)

    @property
    def regions(self) -> tuple[tuple[Entry, ...], int]:
        """The first regions by title, and how many there are."""
        entries = self._library.entries("region")
        return entries[:LISTED], len(entries)

    @property
    def running(self) -> tuple[tuple[tuple[Entry, str], ...], int]:
        """Campaigns with work ahead of somebody by day 0, each with its region, and how many there are."""
        entries = [entry for entry in self._library.entries("campaign") if entry.item.status in RUNNING]
        entries.sort(key=lambda entry: (entry.item.anchor_date, entry.id))
        shown = tuple((entry, region_title(self._library, entry.item.region)) for entry in entries[:LISTED])
        return shown, len(entries)

    def has(self, url: str) -> bool:
        """Whether the site has a page at `url`."""
        return url in self._known


def pages(
    library: Library, pillars: tuple[Pillar, ...], known: Mapping[str, Page], changelog: Changelog | None = None
) -> Iterator[Page]:
    """The home page, with what changed lately where that is known."""
    told = changelog if changelog is not None and changelog.changes else None
    context = {
        "view": HomeView(library, pillars, known),
        "changelog": told,
        "changes_title": TITLE,
        "on_home": ON_HOME,
    }
    yield Page("", "Home", "home.html", context, library.settings.summary or "", wide=True)
