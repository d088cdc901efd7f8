"""What a page is before and after it is rendered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mopsdocs.site.pages.history import PageHistory


@dataclass(frozen=True, slots=True)
class Facts:
    """What every page shows about its document: who keeps it, how far it may be trusted, where its source is.

    `owner` is a role id, `source` a path in the workspace. The review is due `review_cycle_days` after
    `last_reviewed`; whether that day has passed is decided in the browser, so that pages do not change by the day.
    """

    owner: str | None = None
    status: str | None = None
    version: str | None = None
    last_reviewed: datetime.date | None = None
    review_cycle_days: int | None = None
    region: str | None = None
    source: str | None = None

    @property
    def review_due(self) -> datetime.date | None:
        """Day on which the next review is due."""
        if self.last_reviewed is None or self.review_cycle_days is None:
            return None
        return self.last_reviewed + datetime.timedelta(days=self.review_cycle_days)


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be: a template of `templates/pages` and what it is filled with.

    `url` is relative to the site and ends with a slash; the empty string is the home page. `title` and `summary`
    are plain text. `context` reaches the template as it is, beside `page`, `library` and `link`.
    """

    url: str
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    facts: Facts = Facts()
    answers: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    section_synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other words for the things that have a section of their own on this page, by the section's anchor."""
    section_answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Questions that sections of this page answer, by the section's anchor."""
    old_anchors: Callable[[], Mapping[str, str]] = dict
    """Anchors that headings of this page had before, each with the one that it has now; asked for by who renders it."""
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """What lies beside the page, by address relative to the site, made when the site is written."""
    category: str = ""
    """Where the menu has the page when its section is long; plain text."""
    wide: bool = False
    """Whether it needs the room that the menu and the table of contents take beside other pages."""
    history: PageHistory | None = None
    """What happened to the document of this page, where that is known."""
    beside: Callable[[], object] | None = None
    """All that the template is filled with and that does not come out of the library while it is filled in, as data.

    Whoever builds the site again then knows whether the page is still the same. None where that is not worth it.
    """

    @property
    def source_path(self) -> str:
        """The Markdown file that this page is for MkDocs: `playbooks/webinar.md`."""
        return markdown_path(self.url)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its anchor; `title` is plain text, `level` 1 to 6."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Section:
    """What the search index holds for one heading: its anchor ('' for the page itself), title and plain text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page with its article: HTML that begins with the h1, headings for the table of contents, search sections."""

    page: Page
    html: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]


def markdown_path(url: str) -> str:
    """The Markdown file that MkDocs would serve at `url`: `playbooks/` is `playbooks/index.md`."""
    if url == "" or url.count("/") == 1:
        return f"{url}index.md"
    return f"{url.removesuffix('/')}.md"
