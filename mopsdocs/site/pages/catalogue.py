"""Entries of catalogues that share one page, each with its anchor and who uses it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import catalogue_facts
from mopsdocs.site.pages.old_anchors import of_entries
from mopsdocs.site.pages.used_by import UsedBy
from mopsdocs.site.urls import anchor


class CatalogueView:
    """The entries of one kind in the order of the page."""

    def __init__(self, library: Library, entries: Sequence[Entry]) -> None:
        self._library = library
        self.entries = entries

    def used_by(self, entry: Entry) -> UsedBy:
        """Who names `entry`."""
        return UsedBy(self._library, entry.kind, entry.id)


def catalogue_page(library: Library, kind: str, address: str, title: str, summary: str, **context: Any) -> Page | None:
    """The page for all entries of `kind`, or None where there are none. Its template is called after its address."""
    entries = library.entries(kind)
    if not entries:
        return None
    template = f"{address.rstrip('/').replace('-', '_')}.html"
    view = CatalogueView(library, entries)
    answers = {anchor(entry.id): getattr(entry.item, "answers", ()) for entry in entries}
    facts = catalogue_facts(library, entries)
    synonyms = {anchor(entry.id): other_words(entry) for entry in entries}
    return Page(
        address,
        title,
        template,
        {"view": view, **context},
        summary,
        facts,
        section_synonyms=synonyms,
        section_answers=answers,
        old_anchors=partial(of_entries, entries),
    )


def other_words(entry: Entry) -> tuple[str, ...]:
    """Synonyms of an entry, aliases of a field, values of a tag: what people may type instead of its title."""
    values = tuple(value.id for value in getattr(entry.item, "values", ()))
    return (*getattr(entry.item, "synonyms", ()), *getattr(entry.item, "aliases", ()), *values)
