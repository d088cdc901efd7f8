"""Headings and search sections of a rendered article.

The templates give every heading an id and never put one inside another element's attribute, so a pattern finds them
all; a parse of the whole page would cost more than rendering it.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from mopsdocs.site.page import Heading, Section

_HEADING: Final = re.compile(
    r'<h([1-6]) id="([^"]+)"[^>]*>(.*?)(?:<a class="headerlink"[^>]*>[^<]*</a>)?</h\1>', re.DOTALL
)
_NOT_SEARCHED: Final = re.compile(r"<(aside|figure|footer|nav|svg|script|style|template)\b")
_BLOCK_END: Final = re.compile(r"</(?:p|li|td|th|dt|dd|div|h[1-6]|summary|tr)>|<br ?/?>")
_TAG: Final = re.compile(r"<[^>]*>")


def outline(article: str) -> tuple[tuple[Heading, ...], tuple[Section, ...]]:
    """Headings of `article` in order, and one search section per heading; the first belongs to the page itself."""
    searched = _searched(article)
    found = list(_HEADING.finditer(searched))
    headings = tuple(Heading(match[2], plain_text(match[3]), int(match[1])) for match in found)
    ends = [*(match.start() for match in found[1:]), *([len(searched)] if found else [])]
    sections = []
    for heading, match, end in zip(headings, found, ends, strict=True):
        anchor = "" if heading.level == 1 else heading.id
        sections.append(Section(anchor, heading.title, plain_text(searched[match.end() : end])))
    return headings, tuple(sections)


def _searched(article: str) -> str:
    """`article` without the elements that the search leaves out. They do not stand inside one another."""
    kept, here = [], 0
    while opening := _NOT_SEARCHED.search(article, here):
        kept.append(article[here : opening.start()])
        closing = f"</{opening[1]}>"
        end = article.find(closing, opening.end())
        here = end + len(closing) if end >= 0 else len(article)
    kept.append(article[here:])
    return " ".join(kept)


@lru_cache(maxsize=5_000)  # pages that share steps come one after another
def plain_text(fragment: str) -> str:
    """The words of an HTML fragment, with single spaces."""
    return " ".join(html.unescape(_TAG.sub("", _BLOCK_END.sub(" ", fragment))).split())
