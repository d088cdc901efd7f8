"""What happened to the documents of the site, as far as their pages tell it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.documents.model import Repository
from mopsdocs.git.history import Commit
from mopsdocs.review.history import Entry, Told
from mopsdocs.review.sentences import Levels, reported, sentences, without_addresses
from mopsdocs.site.urls import commit_url, list_url, url_of

SHOWN: Final = 8
"""Entries that a page shows at once."""

LISTED: Final = 40
"""Earlier ones that it lists. The page would grow with the repository; `mopsdocs log` has them all."""

CHANGES: Final = 12
"""Changes of one entry that are told."""

_WITH_A_PAGE: Final = ("playbook", "process", "campaign", "region")
_ENTRIES_WITH_A_PAGE: Final = ("role", "tool", "metric", "overview")


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    """What is known of one document: the newest `entries`, and the commits that changed it before, newest first."""

    entries: tuple[Entry, ...]
    older: tuple[Commit, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitHistory:
    """A commit with what it did to documents, by their paths of today; `more` of them are not told."""

    commit: Commit
    entries: tuple[tuple[str, Entry], ...]
    more: int


@dataclass(frozen=True, slots=True)
class SiteHistory:
    """Everything that a site tells of the past. `documents` are by path, `recent` are the newest commits.

    `levels` are those of the workspace. Where the site has a public `address`, there is a feed.
    """

    documents: Mapping[str, DocumentHistory]
    recent: tuple[CommitHistory, ...]
    levels: Levels
    address: str = ""


class Line:
    """A commit as a page names it: what people typed, without e-mail addresses, and where it can be looked at."""

    def __init__(self, commit: Commit, repository: Repository | None) -> None:
        self.commit = commit
        self.day: datetime.date = commit.date.date()
        self.subject = without_addresses(commit.subject) or commit.id[:12]
        self.author = without_addresses(commit.author)
        self.tags = commit.tags
        self.url = commit_url(repository, commit.id)

    @property
    def words(self) -> tuple[object, ...]:
        """All that it says."""
        return self.commit.id, self.day.toordinal(), self.subject, self.author, self.tags, self.url


class Account:
    """What an entry says: sentences, and changes with their levels, of which some may be left out."""

    def __init__(self, entry: Entry, levels: Levels, most: int, part: str = "") -> None:
        found = [(level, told) for level, told in reported(entry, levels) if _is_about(told, part)]
        self.changes: tuple[tuple[Severity, str], ...] = tuple((level, told.message) for level, told in found[:most])
        self.more = len(found) - len(self.changes)
        self.sentences = () if part else tuple(sentences(entry, levels))


class PageHistory:
    """What a page tells of its document: the newest entries, the earlier ones as a list, and how many are left out.

    `whole` is the address of the page with the history of the whole catalogue, on the page of one of its entries.
    """

    def __init__(self, told: Sequence[tuple[Line, Account]], older: Sequence[Line], whole: str = "") -> None:
        earlier = [*(line for line, _ in told[SHOWN:]), *older]
        self.newest = tuple(told[:SHOWN])
        self.earlier = tuple(earlier[:LISTED])
        self.more = len(earlier) - len(self.earlier)
        self.count = len(earlier)
        self.whole = whole

    @property
    def words(self) -> str:
        """All that it says, in one piece: the same for histories that say the same."""
        newest = [(*line.words, account.changes, account.more, account.sentences) for line, account in self.newest]
        return repr((newest, [line.words for line in self.earlier], self.more, self.count, self.whole))


def page_histories(library: Library, history: SiteHistory) -> dict[str, PageHistory]:
    """What each page tells, by its address."""
    repository = library.settings.repository
    found: dict[str, PageHistory] = {}
    for entry in (*(entry for kind in _WITH_A_PAGE for entry in library.entries(kind)), *library.all_copies):
        past = history.documents.get(entry.path)
        if past is not None and (past.entries or past.older):
            found[url_of(entry)] = _whole([past], history.levels, repository)
    catalogues: dict[str, list[DocumentHistory]] = {}
    for document in library.documents:
        if document.kind in ENTRY_LISTS and document.path in history.documents:
            catalogues.setdefault(document.kind, []).append(history.documents[document.path])
    for kind, pasts in catalogues.items():
        for entry_kind, key in ENTRY_LISTS[kind]:
            url = list_url(entry_kind)
            if library.entries(entry_kind) and any(past.entries or past.older for past in pasts):
                found[url] = _whole(pasts, history.levels, repository)
            if entry_kind in _ENTRIES_WITH_A_PAGE:
                found.update(_parts(library, history, entry_kind, key, url))
    return found


def _whole(pasts: Sequence[DocumentHistory], levels: Levels, repository: Repository | None) -> PageHistory:
    entries = _in_order(pasts)
    older = sorted((one for past in pasts for one in past.older), key=lambda commit: commit.date, reverse=True)
    told = [(Line(commit, repository), Account(entry, levels, CHANGES)) for commit, entry in entries]
    return PageHistory(told, [Line(commit, repository) for commit in older])


def _parts(library: Library, history: SiteHistory, kind: str, key: str, url: str) -> Iterator[tuple[str, PageHistory]]:
    """What the pages of single entries of a catalogue tell: what became of that entry."""
    repository = library.settings.repository
    for entry in library.entries(kind):
        past = history.documents.get(entry.path)
        accounts = [
            (commit, Account(one, history.levels, CHANGES, f"{key}[{entry.id}]"))
            for commit, one in _in_order([past] if past is not None else [])
        ]
        told = [(Line(commit, repository), account) for commit, account in accounts if account.changes]
        if told:
            yield url_of(entry), PageHistory(told, (), f"{url}#history")


def _in_order(pasts: Sequence[DocumentHistory]) -> list[tuple[Commit, Entry]]:
    """The entries of several documents with their commits, newest first; those of one stay in their order."""
    entries = (entry for past in pasts for entry in past.entries)
    found = [(entry.version.commit, entry) for entry in entries if entry.version.commit is not None]
    return found if len(pasts) == 1 else sorted(found, key=lambda one: one[0].date, reverse=True)


def _is_about(told: Told, part: str) -> bool:
    return not part or told.unit == part or told.unit.startswith(f"{part}/")
