"""Text that may be shown: what control characters become, and how many columns a terminal gives each character."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters; escape sequences begin with one
    "\u061c\u202a-\u202e\u2066-\u2069"  # change the direction in which the rest of the line is shown
    "\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb"  # invisible, or end a line for some programs
    "\ud800-\udfff\U000e0000-\U000e007f]"  # halves of characters, and tags that hide text
)
_SHORT: Final = {"\n": r"\n", "\t": r"\t", "\r": r"\r"}
_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_SOFT_HYPHEN: Final = "\u00ad"
TAB: Final = 4
"""Columns between tab stops in a shown source line."""


def safe(text: str) -> str:
    """`text` on one line, with every character that is invisible or would command a terminal written as an escape."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cells(text: str) -> list[tuple[str, int]]:
    """How each character of `text` is shown and how many columns that takes; escapes and tabs take several."""
    shown: list[tuple[str, int]] = []
    column = 0
    before = ""
    for character in text:
        if character == "\t":
            cell = (" " * (TAB - column % TAB), TAB - column % TAB)
        elif _UNSAFE.match(character):
            escape = safe(character)
            cell = (escape, len(escape))
        else:
            cell = (character, _width(character, before))
        shown.append(cell)
        column += cell[1]
        before = character
    return shown


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(columns for _, columns in cells(text))


def _width(character: str, before: str) -> int:
    if before == _JOINER:
        return 0
    if character == _EMOJI_STYLE:
        return 1 if before and _width(before, "") == 1 else 0
    if character == _SOFT_HYPHEN:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
