"""Small pieces of sentences that several findings share."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """`1 step`, `3 steps`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted(words: Sequence[str], most: int = 3) -> str:
    """Words as a sentence lists them: `"a", "b" and "c"`, or `"a", "b", "c" and 4 more`."""
    shown = [f'"{word}"' for word in words[:most]]
    if len(words) > most:
        return f"{', '.join(shown)} and {len(words) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
