"""Segments: one page with a section per segment."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.catalogue import catalogue_page

_SUMMARY = "Audiences with their criteria, what is taken off, and why we may write to them."


def pages(library: Library) -> Iterator[Page]:
    """The page of segments, where there are any."""
    page = catalogue_page(library, "segment", "segments/", "Segments", _SUMMARY)
    if page is not None:
        yield page
