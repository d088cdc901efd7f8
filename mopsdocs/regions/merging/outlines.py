"""The lines that a unit with children has for itself, before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mopsdocs.documents.lines import past_blanks
from mopsdocs.documents.units import Unit
from mopsdocs.regions.merging.sides import Side


def heads_and_tails(*versions: tuple[Side, Unit | None]) -> tuple[list[str], list[str]]:
    """The lines of a unit before its children, and those behind them, in each of its versions.

    Of comments below an empty list, `steps: []`, nothing says whether they stood before its items or behind them.
    Those that stand behind the items in another version do so here too.
    """
    tails = [side.tail(unit) if unit is not None else "" for side, unit in versions]
    heads = [side.head(unit) if unit is not None else "" for side, unit in versions]
    known = sorted(tails, key=len, reverse=True)
    for number, (_, unit) in enumerate(versions):
        if unit is not None and not unit.children:
            tails[number] = next((tail for tail in known if heads[number].endswith(tail)), "")
            heads[number] = heads[number].removesuffix(tails[number])
    return heads, tails


_START: Final = re.compile(r" *(?:- +)*")
_KEEPS: Final = re.compile(r"[:-] +[|>][1-9]?\+[1-9]?(?:[ \t]+#.*|[ \t]*)$")


def joined(parts: Iterable[str]) -> str:
    """`parts` one below the other. Where one ends in text that keeps the blank lines below it, the next brings none."""
    lines: list[str] = []
    for part in parts:
        kept = lines and past_blanks(part, 0) and _keeps_blank_lines(lines[-1])
        lines.append(part[past_blanks(part, 0) :] if kept else part)
    return "".join(lines)


def _keeps_blank_lines(text: str) -> bool:
    """Whether `text` ends in the text behind a `|+` or `>+`: all below that is indented deeper than its key.

    What ends in a line with # in front is taken for a comment below such a text.
    """
    lines = text.rstrip().splitlines() if "+" in text else []
    if lines and lines[-1].lstrip().startswith("#"):
        return False
    margin = len(text)
    for line in reversed(lines):
        found = _START.match(line)
        if line.strip() and found is not None and found.end() < margin:
            if _KEEPS.search(line):
                return True
            margin = found.end()
    return False


def with_value(head: str, value: str) -> str:
    """The line of a key with a value: `steps:  # none yet` becomes `steps: []  # none yet`."""
    at = head.index(":") + 1
    return f"{head[:at]} {value}{head[at:]}"


def with_dash(body: str, indent: int) -> str:
    """The keys of an item, with its dash before the first of them."""
    start = 0
    while body[start:].lstrip(" \t").startswith(("#", "\n", "\r\n")):
        start = body.index("\n", start) + 1
    return f"{body[: start + indent]}-{body[start + indent + 1 :]}"
