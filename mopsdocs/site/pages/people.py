"""People: one page with a section per person or desk."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.catalogue import catalogue_page

_SUMMARY = "Who holds which role, and how to reach them."


def pages(library: Library, steps: frozenset[str] = frozenset()) -> Iterator[Page]:
    """The page of people, where there are any; `steps` are the addresses of pages that list what somebody has to do."""
    page = catalogue_page(library, "person", "people/", "People", _SUMMARY, open_steps=steps)
    if page is not None:
        yield page
