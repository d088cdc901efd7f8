"""Words in a picture, which does not break lines by itself."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_WIDE: Final = frozenset("mw@%œ—…")
_NARROW: Final = frozenset("iljtfrI.,:;'!|()[] -\N{RIGHT SINGLE QUOTATION MARK}“”")


@lru_cache(maxsize=20_000)
def lines_of(text: str, room: int, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines, each about as long as `room` letters of middling width.

    The last line ends with … where not all of it has room. Words that are too long for a line are cut.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        if _width(line) > room:
            line, rest = _cut(line, room)
            words.insert(0, rest)
        while words and _width(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        shown, _ = _cut(f"{lines[-1]} {words[0]}", room - 1)
        lines[-1] = f"{shown.rstrip(' ,;:–-')}…"
    return tuple(lines)


def _cut(text: str, room: float) -> tuple[str, str]:
    """As much of `text` as has room, at least one letter, and the rest."""
    end = 1
    while end < len(text) and _width(text[: end + 1]) <= room:
        end += 1
    return text[:end], text[end:]


@lru_cache(maxsize=50_000)
def _width(text: str) -> float:
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    if letter in _WIDE or letter.isupper():
        return 1.3
    return 2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.0
