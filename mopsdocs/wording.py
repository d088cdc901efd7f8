"""Small pieces of sentences that messages and pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Characters that command a terminal, turn the direction of a line, or are not seen at all."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 step`, `42 steps`, `1,250 steps`; `many` where an s makes no plural."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence: `one`, `one and two`, `one, two and three`; nothing for none."""
    *others, end = list(words) or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def quoted(words: Sequence[str], most: int = 3) -> str:
    """Words as a sentence lists them: `"a", "b" and "c"`, or `"a", "b", "c" and 4 more`."""
    shown = [f'"{word}"' for word in words[:most]]
    return listed(shown) if len(words) <= most else f"{', '.join(shown)} and {len(words) - most} more"


def one_line(text: str) -> str:
    """`text` on one line, without characters that nobody sees or no file can hold."""
    return " ".join(_UNSEEN.sub(" ", text).split())
