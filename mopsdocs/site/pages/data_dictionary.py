"""The data dictionary: one page with a section per field, grouped by what the fields belong to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.catalogue import catalogue_page

_SUMMARY = "One name for each piece of data, the system whose value wins, and the names it goes by elsewhere."


class FieldGroups:
    """Fields by their object: contact, account, campaign."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __iter__(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Each object with its fields."""
        entries = sorted(self._library.entries("field"), key=lambda entry: str(entry.item.object))
        for name, group in groupby(entries, key=lambda entry: str(entry.item.object)):
            yield name, tuple(group)


def pages(library: Library) -> Iterator[Page]:
    """The data dictionary, where there is one."""
    groups = FieldGroups(library)
    page = catalogue_page(library, "field", "data-dictionary/", "Data dictionary", _SUMMARY, groups=groups)
    if page is not None:
        yield page
