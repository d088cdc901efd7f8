"""Tables for spreadsheets and importers: CSV by RFC 4180, in which no cell can become a formula.

A spreadsheet takes a cell that begins with one of `= + - @` for a formula, and in some languages their wide forms as
well; it also looks behind blanks and quotes. One that expects semicolons between cells begins new ones at each of them,
and behind each end of a line. So what begins like that is put between typographic quotes, as one would quote a title:
every program shows it as it is, and nothing has to be taken out again. An apostrophe, which is the usual remedy, would
stay in task managers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_BLANKS: Final = "[\\s\"'`\u00ad\u115f\u1160\u180e\u2800\u3164\uffa0]*"
_STARTERS: Final = "[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
_FORMULA: Final = re.compile(_BLANKS + _STARTERS)
_ITEM: Final = re.compile(r"(?m)^[ \t]*[-*+] (?=\S)")
_INSIDE: Final = re.compile(rf"([;\t\n\r\v\f\x85\u2028\u2029]{_BLANKS})(?={_STARTERS})")

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for something else, and Müller becomes MÃ¼ller."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8, every cell between quotes, rows ending with CR and LF on every system."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([inert(cell) for cell in row])
    return written.getvalue().encode("utf-8")


def inert(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula. Lists in it get bullets; what is harmless stays."""
    text = _ITEM.sub("• ", text) if "\n" in text else text
    text = _INSIDE.sub(lambda match: f"{match[1]}\N{RIGHT SINGLE QUOTATION MARK}", text)
    return f"“{text}”" if _FORMULA.match(text) else text
