"""Authored text in GitHub's Markdown: it is shown as it is, whatever is typed into it."""

from __future__ import annotations

import html
import re
from typing import Final

from mopsdocs.reporters.printable import safe

LONGEST: Final = 400
"""Characters of one table cell that are shown."""

_PROSE: Final = re.compile(r"[\w ,.;:'\"()?/%…–„“”\u2019=→€-]*")
# What becomes a link, an emoji, a reference or emphasis although it is made of the characters above.
_ALIVE: Final = re.compile(
    r"://|www\.|:[\w+-]+:|%[\w\"]|\bgh-[0-9]|\b[0-9a-f]{7,40}\b|(?<![^\W_])_|_(?![^\W_])", re.IGNORECASE
)
_BACKQUOTES: Final = re.compile("`+")


def code(text: str) -> str:
    """`text` as a code span on one line. Nothing in a code span is a tag, a link or a mention."""
    shown = safe(text)
    if not shown.strip(" "):
        return ""
    fence = "`" * (1 + max(map(len, _BACKQUOTES.findall(shown)), default=0))
    margin = " " if shown[0] in "` " or shown[-1] in "` " else ""  # Markdown takes one blank off both ends
    return f"{fence}{margin}{shown}{margin}{fence}"


def fenced(text: str, language: str = "") -> str:
    """`text` as a block of code: its lines as they are, and nothing in them is a tag, a link or a mention."""
    lines = [safe(line) for line in text.split("\n")]
    fence = "`" * max(3, 1 + max(map(len, _BACKQUOTES.findall(text)), default=0))
    return "\n".join((f"{fence}{language}", *lines, fence))


def in_tag(text: str) -> str:
    """`text` inside HTML, such as a `<summary>`: GitHub would still take mentions and links out of it, but for code."""
    return f"<code>{html.escape(safe(text))}</code>"


def cell(text: str) -> str:
    """`text` for a cell of a table: as prose where that is certainly inert, else as a code span; cut if very long."""
    shown = safe(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
    if _PROSE.fullmatch(shown) and not _ALIVE.search(shown):
        return shown.strip(" ")
    # Parsers differ on a backslash before an escaped pipe, so there is none.
    return code(shown.replace("\\|", "\\ |")).replace("|", "\\|")
