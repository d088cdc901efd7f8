"""From a Library to everything the site shows: pages, navigation and files beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from mopsdocs.documents.library import Library
from mopsdocs.site.feed import feed
from mopsdocs.site.page import Page, RenderedPage, markdown_path
from mopsdocs.site.pages import all_pages
from mopsdocs.site.pages.calendar import URL as CALENDAR
from mopsdocs.site.pages.changelog import FEED, Changelog
from mopsdocs.site.pages.changelog import URL as CHANGES
from mopsdocs.site.pages.checklists import URL as CHECKLISTS
from mopsdocs.site.pages.copies import URL as COPIES
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.pages.coverage import URL as COVERAGE
from mopsdocs.site.pages.history import SiteHistory
from mopsdocs.site.pages.my_steps import URL as MY_STEPS
from mopsdocs.site.pages.tool_map import URL as TOOL_MAP
from mopsdocs.site.pages.workload import URL as LOAD
from mopsdocs.site.rendering import Renderer
from mopsdocs.site.urls import is_regional

Navigation = list[Any]
"""The `nav` setting of MkDocs: strings and one-key mappings."""

_PLAYBOOKS: Final = "playbooks/"
_SECTIONS: Final = (
    ("Playbooks", _PLAYBOOKS),
    ("Checklists", CHECKLISTS),
    ("Processes", "processes/"),
    ("Campaigns", "campaigns/"),
    ("Regions", "regions/"),
    ("Roles", "roles/"),
    ("Tools", "tools/"),
    ("Metrics", "metrics/"),
    ("Overviews", "overviews/"),
)
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    _PLAYBOOKS: (COPIES, COVERAGE),
    "campaigns/": (CALENDAR, MY_STEPS, LOAD),
    "tools/": (TOOL_MAP,),
}
"""Pages over all that a section has, which come right after its index."""

MENU_LIMIT: Final = 50
"""Pages of one section that the menu lists. Nobody scrolls through more, and every page carries the whole menu of its
section; beyond that the menu has the section's index, which lists them all."""

_REFERENCE: Final = ("glossary/", "segments/", "taxonomy/", "data-dictionary/", "people/", CHANGES)
_RULES: Final = "rules/"


class RenderedPages(Mapping[str, RenderedPage]):
    """Pages that are rendered when they are asked for and not kept, because thousands of them do not fit in memory."""

    def __init__(self, sources: Mapping[str, Page], render: Callable[[Page], RenderedPage]) -> None:
        self._sources = sources
        self._render = render

    def __getitem__(self, path: str) -> RenderedPage:
        return self._render(self._sources[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


@dataclass(frozen=True, slots=True)
class SiteContent:
    """All pages of a site in the order of its menu, by the Markdown path that they have for MkDocs."""

    sources: Mapping[str, Page]
    render: Callable[[Page], RenderedPage]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside the pages, by address: the feed, calendars."""

    @property
    def pages(self) -> RenderedPages:
        """The pages with their articles."""
        return RenderedPages(self.sources, self.render)

    @property
    def feed(self) -> str:
        """What changed, for feed readers; '' for no feed."""
        return self.files.get(FEED, b"").decode()

    def without(self, paths: Collection[str]) -> SiteContent:
        """The content but for the pages at `paths`, which somebody has written by hand."""
        return replace(self, sources={path: page for path, page in self.sources.items() if path not in paths})

    def navigation(self, *, whole: bool) -> Navigation:
        """The menu: home, one section per kind of page with its index first, then reference pages.

        The `whole` menu has every page. The other one leaves out regional copies, which their playbook links to,
        single rules, and sections of more than MENU_LIMIT pages but for their index.
        """
        urls = [page.url for page in self.sources.values()]
        menu: Navigation = [markdown_path("")]
        for title, folder in _SECTIONS:
            inside = [url for url in urls if url.startswith(folder) and url != folder]
            if not whole:
                inside = [url for url in inside if not is_regional(url)]
                inside = inside if len(inside) <= MENU_LIMIT else []
            beside = _BESIDE.get(folder, ())
            inside = [*(url for url in urls if (url.startswith(beside) if whole else url in beside)), *inside]
            if folder in urls:
                menu.append({title: [markdown_path(folder), *map(markdown_path, inside)]})
        reference: Navigation = [markdown_path(url) for url in _REFERENCE if url in urls]
        rules = [markdown_path(url) for url in urls if url.startswith(_RULES)]
        reference += [{"Rules": rules}] if whole and rules else rules[:1]
        return [*menu, {"Reference": reference}] if reference else menu


def site_content(
    library: Library, overrides: Path | None, states: CopyStates, history: SiteHistory | None = None
) -> SiteContent:
    """Every page of `library`, to be rendered with the bundled templates and those in the folder `overrides`.

    `states` says where its regional copies stand, `history` what its documents have been through, where that is known.
    """
    renderer = Renderer(library, overrides)
    pages = all_pages(library, states, history)
    files = {path: made() for page in pages for path, made in page.files.items()}
    told = feed(Changelog(library, history), library.settings.name) if history is not None else ""
    if told:
        files[FEED] = told.encode()
    return SiteContent({page.source_path: page for page in pages}, renderer.render, files)
