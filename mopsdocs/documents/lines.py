"""Whole lines of a text: their ends, their breaks and their indentation."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(r"\r?\n")
_BLANKS: Final = re.compile(r"(?:[ \t]*\r?\n)+")
_INDENTED: Final = re.compile(r"^ +", re.MULTILINE)
_NOT_EMPTY: Final = re.compile(r"^(?=[^\r\n])", re.MULTILINE)


def line_start(text: str, at: int) -> int:
    """Offset of the first character of the line that holds the character at `at`."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Offset after the line break of the line that holds the character at `at`; the end when it has none."""
    return text.find("\n", at) + 1 or len(text)


def past_blanks(text: str, at: int) -> int:
    """Offset of the first line from `at`, the start of one, that is not blank."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def break_at(text: str, at: int) -> int:
    """Offset of the line break that ends the line with the character at `at`; the end when it has none."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def usual_break(text: str) -> str:
    """The line break that most lines of `text` have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def with_breaks(lines: str, eol: str) -> str:
    """`lines` with `eol` at the end of each, the last one included."""
    if eol == "\n" and "\r" not in lines:  # as nearly all are
        return lines if lines.endswith("\n") or not lines else f"{lines}\n"
    return _BREAK.sub(eol, lines) if lines.endswith("\n") or not lines else _BREAK.sub(eol, lines) + eol


def reindent(lines: str, by: int) -> str:
    """`lines` moved `by` columns to the right, or to the left as far as a line has blanks to give.

    Empty lines stay empty. Text that would become a document marker in column 0 keeps one blank.
    """
    if by > 0:
        return _NOT_EMPTY.sub(" " * by, lines)
    if by == 0:
        return lines

    def outdented(match: re.Match[str]) -> str:
        width = max(0, len(match[0]) + by)
        marker = lines.startswith(("---", "..."), match.end())
        return " " * (1 if marker and not width else width)

    return _INDENTED.sub(outdented, lines)
