"""Authored Markdown to safe HTML, once per distinct text.

Raw HTML is off, so tags appear as the text they are; what remains is passed through nh3, so that a mistake in the
converter cannot become a script on a page.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# fmt: off
_TAGS: Final = frozenset((
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
))
# fmt: on
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "td": {"style"}, "th": {"style"}}
_NOT_SLUG: Final = re.compile(r"[^\w]+")


@lru_cache(maxsize=50_000)
def to_html(text: str, level: int = 3, prefix: str = "") -> Markup:
    """`text` as block HTML. Its top headings become `level`; their ids begin with `prefix`."""
    tokens = _markdown().parse(text)
    _shift_headings(tokens, level, prefix)
    return _cleaned(_markdown().renderer.render(tokens, _markdown().options, {}))


@lru_cache(maxsize=50_000)
def to_inline_html(text: str) -> Markup:
    """`text` as inline HTML: emphasis, code and links, no blocks."""
    return _cleaned(_markdown().renderInline(text))


def _cleaned(html: str) -> Markup:
    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={
            **{tag: set(names) for tag, names in _ATTRIBUTES.items()},
            **{f"h{n}": {"id"} for n in range(1, 7)},
        },
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
        filter_style_properties={"text-align"},
    )
    return Markup(safe)


@cache
def _markdown() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False, "typographer": False})
        .enable(["table", "strikethrough"])
        .disable("image")
    )


def _shift_headings(tokens: list[Token], level: int, prefix: str) -> None:
    """Gives headings the levels from `level` on, without gaps, and an id each."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = level - min(levels, default=level)
    used: set[str] = set()
    last = level - 1
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            last = min(6, last + 1, int(token.tag[1]) + shift)
            token.attrSet("id", _unused(f"{prefix}{_slug(tokens[position + 1].content)}", used))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", text.lower()).strip("-") or "section"


def _unused(name: str, used: set[str]) -> str:
    found, count = name, 2
    while found in used:
        found, count = f"{name}-{count}", count + 1
    used.add(found)
    return found
