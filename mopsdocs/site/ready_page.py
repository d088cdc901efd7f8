"""Pages that reach MkDocs with their HTML, so that Python-Markdown does not run on them."""

from __future__ import annotations

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mopsdocs.site.page import Heading, RenderedPage

UNDATED = "2020-01-01"
"""Shown in the sitemap for pages whose document names no review date; any fixed day keeps builds alike."""


class ReadyPage(Page):
    """An MkDocs page around a rendered one. Its title is escaped here, because Material's templates trust titles."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig, edit_url: str) -> None:
        super().__init__(str(escape(rendered.page.title)) if rendered.page.url else "Home", file, config)
        self._rendered = rendered
        reviewed = rendered.page.facts.last_reviewed
        self.update_date = reviewed.isoformat() if reviewed else UNDATED
        self.edit_url = str(escape(edit_url)) or None

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read; sets the metadata that Material's templates print."""
        page = self._rendered.page
        self.markdown = ""
        self.meta = {
            "title": Markup(escape(page.title)),
            "description": str(escape(page.summary)),
            "search": {"exclude": True},
            "hide": ["navigation", "toc"] if page.wide else [],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hands over the article and its table of contents."""
        self.content = self._rendered.html
        self.toc = table_of_contents(self._rendered.headings)
        self.present_anchor_ids = {heading.id for heading in self._rendered.headings}


def ready_file(rendered: RenderedPage, config: MkDocsConfig, edit_url: str) -> File:
    """The generated MkDocs file of `rendered`, with its page attached."""
    path = rendered.page.source_path
    file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    ReadyPage(rendered, file, config, edit_url)
    return file


def table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """Headings as the tree that MkDocs' themes expect, down to the third level."""
    roots: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for heading in headings:
        if heading.level > 3:
            continue
        link = AnchorLink(str(escape(heading.title)), heading.id, heading.level)
        while open_links and open_links[-1].level >= heading.level:
            open_links.pop()
        (open_links[-1].children if open_links else roots).append(link)
        open_links.append(link)
    if roots:  # as MkDocs does it itself: themes read the attribute, which its class does not declare
        roots[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(roots)
