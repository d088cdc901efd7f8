"""What the theme puts around an article, made once for all pages that have the same surroundings.

Pages that the menu does not list differ in a few places only: title, description, addresses, article and table of
contents. The theme's template is rendered with marks in these places, and each page fills them in. A page in the menu
has surroundings of its own, with marks for article and table of contents.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from mopsdocs.site.fingerprint import fingerprint
from mopsdocs.site.page import Heading, RenderedPage
from mopsdocs.site.ready_page import DEEPEST, ReadyPage, table_of_contents

_MARK: Final = re.compile("\ue000([a-z]+)(?:<h1)?\ue001")
_CONTENT: Final = "\ue000content<h1\ue001"
"""Material looks for a heading in the article before it adds one of its own."""

_CONTENTS: Final = "partials/toc.html"
_NO_SETTINGS: Final = ("theme", "plugins", "hooks", "docs_dir", "site_dir")
"""Settings that pages do not show, or that are no plain values."""
_LANGUAGE: Final = '{% import "partials/language.html" as lang with context %}'


class Shells:
    """The surroundings of the pages of one build."""

    def __init__(self, config: MkDocsConfig, env: Environment, nav: Navigation, files: Sequence[File]) -> None:
        self._config = config
        self._nav = nav
        self._files = files
        self._listed = {id(page) for page in nav.pages}
        assert isinstance(env.loader, BaseLoader)
        marked = ChoiceLoader([DictLoader({_CONTENTS: _mark("toc")}), env.loader])
        self._template = env.overlay(loader=marked).get_template("main.html")
        self._contents = env.from_string(f'{_LANGUAGE}{{% include "{_CONTENTS}" %}}')
        self._shells: dict[Hashable, list[str]] = {}
        self._tables = lru_cache(maxsize=256)(self._table)  # copies of a playbook come one after another

    def around(self, page: ReadyPage, rendered: RenderedPage) -> str:
        """The whole HTML of `page`."""
        shell = self._shell(page, rendered.headings)
        filled = {
            "title": page.title or "",
            "description": page.meta["description"],
            "canonical": page.canonical_url or "",
            "edit": page.edit_url or "",
            "content": rendered.html,
            "toc": self._tables(rendered.headings),
        }
        return "".join([part if at % 2 == 0 else filled[part] for at, part in enumerate(shell)])

    def forget(self, page: ReadyPage) -> None:
        """Makes the surroundings of `page` anew next time, because its title or its headings may be different."""
        self._shells.pop(page.url, None)

    def _shell(self, page: ReadyPage, headings: tuple[Heading, ...]) -> list[str]:
        """Literal text and names of marks in turns."""
        if id(page) in self._listed:  # the menu tells whether there is more than a title
            key: Hashable = page.url
            top = tuple(heading for heading in headings[:2] if heading.level <= DEEPEST)
        else:
            top = headings[:1]
            folder = page.url.rstrip("/").rpartition("/")[0]
            kinds = (bool(page.meta["description"]), bool(page.canonical_url), bool(page.edit_url), page.source.wide)
            key = (folder, id(page.parent), kinds, *(heading.id for heading in top))
        if key not in self._shells:
            rendered = self._rendered(page, top) if id(page) in self._listed else self._rendered(_stand_in(page), top)
            self._shells[key] = _MARK.split(rendered)
        return self._shells[key]

    def _rendered(self, page: ReadyPage, top: tuple[Heading, ...]) -> str:
        page.content, page.toc, page.active = _CONTENT, table_of_contents(top), True
        try:
            return self._template.render(self._context(page))
        finally:
            page.content, page.active = None, False

    def _table(self, headings: tuple[Heading, ...]) -> str:
        page: Any = {"toc": table_of_contents(headings)}
        return self._contents.render({**self._context(None), "page": page})

    def _context(self, page: ReadyPage | None) -> dict[str, Any]:
        return dict(get_context(self._nav, self._files, self._config, page))


def surroundings(config: MkDocsConfig, nav: Navigation) -> bytes:
    """A digest of all that the theme puts around articles: the same for two builds if nothing of it is different.

    The theme's own files are not in it, nor what belongs to one page.
    """
    items = [item and (type(item).__name__, str(item.title), getattr(item, "url", "")) for item in _walk(nav.items)]
    settings = {name: repr(value) for name, value in config.items() if name not in _NO_SETTINGS}
    theme = {name: repr(config.theme[name]) for name in sorted(config.theme)}
    return fingerprint(items, settings, config.theme.dirs, theme, list(config.plugins))


def _walk(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _walk(item.children or ())
        yield None  # where a section ends


def _stand_in(page: ReadyPage) -> ReadyPage:
    """`page` with marks for what is its own."""
    other = copy.copy(page)
    other.title = _mark("title")
    other.meta = {**page.meta, "title": Markup(_mark("title"))}
    other.meta["description"] = page.meta["description"] and _mark("description")
    other.canonical_url = page.canonical_url and _mark("canonical")
    other.edit_url = page.edit_url and _mark("edit")
    return other


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"
