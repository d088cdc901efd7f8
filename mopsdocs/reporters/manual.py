"""A manual in Markdown as a page for a terminal: prose wrapped, code indented, tables aligned, no markup left.

It knows the Markdown that manuals are written in: paragraphs, lists, tables, fenced code, code spans, emphasis and
links. Anything else is shown as it is written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.checks.manual import Manual
from mopsdocs.reporters.printable import width
from mopsdocs.reporters.style import Style

_FENCE: Final = "```"
_INDENT: Final = "    "
_GLUE: Final = "\u00a0"
"""Stands for a blank in a code span while its paragraph is wrapped, so that the span stays on one line."""

_ITEM: Final = re.compile(r"(?:[-*]|[0-9]+\.) +")
_RULER: Final = re.compile(r"\|[-:| ]+\|")
_COLOUR: Final = re.compile("\x1b\\[[0-9;]*m")
_SPAN: Final = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)|\*\*(?P<bold>.+?)\*\*|\[(?P<link>[^]]+)\]\([^)]+\)", re.DOTALL
)


def manual_text(markdown: str, columns: int, style: Style) -> str:
    """The manual in `markdown` for a terminal that is `columns` wide."""
    manual = Manual.of(markdown)
    blocks = list(_blocks(manual.lead, columns, style))
    for section in manual.sections:
        blocks += [style.bold(section.title), *_blocks(section.text, columns, style)]
    return "\n\n".join(blocks) + "\n"


def _blocks(markdown: str, columns: int, style: Style) -> Iterator[str]:
    for lines in _chunks(markdown):
        if lines[0].startswith(_FENCE):
            yield "\n".join(f"{_INDENT}{line}".rstrip() for line in lines[1:-1])
        elif len(lines) > 1 and _RULER.fullmatch(lines[1]):
            yield _table([lines[0], *lines[2:]], style)
        elif _ITEM.match(lines[0]):
            yield "\n".join(_paragraph(item, columns, style) for item in _items(lines))
        else:
            yield _paragraph(" ".join(lines), columns, style)


def _chunks(markdown: str) -> Iterator[list[str]]:
    """The lines of each block. Blank lines part blocks, except in fenced code."""
    chunk: list[str] = []
    fenced = False
    for line in [*markdown.splitlines(), ""]:
        fence = line.startswith(_FENCE)
        list_begins = line.startswith("- ") and bool(chunk) and not _ITEM.match(chunk[0])
        if chunk and not fenced and (fence or list_begins or not line.strip()):
            yield chunk
            chunk = []
        if fenced or line.strip():
            chunk.append(line)
        fenced ^= fence
        if fence and not fenced:
            yield chunk
            chunk = []


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Each item of a list on one line, its marker first."""
    item = ""
    for line in lines:
        if item and _ITEM.match(line):
            yield item
            item = line
        else:
            item = f"{item} {line.strip()}".strip()
    yield item


def _paragraph(text: str, columns: int, style: Style) -> str:
    marker = _ITEM.match(text)
    hang = " " * len(marker[0]) if marker else ""
    whole = _SPAN.sub(lambda span: span["link"] or span[0].replace(" ", _GLUE), text)
    wrapped = textwrap.fill(whole, columns, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return _shown(wrapped, style).replace(_GLUE, " ")


def _table(rows: Sequence[str], style: Style) -> str:
    cells = [[_shown(cell.strip(), style) for cell in row.strip("|").split("|")] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = [cell + " " * (size - _width(cell)) for cell, size in zip(row, widths, strict=True)]
        lines.append(f"{_INDENT}{'  '.join(padded)}".rstrip())
    return "\n".join([style.dim(lines[0]), *lines[1:]])


def _width(cell: str) -> int:
    """Columns that `cell` takes; colours take none."""
    return width(_COLOUR.sub("", cell))


def _shown(text: str, style: Style) -> str:
    """`text` without its markup; code keeps its backquotes where there is nothing else to mark it with."""

    def span(match: re.Match[str]) -> str:
        if match["code"] is not None:
            code = match["code"].strip(f" {_GLUE}") if "`" in match["code"] else match["code"]
            return style.bold(code) if style.coloured else match[0]
        return match["link"] or style.bold(match["bold"])

    return _SPAN.sub(span, text)
