"""The glossary: one page with a section per term."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.catalogue import catalogue_page

_SUMMARY = (
    "Words that we all use in one sense. A definition changes only when everybody under “agreed with” has agreed."
)


def pages(library: Library) -> Iterator[Page]:
    """The glossary, where there is one."""
    page = catalogue_page(library, "term", "glossary/", "Glossary", _SUMMARY)
    if page is not None:
        yield page
