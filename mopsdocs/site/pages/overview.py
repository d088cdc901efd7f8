"""Overviews: the index by what people come for, and one page each, laid out by its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import LinksToEntries, Overview, OverviewRow
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import catalogue_facts, facts_of
from mopsdocs.site.pages.used_by import Group, UsedBy
from mopsdocs.site.urls import list_url, url_of

_SUMMARY: Final = (
    "Marketing operations as a whole: what it does, what you get from it, how to start, how well it works."
)
_INDEX: Final = (
    ("New here?", ("learning_path", "reading_path")),
    ("What you get from us", ("stakeholder",)),
    ("What we do, and who we are", ("charter", "task_map", "primer")),
    ("How well it works", ("health_check", "scorecard")),
)
_ORDER: Final = tuple(type for _, types in _INDEX for type in types)
_SCOPES: Final = (("in", "What we do"), ("out", "What is not our job"))
_KINDS: Final = (
    ("playbooks", "playbook"),
    ("processes", "process"),
    ("tools", "tool"),
    ("roles", "role"),
    ("metrics", "metric"),
    ("terms", "term"),
    ("segments", "segment"),
    ("regions", "region"),
    ("overviews", "overview"),
)
"""Keys of links with the kind of entry that they name, in the order in which a reader sees them."""
_HOW: Final = frozenset({"playbook", "process", "tool", "overview"})
"""Kinds whose pages say how something is done."""


class RowView:
    """A row with its anchor and its links, as kind and id."""

    def __init__(self, row: OverviewRow, anchor: str) -> None:
        self.row = row
        self.anchor = anchor

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What the row leads to."""
        return _links(self.row.links)

    @property
    def is_written(self) -> bool:
        """Whether something says how it is done here, not only who knows."""
        return any(kind in _HOW for kind, _ in self.links)

    @property
    def share(self) -> str:
        """The share without a needless nought: `84.5`, `15`."""
        return "" if self.row.share is None else f"{self.row.share:g}"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading; without one the title is empty."""

    title: str
    anchor: str
    rows: tuple[RowView, ...]


class OverviewView:
    """What the page of an overview shows."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self._library = library
        self.overview: Overview = entry.item

    @cached_property
    def rows(self) -> tuple[RowView, ...]:
        """Rows in order, those of a task map by share; a duplicate id, which `validate` reports, gets a number."""
        rows: Sequence[OverviewRow] = self.overview.rows
        if self.overview.type == "task_map":
            rows = sorted(rows, key=lambda row: -(row.share or 0))
        seen: dict[str, int] = {}
        found = []
        for row in rows:
            seen[row.id] = seen.get(row.id, 0) + 1
            anchor = f"row-{row.id}" if seen[row.id] == 1 else f"row-{row.id}--{seen[row.id]}"
            found.append(RowView(row, anchor))
        return tuple(found)

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        """Rows by the heading that they name, headings in the order in which they come first."""
        by_title: dict[str, list[RowView]] = {}
        for row in self.rows:
            by_title.setdefault(row.row.group or "", []).append(row)
        return tuple(
            RowGroup(title, f"group-{number}", tuple(rows)) for number, (title, rows) in enumerate(by_title.items(), 1)
        )

    @property
    def scopes(self) -> tuple[RowGroup, ...]:
        """What is our job, then what is not; nothing of which there are no rows."""
        groups = (
            RowGroup(title, f"scope-{scope}", tuple(row for row in self.rows if row.row.scope == scope))
            for scope, title in _SCOPES
        )
        return tuple(group for group in groups if group.rows)

    @property
    def stops(self) -> tuple[RowGroup, ...]:
        """Rows by when they are done, in the order of the file."""
        by_time: dict[str, list[RowView]] = {}
        for row in self.rows:
            by_time.setdefault(row.row.when or "", []).append(row)
        return tuple(
            RowGroup(title, f"stop-{number}", tuple(rows)) for number, (title, rows) in enumerate(by_time.items(), 1)
        )

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What is worth reading with it."""
        return _links(self.overview.links)

    @property
    def used_by(self) -> tuple[Group, ...]:
        """Everything that names it."""
        return UsedBy(self._library, "overview", self.overview.id).groups


def _links(links: LinksToEntries) -> tuple[tuple[str, str], ...]:
    return tuple((kind, id) for key, kind in _KINDS for id in getattr(links, key))


def in_order(library: Library) -> tuple[Entry, ...]:
    """All overviews by what people come for, and as their file has them."""
    entries = library.entries("overview")
    return tuple(sorted(entries, key=lambda entry: (_ORDER.index(entry.item.type), entry.path, entry.pointer)))


def _index(entries: Sequence[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    groups = ((title, tuple(entry for entry in entries if entry.item.type in types)) for title, types in _INDEX)
    return tuple((title, found) for title, found in groups if found)


def pages(library: Library) -> Iterator[Page]:
    """The index and every overview, where there are any."""
    entries = in_order(library)
    if not entries:
        return
    facts = catalogue_facts(library, entries)
    yield Page(list_url("overview"), "Overviews", "overviews.html", {"groups": _index(entries)}, _SUMMARY, facts)
    for entry in entries:
        overview: Overview = entry.item
        own = {"owner": overview.owner, "last_reviewed": overview.last_reviewed}
        if overview.review_cycle_days is not None:
            own["review_cycle_days"] = overview.review_cycle_days
        yield Page(
            url_of(entry),
            entry.title,
            f"overview_{overview.type}.html",
            {"view": OverviewView(library, entry)},
            overview.summary,
            facts_of(library, entry.path, **own),
            overview.answers,
            overview.synonyms,
        )
