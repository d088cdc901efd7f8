"""Lists of links: the links in a file, and a table of pages that becomes a table of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.links.making import Link, Links
from mopsdocs.campaigns.links.tables import Row, Table, decoded_file, first_cells, missing_columns, read_table
from mopsdocs.campaigns.links.tags import Kind
from mopsdocs.errors import MopsError
from mopsdocs.wording import counted

LINK: Final = "link"
"""The column that links are written to, and read from."""

_URL: Final = "url"
_CAMPAIGN: Final = "campaign"
_NEEDED: Final = (_URL, "source", "medium")
_WORDS: Final[tuple[Kind, ...]] = ("source", "medium", "content", "term")
_KNOWN: Final = (*_NEEDED, "content", "term", _CAMPAIGN, LINK)
_COMMENT: Final = "#"


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link in a file, with its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was made for the row in `line`."""

    line: int
    link: Link


@dataclass(frozen=True, slots=True)
class Objection:
    """Why there is no link for the row in `line`."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a table of pages. `text` is the table with the links; None where a row has none."""

    links: tuple[MadeLink, ...]
    objections: tuple[Objection, ...]
    text: str | None


def links_in(data: bytes, name: str) -> tuple[ListedLink, ...]:
    """The links in the file called `name`: one on each line, or those of a column `link`, else `url`.

    Raises MopsError for what is no such file. Blank lines, and lines of text that begin with #, say nothing.
    """
    text = decoded_file(data, name)
    if not name.lower().endswith((".csv", ".tsv")):
        lines = enumerate(text.removeprefix("\ufeff").splitlines(), 1)
        if not _names_columns(text):
            return tuple(ListedLink(at, line.strip()) for at, line in lines if _says_something(line))
    table = read_table(text, name, (LINK, _URL))
    column = LINK if table.position(LINK) is not None else _URL
    missing_columns(table, (column,), name)
    at = table.position(column) or 0
    for row in table.rows:
        if row.surplus:
            raise _surplus(row)
    return tuple(ListedLink(row.line, row.cells[at].strip()) for row in table.rows if row.cells[at].strip())


def batch(data: bytes, name: str, links: Links, campaign: str | None) -> Batch:
    """The table in the file called `name` with a link in each row, for `campaign` where a row names no other.

    `campaign` is what links call it. Raises MopsError for a file that is no such table.
    """
    table = read_table(decoded_file(data, name), name, _KNOWN)
    missing_columns(table, _NEEDED, name)
    if campaign is None and table.position(_CAMPAIGN) is None:
        hint = f"mopsdocs utm CAMPAIGN --batch {name} makes links for one; for several, add a column campaign."
        raise MopsError(f"Nothing says which campaign the links in {name} are for.", hint)
    made: list[MadeLink] = []
    objections: list[Objection] = []
    for row in table.rows:
        if row.blank:
            continue
        try:
            made.append(MadeLink(row.line, _link(table, row, links, campaign)))
        except MopsError as error:
            objections.append(Objection(row.line, error.message, error.hint))
    if not made and not objections:
        raise MopsError(f"{name} has no rows.", "Write a row for each link below the names of the columns.")
    return Batch(tuple(made), tuple(objections), None if objections else _with_links(table, made))


def _link(table: Table, row: Row, links: Links, campaign: str | None) -> Link:
    cells = {column: row.cells[at].strip() for column in _KNOWN if (at := table.position(column)) is not None}
    if row.surplus:
        raise _surplus(row)
    named = cells.get(_CAMPAIGN)
    if named:
        campaign = links.name_of(named)
    if campaign is None:
        raise MopsError("The row names no campaign.", "Write its name into the column campaign.")
    words = {kind: cells[kind] for kind in _WORDS if kind in _NEEDED or cells.get(kind)}
    return links.made(campaign, words, cells[_URL])


def _surplus(row: Row) -> MopsError:
    message = f"Line {row.line} has {counted(row.surplus, 'cell')} more than there are columns."
    return MopsError(message, "A cell with the separator in it stands between quotation marks.")


def _with_links(table: Table, made: list[MadeLink]) -> str:
    """The table with its links in the column for them, a new one at the end where there is none."""
    texts = {one.line: one.link.text for one in made}
    at = table.position(LINK)
    columns = table.columns if at is not None else (*table.columns, LINK)

    def rows() -> Iterator[tuple[str, ...]]:
        for row in table.rows:
            link = texts.get(row.line, "")
            yield (*row.cells, link) if at is None else (*row.cells[:at], link, *row.cells[at + 1 :])

    return table.text(columns, rows())


def _names_columns(text: str) -> bool:
    """Whether a file that is not called .csv is a table all the same: its first line has a column for links."""
    return not {LINK, _URL}.isdisjoint(first_cells(text, (LINK, _URL)))


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(_COMMENT)
