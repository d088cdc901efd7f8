"""Pages from autoescaped Jinja templates. A workspace's `templates/pages` overrides the bundled ones file by file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from mopsdocs import wording
from mopsdocs.caches import cache_folder
from mopsdocs.documents.library import Library
from mopsdocs.documents.timing import offset, period_in_words, weekday_in_words
from mopsdocs.errors import MopsError
from mopsdocs.resources import template_folder
from mopsdocs.site.asking import AskedLibrary
from mopsdocs.site.compiled_templates import compiled_templates
from mopsdocs.site.fragments import Fragments, RememberedTag
from mopsdocs.site.links import Links
from mopsdocs.site.outline import outline
from mopsdocs.site.page import Page, RenderedPage
from mopsdocs.site.pages import labels
from mopsdocs.site.pages.calendar import month_title, month_url
from mopsdocs.site.pages.changelog import URL as CHANGES
from mopsdocs.site.pages.changelog import commit_anchor
from mopsdocs.site.pages.copies import URL as COPIES
from mopsdocs.site.pages.coverage import URL as COVERAGE
from mopsdocs.site.pages.my_steps import steps_url
from mopsdocs.site.pages.old_anchors import with_old_anchors
from mopsdocs.site.pages.tool_map import URL as TOOL_MAP
from mopsdocs.site.prose import to_html, to_inline_html
from mopsdocs.site.urls import anchor, edit_url, url_of


class Renderer:
    """Turns pages into articles. Pure once the templates are loaded: same library and page, same HTML."""

    def __init__(self, library: Library, overrides: Path | None = None) -> None:
        self._library = library
        self._notes = library.notes if isinstance(library, AskedLibrary) else None
        bundled = template_folder() / "pages"
        self._overridden = overrides is not None and overrides.is_dir() and not overrides.samefile(bundled)
        folders = [*([overrides] if overrides and self._overridden else []), bundled]
        environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled_templates(cache_folder(), "pages"),
            extensions=[RememberedTag],
        )
        environment.filters.update(_FILTERS)
        environment.tests["https"] = lambda text: text.startswith("https://")
        environment.globals.update(
            library=library,
            settings=library.settings,
            heading=_heading,
            edit_link=lambda source: edit_url(library.settings.repository, source),
            anchor=anchor,
            copies_url=COPIES,
            coverage_url=COVERAGE,
            tool_map_url=TOOL_MAP,
            changes_url=CHANGES,
            month_url=month_url,
            steps_url=steps_url,
        )
        self._environment = environment
        self._shared: dict[int, dict[str, Any]] = {}

    def render(self, page: Page) -> RenderedPage:
        """The article of `page`; raises MopsError when a template of the workspace is wrong."""
        try:
            template = self._environment.get_template(page.template)
            html = template.render(page=page, **self._of_depth(page.url), **page.context)
        except Exception as error:  # a template of a workspace is a program, which can raise anything
            if not self._overridden:
                raise  # the bundled templates fit the pages, so this is a bug
            raise _wrong_template(page, error) from error
        html = with_old_anchors(html, page.old_anchors())
        headings, sections = outline(html)
        return RenderedPage(page, html, headings, sections)

    def _of_depth(self, url: str) -> dict[str, Any]:
        """What pages that lie as deep as `url` share: links, and pieces with links."""
        depth = url.count("/")
        if depth not in self._shared:
            made, fragments = Links(self._library, url, self._notes), Fragments(self._notes)
            self._shared[depth] = {
                "href": made.href, "link": made.link, "links": made.links, "fragments": fragments
            }  # fmt: skip
        return self._shared[depth]


def _wrong_template(page: Page, error: Exception) -> MopsError:
    """What is wrong with a template of the workspace. Templates run code, so any exception can come out of them."""
    lineno = getattr(error, "lineno", None)
    where = f"line {lineno} of " if lineno else ""
    name = getattr(error, "name", None) or page.template
    message = f"The page {page.url or 'home'} cannot be rendered: {where}templates/pages/{name}: {error}."
    return MopsError(message, "Mend the template, or remove it to use the bundled one.")


def _heading(level: int, id: str, text: str) -> Markup:
    """A heading with its anchor and a link to itself, as Material styles them."""
    title, name = escape(text), escape(id)
    link = f'<a class="headerlink" href="#{name}" title="Link to this section">¶</a>'
    return Markup(f'<h{int(level)} id="{name}">{title}{link}</h{int(level)}>')


def _day(value: datetime.date) -> Markup:
    """A date in words with its machine-readable form: 5 October 2026."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), _day_in_words(value))


@lru_cache(maxsize=10_000)
def _weekday(value: datetime.date) -> Markup:
    """A date with its day of the week: Mon 5 October 2026."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), weekday_in_words(value))


@lru_cache(maxsize=10_000)
def _deadline(value: datetime.date) -> Markup:
    """The same for what is still to be done by that day; the browser says when it is late."""
    return Markup('<time datetime="{0}" data-due="{0}">{1}</time>').format(value.isoformat(), weekday_in_words(value))


def _day_in_words(value: datetime.date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _words(value: str) -> str:
    """An id or enum value as words: `go_no_go` becomes `go no go`, `in_review` `in review`."""
    return value.replace("_", " ").replace("-", " ")


def _sentence(value: str) -> str:
    """With a capital first letter and everything else as it is."""
    return value[:1].upper() + value[1:]


_FILTERS: dict[str, Callable[..., Any]] = {
    "md": to_html,
    "md_inline": to_inline_html,
    "day": _day,
    "day_in_words": _day_in_words,
    "weekday": _weekday,
    "deadline": _deadline,
    "month_title": month_title,
    "commit_anchor": commit_anchor,
    "words": _words,
    "sentence": _sentence,
    "due": lambda text: offset(text).in_words(),
    "period": period_in_words,
    "anchor": anchor,
    "url": url_of,
    "label": labels.label,
    "inline": labels.inline,
    "uncapped": labels.uncapped,
    "part": labels.part,
    "days": labels.days,
    "hours": labels.hours,
    "effort": labels.effort,
    "counted": wording.counted,
}
