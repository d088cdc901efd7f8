"""Tables as spreadsheets save them: CSV with commas, semicolons or tabs, with or without a mark at the front."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.exports.cells import inert
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

SIZE_LIMIT: Final = 20_000_000
"""Bytes that a list of links may have: some 150,000 of them."""

_LINE_END: Final = "\r\n"
_MARK: Final = "\ufeff"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS: Final = (",", ";", "\t")
_OWN_SEPARATOR: Final = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_LONGEST_LINE: Final = 10_000
_LEFT_ALONE: Final = re.compile(r"[+-][0-9 .,%/-]*\Z|https?://", re.IGNORECASE)
_SAVE: Final = "In a spreadsheet: Save as, CSV UTF-8."


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line that it begins in, counted from 1. It has a cell for each column.

    `surplus` is how many cells it has beyond that: a separator stands in a cell that is not between quotation marks.
    """

    line: int
    cells: tuple[str, ...]
    surplus: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns as they are written, its rows, and how its file was written."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str
    line_end: str
    before: str
    """What stands in front of the columns: the mark of UTF-8, and a line that names the separator."""

    def position(self, column: str) -> int | None:
        """Where `column` stands; None where there is none."""
        return next((at for at, name in enumerate(self.columns) if _plain(name) == column), None)

    def text(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Another table, written as this one was. No cell starts a formula."""
        written = _Lines()
        # With another end of line the writer would leave a carriage return in a cell without quotation marks.
        writer = csv.writer(written, delimiter=self.separator, lineterminator=_LINE_END)
        writer.writerows([harmless(cell) for cell in row] for row in (columns, *rows))
        return self.before + "".join(line.removesuffix(_LINE_END) + self.line_end for line in written.lines)


class _Lines:
    """What a CSV writer writes, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        """Takes one line."""
        self.lines.append(line)


def harmless(cell: str) -> str:
    """`cell` as no spreadsheet computes it. Numbers stay, and so do links, which must lead where they led."""
    return cell if _LEFT_ALONE.match(cell) else inert(cell)


def decoded_file(data: bytes, name: str) -> str:
    """The text of the file called `name`; raises MopsError."""
    if len(data) > SIZE_LIMIT:
        raise MopsError(f"{name} has more than {SIZE_LIMIT:,} bytes.", "Split it into several files.")
    if data.startswith(b"PK\x03\x04"):
        raise MopsError(f"{name} is a workbook, not a CSV file.", _SAVE)
    try:
        text = data.decode("utf-16") if data[:2] in _WIDE else data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MopsError(f"{name} is not saved as UTF-8: line {line} has other characters.", _SAVE) from None
    if "\0" in text:
        raise MopsError(f"{name} is not a text file.", _SAVE)
    if not text.removeprefix(_MARK).strip():
        raise MopsError(f"{name} is empty.", "Give a file with at least one link.")
    return text


def read_table(text: str, name: str, known: Sequence[str]) -> Table:
    """The table in `text`, the file called `name`; raises MopsError. Columns that are `known` tell its separator."""
    mark = _MARK if text.startswith(_MARK) else ""
    body = text.removeprefix(_MARK)
    own = _OWN_SEPARATOR.match(body)
    separator = own[1] if own else _separator(body, known)
    records = list(_records(body[own.end() :] if own else body, separator, name, 1 if own else 0))
    while records and records[0].blank:
        records.pop(0)
    columns = records[0].cells if records else ()
    twice = [column for column in known if [_plain(cell) for cell in columns].count(column) > 1]
    if twice:
        raise MopsError(f'{name} has two columns "{twice[0]}".', "Keep one of them.")
    rows = tuple(_fitted(row, len(columns)) for row in records[1:])
    line_end = "\r\n" if "\r\n" in body else "\n"
    return Table(columns, rows, separator, line_end, mark + (own[0] if own else ""))


def missing_columns(table: Table, needed: Sequence[str], name: str) -> None:
    """Raises MopsError where `table`, the file called `name`, does not have the columns `needed`."""
    missing = [f'"{column}"' for column in needed if table.position(column) is None]
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        has = listed(f'"{column.strip()}"' for column in table.columns[:12])
        hint = f"The first line names the columns; it has {has}."
        raise MopsError(f"{name} has no {word} {listed(missing)}.", hint)


def first_cells(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The cells of the first line of `text`, as names of columns are compared; `known` ones tell the separator."""
    first = _first_line(text.removeprefix(_MARK))
    return tuple(map(_plain, next(csv.reader([first], delimiter=_separator(first, known)), [])))


def _separator(body: str, known: Sequence[str]) -> str:
    """The separator with which the first line has the most columns that are `known`, or else the most at all."""
    first = _first_line(body)

    def fit(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(_plain(cell) in known for cell in cells), len(cells)

    return max(_SEPARATORS, key=fit)


def _first_line(body: str) -> str:
    return next((line for line in body.splitlines() if line.strip()), "")[:_LONGEST_LINE]


def _records(body: str, separator: str, name: str, before: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    line = 0
    try:
        for cells in reader:
            yield Row(before + line + 1, tuple(cells))
            line = reader.line_num
    except csv.Error as error:
        message = f"{name} cannot be read from line {before + line + 1} on: {error}."
        raise MopsError(message, "A cell that begins with a quotation mark needs one at its end, too.") from None


def _fitted(row: Row, columns: int) -> Row:
    surplus = len(row.cells) - columns if any(cell.strip() for cell in row.cells[columns:]) else 0
    return Row(row.line, (*row.cells[:columns], *[""] * (columns - len(row.cells))), surplus)


def _plain(name: str) -> str:
    return name.strip().lower()
