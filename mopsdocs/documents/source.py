"""From bytes to text: everything that is refused before YAML is parsed.

Some files crash or stall YAML parsers (a thousand `%TAG` lines are checked pairwise), and some read differently
in YAML 1.1 and 1.2 (U+2028 ends a line in one of them). Both kinds are turned away here, with their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SIZE_LIMIT: Final = 1_000_000
"""Bytes that one document may have. The largest real playbooks have some 60,000."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a text: characters `start` to `end`, what and how to mend it."""

    rule: str
    start: int
    end: int
    message: str
    hint: str
    warning: bool = False


class RejectedText(Exception):
    """The bytes are not text that may be parsed. `text` is what could be decoded, for showing the place."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.text = text


_SAVE: Final = 'save it as "UTF-8" in your editor'
_WIDE: Final = re.compile(
    rb"\xff\xfe|\xfe\xff|\0\0\xfe\xff"  # byte order marks
    rb"|[^\0]\0(?:[^\0]\0|\0\0|\Z)|\0[^\0]|\0\0\0[^\0]",  # an ASCII character and its noughts
    re.DOTALL,
)
_NOT_TEXT: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF-": "a PDF document",
}
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE_RETURN: Final = re.compile("\r(?!\n)")
_WANTED_BYTES: Final = b"\t\n\r" + bytes(range(0x20, 0x7F))
_LINE_SEPARATORS: Final = {"\u2028": "LINE SEPARATOR", "\u2029": "PARAGRAPH SEPARATOR", "\x85": "NEXT LINE"}


def decode(data: bytes) -> str:
    """The text of a document's bytes; raises RejectedText with the place of what must not be there."""
    if len(data) > SIZE_LIMIT:
        message = f"the file is larger than {SIZE_LIMIT:,} bytes, the most that a document may have"
        raise RejectedText(Problem("yaml-size", 0, 0, message, "split it into several documents"), "")
    binary = next((name for start, name in _NOT_TEXT.items() if data.startswith(start)), None)
    if binary is not None:
        message = f"the file is {binary}, not text"
        raise RejectedText(Problem("yaml-encoding", 0, 0, message, "put a YAML document here, or remove the file"), "")
    if _WIDE.match(data):
        message = "the file is saved as UTF-16 or UTF-32"
        raise RejectedText(Problem("yaml-encoding", 0, 0, message, _SAVE), "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        byte = data[error.start : error.start + 1]
        letter = byte.decode("cp1252", "replace")
        meant = f"; in Windows-1252 it would be {letter}" if letter.isprintable() and letter != "\ufffd" else ""
        message = f"byte 0x{byte[0]:02X} is not UTF-8{meant}"
        problem = Problem("yaml-encoding", len(before), len(before) + 1, message, _SAVE)
        raise RejectedText(problem, before + data[error.start :].decode("latin-1")) from None
    at = _first_unwanted(data, text)
    if at is not None:
        raise RejectedText(_unwanted(text, at), text)
    return text


def _first_unwanted(data: bytes, text: str) -> int | None:
    """Offset of the first character that must not be there, directives and lone carriage returns included."""
    found = []
    # Most files are plain ASCII, and dropping the wanted bytes of those is quicker than any search.
    match = _UNWANTED.search(text) if not data.isascii() or data.translate(None, _WANTED_BYTES) else None
    if match:
        found.append(match.start())
    alone = _LONE_RETURN.search(text) if "\r" in text else None
    if alone:
        found.append(alone.start())
    if text.startswith("%"):
        found.append(0)
    elif "\n%" in text:
        found.append(text.index("\n%") + 1)
    return min(found, default=None)


def _unwanted(text: str, start: int) -> Problem:
    character, end = text[start : start + 1], start + 1
    code = f"U+{ord(character):04X}"
    if character == "%":
        hint = "remove the line; documents need no %YAML or %TAG"
        return Problem("yaml-directive", start, end, "a line beginning with % is a YAML directive", hint)
    if character == "\ufeff" and start == 0:
        hint = 'save the file as "UTF-8" without a byte order mark (BOM)'
        return Problem("yaml-encoding", start, end, "the file begins with an invisible byte order mark (U+FEFF)", hint)
    if character in _LINE_SEPARATORS:
        message = f"{code} {_LINE_SEPARATORS[character]} ends a line for some programs and not for others"
        return Problem("yaml-character", start, end, message, "replace it with an ordinary line break")
    if character == "\r":
        hint = "save the file with LF or CRLF line endings"
        return Problem("yaml-character", start, end, "a carriage return stands alone, without a line feed", hint)
    return Problem("yaml-character", start, end, f"{code} is an invisible character", "delete the character")
