"""Rendered articles as plain Markdown that every MkDocs-compatible builder reads the same way.

It knows the elements that the page templates use. Text is escaped so that nothing in it can become markup,
attributes (`{: … }`), includes (`--8<--`) or template calls (`{{ … }}`) in whatever extensions the builder has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

Link = Callable[[str], str]
"""Turns a link of the site into one between Markdown files."""

_VOID: Final = frozenset({"br", "hr", "img", "input", "col", "wbr"})
_SKIPPED: Final = frozenset({"script", "style", "template", "svg", "figure", "button"})
"""Elements that say nothing of their own. A figure is a picture; the words that say the same stand beside it."""
# fmt: off
_INLINE: Final = frozenset((
    "a", "abbr", "b", "br", "code", "del", "em", "i", "input", "kbd", "label", "mark", "s", "small", "span", "strong",
    "sub", "sup", "time", "wbr",
))
# fmt: on
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ESCAPES: Final = {
    **{character: f"\\{character}" for character in "\\`*_[]"},
    **{character: f"&#{ord(character)};" for character in "{}|~^=$&<>"},
}
_ESCAPED: Final = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_BEGINS_BLOCK: Final = re.compile(r"^(?:(\d+)([.)])|([#+\-!?>/]|:(?=\s)))")
_EMOJI: Final = re.compile(r":(?=[\w+-]+:)")
_PLUSES: Final = re.compile(r"\+(?=\+)|-(?=-8)")
_SPACE: Final = re.compile(r"\s+")
_NO_ID: Final = re.compile(r"[^\w.-]")


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str]
    children: list[_Element | str] = field(default_factory=list)


def to_markdown(article: str, link: Link) -> str:
    """`article` as Markdown, every heading with its id as `{#id}`, blocks separated by one blank line."""
    tree = _Tree()
    tree.feed(article)
    tree.close()
    return "\n\n".join(_blocks(tree.root, link)) + "\n"


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _blocks(parent: _Element, link: Link) -> Iterator[str]:
    """The Markdown blocks of a container; loose text between them becomes paragraphs."""
    run: list[_Element | str] = []
    for child in parent.children:
        if isinstance(child, str) or child.tag in _INLINE:
            run.append(child)
            continue
        yield from _paragraph(run, link)
        run = []
        yield from _block(child, link)
    yield from _paragraph(run, link)


def _block(element: _Element, link: Link) -> Iterator[str]:
    tag = element.tag
    if tag in _SKIPPED:
        return
    if tag in _HEADINGS:
        anchor = f" {{#{element.attributes['id']}}}" if "id" in element.attributes else ""
        yield f"{'#' * int(tag[1])} {_inline(element.children, link)}{anchor}"
    elif tag in ("p", "summary", "dt", "figcaption", "caption"):
        bold = tag in ("summary", "dt")
        text = _inline(element.children, link)
        yield from ([f"**{text}**" if bold else _guarded(text)] if text else [])
    elif tag in ("ul", "ol"):
        yield from _list(element, link)
    elif tag == "table":
        yield from _table(element, link)
    elif tag == "pre":
        yield _fence(element)
    elif tag == "blockquote":
        quoted = "\n\n".join(_blocks(element, link))
        yield "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
    elif tag == "hr":
        yield "---"
    else:
        yield from _blocks(element, link)


def _paragraph(run: list[_Element | str], link: Link) -> Iterator[str]:
    text = _inline(run, link)
    if text:
        yield _guarded(text)


def _list(element: _Element, link: Link) -> Iterator[str]:
    items = []
    number = int(element.attributes.get("start", "1"))
    for child in element.children:
        if isinstance(child, str):
            continue
        marker = "-   " if element.tag == "ul" else f"{number}.".ljust(4)
        number += 1
        body = "\n\n".join(_blocks(child, link))
        lines = [f"    {line}" if line else "" for line in body.split("\n")]
        items.append(marker + "\n".join(lines)[4:])
    if items:
        loose = any("\n\n" in item for item in items)
        yield ("\n\n" if loose else "\n").join(items)


def _table(element: _Element, link: Link) -> Iterator[str]:
    rows = [
        [_cell(cell, link) for cell in row.children if isinstance(cell, _Element) and cell.tag in ("td", "th")]
        for row in _descendants(element, "tr")
    ]
    if rows:
        width = max(len(row) for row in rows)
        padded = [[*row, *[" "] * (width - len(row))] for row in rows]
        lines = ["| " + " | ".join(row) + " |" for row in padded]
        yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(cell: _Element, link: Link) -> str:
    return "<br>".join(_lines(cell, link)) or " "


def _lines(element: _Element, link: Link) -> Iterator[str]:
    """What stands in a cell, line by line: each paragraph and each item of a list, however deep."""
    run: list[_Element | str] = []
    for child in element.children:
        if isinstance(child, str) or child.tag in _INLINE:
            run.append(child)
        else:
            yield from filter(None, [_inline(run, link)])
            run = []
            yield from _lines(child, link) if child.tag not in _SKIPPED else ()
    yield from filter(None, [_inline(run, link)])


def _fence(element: _Element) -> str:
    text = _text(element).strip("\n")
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _inline(children: list[_Element | str], link: Link) -> str:
    return _SPACE.sub(" ", "".join(_inline_parts(children, link))).strip()


def _inline_parts(children: list[_Element | str], link: Link) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield escape(child)
        elif child.tag in _SKIPPED or _is_control(child) or child.attributes.get("class") == "headerlink":
            continue
        elif child.tag == "br":
            yield "<br>"
        elif child.tag == "span" and "id" in child.attributes and not child.children:
            yield f'<span id="{re.sub(_NO_ID, "", child.attributes["id"])}"></span>'
        elif child.tag == "code":
            yield _code(_text(child))
        elif child.tag == "a" and "href" in child.attributes:
            text = _inline(child.children, link)
            yield f"[{text}](<{link(child.attributes['href'])}>)" if text else ""
        elif child.tag in ("strong", "b", "em", "i"):
            yield _emphasis("**" if child.tag in ("strong", "b") else "*", child, link)
        else:
            yield from _inline_parts(child.children, link)


def _is_control(element: _Element) -> bool:
    """Whether it is for typing or clicking: an input, or the name of one that stands elsewhere."""
    return element.tag == "input" or (element.tag == "label" and "for" in element.attributes)


def _emphasis(mark: str, element: _Element, link: Link) -> str:
    """Marked text; spaces at its ends move outside, where Markdown wants them."""
    inner = _SPACE.sub(" ", "".join(_inline_parts(element.children, link)))
    core = inner.strip()
    if not core:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{core}{mark}{after}"


def _code(text: str) -> str:
    text = _SPACE.sub(" ", text)
    if re.search(r"[`{}|<>&\\]|--8|:\w+:", text):
        return "<code>" + re.sub(r"[^\w .,/-]|_(?=.)|-(?=-8)", lambda match: f"&#{ord(match[0])};", text) + "</code>"
    return f"`{text}`" if text.strip() else ""


def escape(text: str) -> str:
    """`text` with everything that Markdown or a common extension would take as markup made literal."""
    text = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
    text = _EMOJI.sub("&#58;", text)
    return _PLUSES.sub(lambda match: f"&#{ord(match[0])};", text)


def _guarded(text: str) -> str:
    """A paragraph whose first characters cannot begin a list, a heading or another block."""
    match = _BEGINS_BLOCK.match(text)
    if match is None:
        return text
    if match[1]:
        return f"{match[1]}\\{match[2]}{text[match.end() :]}"
    return f"&#{ord(text[0])};{text[1:]}"


def _text(element: _Element) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in element.children)


def _descendants(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element.children:
        if isinstance(child, _Element):
            if child.tag == tag:
                yield child
            else:
                yield from _descendants(child, tag)
