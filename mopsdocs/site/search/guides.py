"""Hand-written pages, as MkDocs has rendered them, in the search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mopsdocs.site.outline import outline, plain_text
from mopsdocs.site.page import Section
from mopsdocs.site.search.records import Record, guide


def guide_of(url: str, title: str, article: str, meta: Mapping[str, Any]) -> Record | None:
    """The record of a page with the HTML `article`; None where its front matter keeps it out of the search.

    Other words for the page, and questions that it answers, stand in the front matter as `synonyms` and `answers`.
    """
    wish = meta.get("search")
    if isinstance(wish, Mapping) and wish.get("exclude"):
        return None
    _, sections = outline(article)
    if not sections or sections[0].anchor:
        sections = (Section("", title, "" if sections else plain_text(article)), *sections)
    return guide(url, title, sections, _texts(meta.get("synonyms")) + _texts(meta.get("answers")))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
