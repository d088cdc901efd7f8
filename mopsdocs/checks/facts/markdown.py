"""What stands in Markdown: code, which is taken literally, and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_CODE: Final = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")


def without_code(text: str) -> str:
    """`text` without what stands in backquotes and fenced code."""
    return _CODE.sub(" ", text) if "`" in text or "~~~" in text else text


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    title: str


def empty_headings(text: str) -> list[str]:
    """The headings in `text` below which nothing stands before the text ends, or a heading as high as they are."""
    parts = [*_outline(text), _END]
    return [part.title for part, below in pairwise(parts) if part and below and below.level <= part.level]


_END: Final = _Heading(0, "")


def _outline(text: str) -> Iterator[_Heading | None]:
    """Headings and, as None, the text between them."""
    fenced = False
    last: _Heading | None = _END
    for line in text.splitlines():
        fence = _FENCE.match(line) is not None
        fenced ^= fence
        match = None if fenced or fence else _HEADING.match(line)
        if match:
            last = _Heading(len(match[1]), match[2] or "")
            yield last
        elif line.strip() and last is not None:
            last = None
            yield None
