"""What changed lately, in all documents: by day, with links to their pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.review.history import Entry
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import region_title, title_of
from mopsdocs.site.pages.history import Account, Line, SiteHistory
from mopsdocs.site.pages.labels import label
from mopsdocs.site.urls import list_url, url_of
from mopsdocs.wording import one_line

URL: Final = "changes/"
TITLE: Final = "What changed"
FEED: Final = "feed.xml"
"""Where the same is for feed readers."""

CHANGES: Final = 6
"""Changes of one document in one commit that are told; its own page tells more."""

ON_HOME: Final = 4
"""Commits that the home page shows."""

_SUMMARY: Final = "The newest changes of playbooks, processes, regions and catalogues, and what they mean."


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a commit: what it is called, the address of its page ('' where it has none), what happened."""

    title: str
    kind: str
    url: str
    account: Account


@dataclass(frozen=True, slots=True)
class Change:
    """A commit: its documents, of which `more` are not told."""

    line: Line
    documents: tuple[Document, ...]
    more: int

    @property
    def level(self) -> Severity:
        """The worst level of all that is told."""
        return min((level for one in self.documents for level, _ in one.account.changes), key=lambda one: one.rank,
                   default=Severity.INFO)  # fmt: skip


class Changelog:
    """What the page shows."""

    def __init__(self, library: Library, history: SiteHistory) -> None:
        self._library = library
        self._history = history

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The newest commits, newest first."""
        repository = self._library.settings.repository
        return tuple(
            Change(
                Line(one.commit, repository),
                tuple(self._document(path, entry) for path, entry in one.entries),
                one.more,
            )
            for one in self._history.recent
        )

    @property
    def days(self) -> tuple[tuple[datetime.date, tuple[Change, ...]], ...]:
        """The same by the day on which they were made, each day once."""
        ordered = sorted(self.changes, key=lambda change: change.line.day, reverse=True)
        return tuple((day, tuple(group)) for day, group in groupby(ordered, key=lambda change: change.line.day))

    @property
    def address(self) -> str:
        """Where the site is published; '' where that is unknown."""
        return self._history.address

    def _document(self, path: str, entry: Entry) -> Document:
        title, kind, url = self._names.get(path, ("", "", ""))
        if not title:  # it has no page any more
            _, _, region = entry.about.key.partition("@")
            title = entry.about.title or one_line(path)
            title = f"{title} – {region_title(self._library, region)}" if region else title
            kind = label(entry.about.kind) if entry.about.kind else ""
        return Document(title, kind, url, Account(entry, self._history.levels, CHANGES))

    @cached_property
    def _names(self) -> dict[str, tuple[str, str, str]]:
        """What each document is called, what it is, and where its page is."""
        found: dict[str, tuple[str, str, str]] = {}
        for kind in ("playbook", "process", "campaign", "region"):
            for entry in self._library.entries(kind):
                found[entry.path] = (entry.title, label(kind), url_of(entry))
        for copy in self._library.all_copies:
            found[copy.path] = (title_of(self._library, copy), "Regional copy", url_of(copy))
        for document in self._library.documents:
            if document.kind in ENTRY_LISTS:
                kind = ENTRY_LISTS[document.kind][0][0]
                url = list_url(kind) if self._library.entries(kind) else ""
                found[document.path] = (label(document.kind), "Catalogue", url)
            elif document.kind in ("workspace", "waivers"):
                found[document.path] = ("Settings" if document.kind == "workspace" else "Waivers", "", "")
        return found


def commit_anchor(commit: str) -> str:
    """The anchor of a commit on the page."""
    return f"commit-{commit[:12]}"


def pages(changelog: Changelog | None) -> Iterator[Page]:
    """The page, where there is something to tell."""
    if changelog is not None and changelog.changes:
        yield Page(URL, TITLE, "changelog.html", {"view": changelog, "feed": FEED}, _SUMMARY)
