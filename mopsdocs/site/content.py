"""From a Library to everything the site shows: rendered pages, navigation and search entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, Final

from mopsdocs.documents.library import Library
from mopsdocs.site.feed import feed
from mopsdocs.site.menu import Navigation, is_regional, menu
from mopsdocs.site.page import Page, RenderedPage
from mopsdocs.site.pages import all_pages
from mopsdocs.site.pages.calendar import URL as CALENDAR
from mopsdocs.site.pages.changelog import FEED, Changelog
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.pages.history import SiteHistory
from mopsdocs.site.pages.my_steps import URL as MY_STEPS
from mopsdocs.site.pages.workload import URL as LOAD
from mopsdocs.site.redirects import redirects
from mopsdocs.site.rendering import Renderer

_SYNONYMS_IN_TITLE: Final = 3
"""Synonyms that stand in a search entry's title, where they weigh most; the others stand in its text."""

_LONGEST_ABBREVIATION: Final = 6

_RULES: Final = "rules/"

_RULE_WEIGHT: Final = 0.000001
"""Weight of a rule's page in the search: below whatever else has one of the words. Its id alone leads there first."""

_COPY_WEIGHT: Final = 0.7
"""Weight of a regional copy's page: its library playbook comes first, unless the query names the region."""

_RUN_WEIGHT: Final = 0.4
"""Weight of a campaign's page: it uses the words of everything that it runs, and is found by its own."""

_DATED_WEIGHT: Final = 0.3
"""Weight of the calendar's months and of everybody's steps: who asks how something is done does not mean them."""


@dataclass(frozen=True, slots=True)
class SiteContent:
    """All pages of a site, rendered, by the Markdown path that they have for MkDocs."""

    pages: Mapping[str, RenderedPage]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside the pages, by address: the feed, calendars, old addresses that lead on."""

    @property
    def feed(self) -> str:
        """What changed, for feed readers; '' for no feed."""
        return self.files.get(FEED, b"").decode()

    def without(self, paths: Collection[str]) -> SiteContent:
        """The content but for the pages at `paths`, which somebody has written by hand."""
        pages = {path: rendered for path, rendered in self.pages.items() if path not in paths}
        written = {path.removesuffix("/index.md").removesuffix(".md") + "/index.html" for path in paths}
        files = {path: data for path, data in self.files.items() if path not in written}
        return replace(self, pages=pages, files=files)

    def navigation(self, *, whole: bool) -> Navigation:
        """The menu; see `menu`."""
        return menu([rendered.page for rendered in self.pages.values()], whole=whole)

    def search_entries(self) -> Iterator[dict[str, Any]]:
        """One entry per section, in the shape of Material's search index; titles and texts are HTML-escaped."""
        for rendered in self.pages.values():
            if rendered.page.url.startswith(_RULES):
                yield _rule_entry(rendered)
                continue
            weight = _weight(rendered.page.url)
            boost = {"boost": weight} if weight is not None else {}
            for entry in _entries(rendered):
                yield {**entry, **boost}


def _weight(url: str) -> float | None:
    """How much a page counts in the search; None for as much as any."""
    if is_regional(url):
        return _COPY_WEIGHT
    if url.startswith("campaigns/"):
        return _RUN_WEIGHT
    return _DATED_WEIGHT if url.startswith((CALENDAR, MY_STEPS, LOAD)) else None


def _entries(rendered: RenderedPage) -> Iterator[dict[str, Any]]:
    """An entry for each section of a page, and one for each question that it answers."""
    page = rendered.page
    for section in rendered.sections:
        if section.anchor and not section.text:
            continue  # its content is not searched, so the heading alone would be noise
        synonyms = page.section_synonyms.get(section.anchor, ()) if section.anchor else page.synonyms
        title = section.title if section.anchor else page.title
        answers = page.section_answers.get(section.anchor, ())
        text = " ".join((section.text, *synonyms[_SYNONYMS_IN_TITLE:], *answers))
        entry = _entry(page, section.anchor, _with_synonyms(title, synonyms), text)
        abbreviations = [word for word in synonyms if _is_abbreviation(word)]
        yield {**entry, "tags": abbreviations} if abbreviations else entry
    for number, question in enumerate(page.answers, 1):
        yield _entry(page, f"answer-{number}", question, page.summary)


def _with_synonyms(title: str, synonyms: tuple[str, ...]) -> str:
    """A title that is found by other words as well: `Marketing qualified lead (MQL)`."""
    shown = [word for word in synonyms[:_SYNONYMS_IN_TITLE] if word.lower() not in title.lower()]
    return f"{title} ({', '.join(shown)})" if shown else title


def _entry(page: Page, anchor: str, title: str, text: str) -> dict[str, Any]:
    location = f"{page.url}#{anchor}" if anchor else page.url
    return {"location": location, "title": escape(title, quote=False), "text": escape(text, quote=False)}


def _rule_entry(rendered: RenderedPage) -> dict[str, Any]:
    """The one entry of a rule's page. Its sections have the same headings as those of all other rules."""
    page = rendered.page
    text = " ".join(section.text for section in rendered.sections[:1])
    return {**_entry(page, "", _with_synonyms(page.title, page.synonyms), text), "boost": _RULE_WEIGHT}


def _is_abbreviation(word: str) -> bool:
    """Whether `word` is one like MQL. Whoever types it means the thing itself, so it becomes a tag, which wins."""
    return word.isalnum() and word.isupper() and len(word) <= _LONGEST_ABBREVIATION


def site_content(
    library: Library, overrides: Path | None, states: CopyStates, history: SiteHistory | None = None
) -> SiteContent:
    """Every page of `library`, rendered with the bundled templates and those in the folder `overrides`.

    `states` says where its regional copies stand, `history` what its documents have been through, where that is known.
    """
    renderer = Renderer(library, overrides)
    pages = all_pages(library, states, history)
    files = {path: made() for page in pages for path, made in page.files.items()}
    files.update(redirects(library, {page.url for page in pages}))
    told = feed(Changelog(library, history), library.settings.name) if history is not None else ""
    if told:
        files[FEED] = told.encode()
    return SiteContent({page.source_path: renderer.render(page) for page in pages}, files)
