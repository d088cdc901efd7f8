"""The home page: search first, then questions by what people want, then a card for each part of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.changelog import ON_HOME, TITLE, Changelog

ASKED: Final = 6
"""Questions of one intent that are seen at once."""

_MOST: Final = 120
_LISTED: Final = 8
_INTENTS: Final = (
    ("Run a campaign", ("playbook",)),
    ("Get a job done", ("process",)),
    ("Keep to the rules of a region", ("region",)),
    ("Use a tool", ("tool",)),
    ("Understand a word or a number", ("term", "metric")),
)
_CARDS: Final = (
    ("playbook", "playbooks/", "Playbooks", "How each kind of campaign is run, step by step."),
    ("process", "processes/", "Processes", "How standing jobs are done."),
    ("region", "regions/", "Regions", "Consent, calendar and footers by country."),
    ("role", "roles/", "Roles", "Who does what, and what is not their job."),
    ("tool", "tools/", "Tools", "What we use, who answers for it, how to get access."),
    ("campaign", "campaigns/", "Campaigns", "Playbooks that are being run."),
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Something people come for, with the questions that lead there: the first few, and the rest."""

    title: str
    first: tuple[tuple[str, Entry], ...]
    rest: tuple[tuple[str, Entry], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the site; `entries` are the first few of `count`."""

    title: str
    url: str
    text: str
    count: int
    entries: tuple[Entry, ...]


class HomeView:
    """What the home page shows."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def intents(self) -> tuple[Intent, ...]:
        """Intents that have questions."""
        found = []
        for title, kinds in _INTENTS:
            entries = [entry for kind in kinds for entry in self._library.entries(kind)]
            questions = _in_turn(entries)[:_MOST]
            if questions:
                found.append(Intent(title, tuple(questions[:ASKED]), tuple(questions[ASKED:])))
        return tuple(found)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Parts of the site that have entries."""
        found = []
        for kind, url, title, text in _CARDS:
            entries = self._library.entries(kind)
            if entries:
                found.append(Card(title, url, text, len(entries), entries[:_LISTED]))
        return tuple(found)


def _in_turn(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """The questions of `entries`: the first of each, then the second of each, and so on."""
    columns = [[(answer, entry) for answer in entry.item.answers] for entry in entries]
    return [question for row in zip_longest(*columns) for question in row if question is not None]


def pages(
    library: Library, changelog: Changelog | None = None, campaigns: Sequence[tuple[str, str]] = ()
) -> Iterator[Page]:
    """The home page, with what changed lately where that is known.

    `campaigns` are the addresses and titles of pages over all campaigns.
    """
    told = changelog if changelog is not None and changelog.changes else None
    context = {
        "view": HomeView(library),
        "changelog": told,
        "changes_title": TITLE,
        "on_home": ON_HOME,
        "beside": campaigns,
    }
    yield Page("", "Home", "home.html", context, library.settings.summary or "", wide=True)
