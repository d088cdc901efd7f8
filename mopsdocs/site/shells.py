"""What the theme puts around an article, made once for all pages that have the same surroundings.

Pages that the menu does not list differ in a few places only: title, description, addresses, article and table of
contents. The theme's template is rendered with marks in these places, and each page fills them in.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from mopsdocs.site.page import Heading, RenderedPage
from mopsdocs.site.ready_page import ReadyPage, table_of_contents

_MARK: Final = re.compile("\ue000([a-z]+)(?:<h1)?\ue001")
_CONTENT: Final = "\ue000content<h1\ue001"
"""Material looks for a heading in the article before it adds one of its own."""

_CONTENTS: Final = "partials/toc.html"
_LANGUAGE: Final = '{% import "partials/language.html" as lang with context %}'


class Shells:
    """The surroundings of the pages of one build."""

    def __init__(self, config: MkDocsConfig, env: Environment, nav: Navigation, files: Sequence[File]) -> None:
        self._config = config
        self._nav = nav
        self._files = files
        assert isinstance(env.loader, BaseLoader)
        marked = ChoiceLoader([DictLoader({_CONTENTS: _mark("toc")}), env.loader])
        self._template = env.overlay(loader=marked).get_template("main.html")
        self._contents = env.from_string(f'{_LANGUAGE}{{% include "{_CONTENTS}" %}}')
        self._shells: dict[Hashable, list[str]] = {}
        self._tables = lru_cache(maxsize=256)(self._table)  # copies of a playbook come one after another

    def around(self, page: ReadyPage, rendered: RenderedPage) -> str:
        """The whole HTML of `page`, which is none of those in the menu."""
        top = rendered.headings[:1]
        shell = self._shell(page, top)
        filled = {
            "title": page.title or "",
            "description": page.meta["description"],
            "canonical": page.canonical_url or "",
            "edit": page.edit_url or "",
            "content": rendered.html,
            "toc": self._tables(rendered.headings),
        }
        return "".join([part if at % 2 == 0 else filled[part] for at, part in enumerate(shell)])

    def _shell(self, page: ReadyPage, top: tuple[Heading, ...]) -> list[str]:
        """Literal text and names of marks in turns."""
        folder = page.url.rstrip("/").rpartition("/")[0]
        kinds = (bool(page.meta["description"]), bool(page.canonical_url), bool(page.edit_url), page.source.wide)
        key = (folder, id(page.parent), kinds, *(heading.id for heading in top))
        if key not in self._shells:
            self._shells[key] = _MARK.split(self._rendered(_stand_in(page, top)))
        return self._shells[key]

    def _rendered(self, page: ReadyPage) -> str:
        page.active = True
        try:
            return self._template.render(self._context(page))
        finally:
            page.active = False

    def _table(self, headings: tuple[Heading, ...]) -> str:
        page: Any = {"toc": table_of_contents(headings)}
        return self._contents.render({**self._context(None), "page": page})

    def _context(self, page: ReadyPage | None) -> dict[str, Any]:
        return dict(get_context(self._nav, self._files, self._config, page))


def _stand_in(page: ReadyPage, top: tuple[Heading, ...]) -> ReadyPage:
    """`page` with marks for what is its own."""
    other = copy.copy(page)
    other.title = _mark("title")
    other.meta = {**page.meta, "title": Markup(_mark("title"))}
    other.meta["description"] = page.meta["description"] and _mark("description")
    other.canonical_url = page.canonical_url and _mark("canonical")
    other.edit_url = page.edit_url and _mark("edit")
    other.content = _CONTENT
    other.toc = table_of_contents(top)
    return other


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"
