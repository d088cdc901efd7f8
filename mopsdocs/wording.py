"""Small pieces of sentences that messages and pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


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
