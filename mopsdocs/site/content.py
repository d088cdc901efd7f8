"""From a Library to everything the site shows: pages, navigation and files beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mopsdocs.documents.library import Library
from mopsdocs.site.feed import feed
from mopsdocs.site.menu import Navigation, menu
from mopsdocs.site.page import Page, RenderedPage
from mopsdocs.site.pages import all_pages
from mopsdocs.site.pages.changelog import FEED, Changelog
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.pages.history import SiteHistory
from mopsdocs.site.redirects import redirects
from mopsdocs.site.rendering import Renderer


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
    """What lies beside the pages, by address: the feed, calendars, old addresses that lead on."""

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
        sources = {path: page for path, page in self.sources.items() if path not in paths}
        written = {path.removesuffix("/index.md").removesuffix(".md") + "/index.html" for path in paths}
        files = {path: data for path, data in self.files.items() if path not in written}
        return replace(self, sources=sources, files=files)

    def navigation(self, *, whole: bool) -> Navigation:
        """The menu; see `menu`."""
        return menu(list(self.sources.values()), whole=whole)


def site_content(
    library: Library, overrides: Path | None, states: CopyStates, history: SiteHistory | None = None
) -> SiteContent:
    """Every page of `library`, to be rendered with the bundled templates and those in the folder `overrides`.

    `states` says where its regional copies stand, `history` what its documents have been through, where that is known.
    """
    renderer = Renderer(library, overrides)
    pages = all_pages(library, states, history)
    files = {path: made() for page in pages for path, made in page.files.items()}
    files.update(redirects(library, {page.url for page in pages}))
    told = feed(Changelog(library, history), library.settings.name) if history is not None else ""
    if told:
        files[FEED] = told.encode()
    return SiteContent({page.source_path: page for page in pages}, renderer.render, files)
