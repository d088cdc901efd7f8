"""Pages that reach MkDocs with their HTML, so that Python-Markdown does not run on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mopsdocs.site.page import Heading, RenderedPage
from mopsdocs.site.page import Page as SourcePage

UNDATED = "2020-01-01"
"""Shown in the sitemap for pages whose document names no review date; any fixed day keeps builds alike."""

DEEPEST = 3
"""Level of the headings down to which the table of contents goes."""

Render = Callable[[SourcePage], RenderedPage]


class ReadyPage(Page):
    """An MkDocs page around one of ours. Its title is escaped here, because Material's templates trust titles."""

    def __init__(self, source: SourcePage, render: Render, file: File, config: MkDocsConfig, edit_url: str) -> None:
        super().__init__("", file, config)
        self.renew(source, render)
        self.found: RenderedPage | None = None
        reviewed = source.facts.last_reviewed
        self.update_date = reviewed.isoformat() if reviewed else UNDATED
        self.edit_url = str(escape(edit_url)) or None

    def renew(self, source: SourcePage, render: Render) -> None:
        """Makes it the page around `source`."""
        self.title = str(escape(source.title)) if source.url else "Home"
        self.source = source
        self._render = render

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read; sets the metadata that Material's templates print."""
        self.markdown = ""
        self.meta = self.described()

    def described(self) -> dict[str, Any]:
        """The metadata of its source."""
        return {
            "title": Markup(escape(self.source.title)),
            "description": str(escape(self.source.summary)),
            "search": {"exclude": True},
            "hide": ["navigation", "toc"] if self.source.wide else [],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hands over the article and its table of contents."""
        self.found = rendered = self.rendered()
        self.content = rendered.html
        self.toc = table_of_contents(rendered.headings)

    def rendered(self) -> RenderedPage:
        """The page with its article, made anew."""
        return self._render(self.source)

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs sets its own where it renders itself
        """Ids of the headings; asked for only where a hand-written page leads to one of them."""
        return {heading.id for heading in self.rendered().headings}


def ready_file(source: SourcePage, render: Render, config: MkDocsConfig, edit_url: str) -> File:
    """The generated MkDocs file of `source`, with its page attached."""
    file = File.generated(config, source.source_path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    ReadyPage(source, render, file, config, edit_url)
    return file


def table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """Headings as the tree that MkDocs' themes expect, down to the level DEEPEST."""
    roots: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for heading in headings:
        if heading.level > DEEPEST:
            continue
        link = AnchorLink(str(escape(heading.title)), heading.id, heading.level)
        while open_links and open_links[-1].level >= heading.level:
            open_links.pop()
        (open_links[-1].children if open_links else roots).append(link)
        open_links.append(link)
    if roots:  # as MkDocs does it itself: themes read the attribute, which its class does not declare
        roots[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(roots)
