"""The source line of a finding with a caret under the exact place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mopsdocs.diagnostics import Diagnostic
from mopsdocs.reporters.printable import cells
from mopsdocs.reporters.style import Style

LONGEST: Final = 110
"""Columns of source text that are shown; a longer line is cut on both sides of the place."""

_BEFORE: Final = 40
_CUT: Final = "…"


def excerpt(diagnostic: Diagnostic, lines: Sequence[str], style: Style) -> list[str]:
    """The line that `diagnostic` is about, the one above it, and the carets; nothing where there is no text."""
    number = diagnostic.line
    if not 1 <= number <= len(lines) or not _is_text(lines[number - 1]):
        return []
    start = diagnostic.column - 1
    end = diagnostic.end_column - 1 if diagnostic.end_line == number else len(lines[number - 1])
    text, indent, length = underlined(lines[number - 1], start, end)
    gutter = len(str(number))
    shown = []
    if number > 1 and _is_text(lines[number - 2]):
        above, _, _ = underlined(lines[number - 2], 0, 0)
        shown.append(f"{style.dim(f'{number - 1:>{gutter}} |')} {above}")
    shown.append(f"{style.dim(f'{number} |')} {text}")
    carets = style.level(diagnostic.severity, "^" * length)
    shown.append(f"{style.dim(' ' * gutter + ' |')} {' ' * indent}{carets}")
    return [f"  {line}".rstrip() for line in shown]


def _is_text(line: str) -> bool:
    """Whether there is something to read: not so in an empty line, or in UTF-16 that was read as something else."""
    return bool(line.strip()) and "\0" not in line


def underlined(line: str, start: int, end: int) -> tuple[str, int, int]:
    """`line` as it is shown, and the columns before and under its characters `start` to `end`.

    Characters may be narrower or wider than a column. A line that is too long is cut, never at the place itself
    unless that alone is too long.
    """
    line = line.rstrip("\r\n")
    start = min(start, len(line))
    first = 0 if len(line) <= LONGEST else max(0, min(start - _BEFORE, len(line) - LONGEST))
    part = cells(line[first : first + 3 * LONGEST])
    columns = [columns for _, columns in part]
    indent = sum(columns[: start - first])
    length = max(1, sum(columns[start - first : end - first]))
    prefix = _CUT if first else ""
    taken = total = 0
    while taken < len(part) and total + columns[taken] <= LONGEST:
        total += columns[taken]
        taken += 1
    suffix = _CUT if first + taken < len(line) else ""
    text = prefix + "".join(shown for shown, _ in part[:taken]) + suffix
    indent = min(indent, total)
    return text, indent + len(prefix), max(1, min(length, total - indent))
