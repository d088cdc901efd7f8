"""Tables as spreadsheets of all countries save them, and what a table of pages becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.links.lists import batch, links_in
from mopsdocs.campaigns.links.making import Links
from mopsdocs.campaigns.links.tables import SIZE_LIMIT, Table, harmless, read_table
from mopsdocs.errors import MopsError
from tests.campaigns.links.taxonomies import ID, library
from tests.reporters import hostile

LINKS = Links(library())
PAGE = "https://www.example.com/a"
MADE = f"{PAGE}?utm_source=newsletter&utm_medium=email&utm_campaign={ID}"
ROW = f"{PAGE},newsletter,email"


def made(text: str | bytes, campaign: str | None = ID) -> str:
    found = batch(text if isinstance(text, bytes) else text.encode(), "pages.csv", LINKS, campaign)
    assert found.objections == ()
    assert found.text is not None
    return found.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (f"url,source,medium\n{ROW}\n", f"url,source,medium,link\n{ROW},{MADE}\n"),
        (f"url,source,medium\n{ROW}", f"url,source,medium,link\n{ROW},{MADE}\n"),
        (f"\n\nurl,source,medium\n\n{ROW}\n\n", f"url,source,medium,link\n,,,\n{ROW},{MADE}\n,,,\n"),
        (f'"url","source","medium"\r\n"{PAGE}","newsletter","email"\r\n',
         f"url,source,medium,link\r\n{ROW},{MADE}\r\n"),
        (f"\ufeffURL; Source ;MEDIUM\r\n{PAGE};newsletter;email\r\n",
         f"\ufeffURL; Source ;MEDIUM;link\r\n{PAGE};newsletter;email;{MADE}\r\n"),
        (f"sep=;\r\nurl;source;medium\r\n{PAGE};newsletter;email\r\n",
         f"sep=;\r\nurl;source;medium;link\r\n{PAGE};newsletter;email;{MADE}\r\n"),
        (f"url\tsource\tmedium\n{PAGE}\tnl\temail\n", f"url\tsource\tmedium\tlink\n{PAGE}\tnl\temail\t{MADE}\n"),
        (f"owner,link,medium,source,url\nDesk,old,email,nl,{PAGE}\n",
         f"owner,link,medium,source,url\nDesk,{MADE},email,nl,{PAGE}\n"),
        (f"url,source,medium,content,term\n{ROW},,\n", f"url,source,medium,content,term,link\n{ROW},,,{MADE}\n"),
        (f"url,source,medium\n{ROW},,\n", f"url,source,medium,link\n{ROW},{MADE}\n"),
        (f'url,source,medium,note\n{ROW},"a, ""b""\nc"\n',
         f'url,source,medium,note,link\n{ROW},"a, ""b""\nc",{MADE}\n'),
        (f"url,source,medium,=x\n{ROW},=1+1\n", f"url,source,medium,“=x”,link\n{ROW},“=1+1”,{MADE}\n"),
    ],
)  # fmt: skip
def test_other_columns_stay_and_the_link_comes_last(given: str, expected: str) -> None:
    assert made(given) == expected
    assert made(expected) == expected


def test_a_table_of_utf_16_as_spreadsheets_save_unicode_text() -> None:
    assert made(f"url\tsource\tmedium\r\n{PAGE}\tnl\temail\r\n".encode("utf-16")).endswith(f"{MADE}\r\n")


def test_a_column_names_the_campaign() -> None:
    text = f"url,source,medium,campaign\n{ROW},{ID}\n{ROW},{ID.upper()}\n"
    assert made(text, None).count(MADE) == 2
    found = batch(f"{text}{ROW},\n{ROW},spring\n".encode(), "pages.csv", LINKS, None)
    assert [(one.line, one.message) for one in found.objections] == [
        (4, "The row names no campaign."),
        (5, 'There is no campaign "spring".'),
    ]
    assert made(f"url,source,medium,campaign\n{ROW},\n").count(MADE) == 1


def test_every_bad_row_is_told_with_its_line_and_nothing_is_written() -> None:
    rows = [ROW, '"a\nb",newsletter,email', f"{PAGE},newsletter,blast", "", f"{PAGE},,email", ROW, f"{ROW},more"]
    found = batch("\n".join(["url,source,medium", *rows]).encode(), "pages.csv", LINKS, ID)
    assert found.text is None
    assert [(one.line, one.message) for one in found.objections] == [
        (3, "The address has an invisible character (U+000A)."),
        (5, 'The taxonomy has no medium "blast".'),
        (7, "The source is empty."),
        (9, "Line 9 has 1 cell more than there are columns."),
    ]
    assert [one.line for one in found.links] == [2, 8]


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "pages.csv is empty.", "Give a file with at least one link."),
        (b"\xef\xbb\xbf \r\n", "pages.csv is empty.", "Give a file"),
        (b"url,source\nx,y\n", 'pages.csv has no column "medium".', 'The first line names the columns; it has'),
        (b"Adresse;Quelle\nx;y\n", 'pages.csv has no columns "url", "source" and "medium".',
         'The first line names the columns; it has "Adresse" and "Quelle".'),
        (b"url,source,medium,URL\n", 'pages.csv has two columns "url".', "Keep one of them."),
        (b"url,source,medium\n", "pages.csv has no rows.", "Write a row for each link"),
        (b"url,source,medium\n,,\n", "pages.csv has no rows.", "Write a row for each link"),
        ("url,source,medium\nhttps://größe.example,nl,email\n".encode("cp1252"),
         "pages.csv is not saved as UTF-8: line 2 has other characters.", "In a spreadsheet: Save as, CSV UTF-8."),
        (b"PK\x03\x04rest", "pages.csv is a workbook, not a CSV file.", "In a spreadsheet: Save as, CSV UTF-8."),
        (b"\x89PNG\0\0", "pages.csv is not saved as UTF-8: line 1 has other characters.", "In a spreadsheet"),
        (b"url,source,medium\n\0,a,b\n", "pages.csv is not a text file.", "In a spreadsheet"),
        (b'url,source,medium\nx,y,"z\n', "pages.csv cannot be read from line 2 on: unexpected end of data.",
         "A cell that begins with a quotation mark"),
        (b'url,source,medium\nx,"y"z,w\n', "pages.csv cannot be read from line 2 on:", "A cell that begins"),
        (b'url,source,medium\n"' + b"x" * 200_000 + b'",a,b\n', "pages.csv cannot be read from line 2 on:", "A cell"),
        (b"x" * (SIZE_LIMIT + 1), "pages.csv has more than 20,000,000 bytes.", "Split it into several files."),
    ],
)  # fmt: skip
def test_what_is_no_table_of_pages(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(MopsError) as refused:
        batch(data, "pages.csv", LINKS, ID)
    assert refused.value.message.startswith(message)
    assert refused.value.hint.startswith(hint)


def test_a_table_that_says_nowhere_which_campaign_it_is_for() -> None:
    with pytest.raises(MopsError, match=r"Nothing says which campaign the links in pages\.csv are for\.") as refused:
        batch(f"url,source,medium\n{ROW}\n".encode(), "pages.csv", LINKS, None)
    assert refused.value.hint.startswith("mopsdocs utm CAMPAIGN --batch pages.csv")


@pytest.mark.parametrize(
    ("name", "text", "links"),
    [
        ("links.txt", "https://a.example/\n\n  https://b.example/  \n# note\n", [(1, "https://a.example/"), (3, "https://b.example/")]),
        ("links.txt", "\ufeffhttps://a.example/?a=1,2;3\r\n", [(1, "https://a.example/?a=1,2;3")]),
        ("links.txt", "spring\n", [(1, "spring")]),
        ("links", "who;link\r\nDesk;https://a.example/\r\n", [(2, "https://a.example/")]),
        ("a.csv", "url,link\nhttps://a.example/,https://b.example/\n,\n", [(2, "https://b.example/")]),
        ("a.CSV", "url,who\nhttps://a.example/,Desk\n", [(2, "https://a.example/")]),
        ("a.tsv", "Link\twho\nhttps://a.example/\tDesk\n", [(2, "https://a.example/")]),
        ("a.csv", 'link\n"https://a.example/?a=1,2"\n', [(2, "https://a.example/?a=1,2")]),
    ],
)  # fmt: skip
def test_the_links_in_a_file(name: str, text: str, links: list[tuple[int, str]]) -> None:
    assert [(one.line, one.text) for one in links_in(text.encode(), name)] == links


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://a.example/\n", 'a.csv has no column "url".'),
        ("who,where\nDesk,x\n", 'a.csv has no column "url".'),
        ("link,who\nhttps://a.example/?a=1,2,Desk\n", "Line 2 has 1 cell more than there are columns."),
    ],
)
def test_a_table_without_links(text: str, message: str) -> None:
    with pytest.raises(MopsError) as refused:
        links_in(text.encode(), "a.csv")
    assert refused.value.message == message


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "“=1+1”"), ("@SUM(A1)", "“@SUM(A1)”"), ("+cmd|' /C calc'!A0", "“+cmd|' /C calc'!A0”"),
        ("-A1", "“-A1”"), (" =1", "“ =1”"), ("\uff1d1", "“\uff1d1”"), ("'=1", "“'=1”"), ("a;=1", "a;\u2019=1"),
        ("-5", "-5"), ("+49 30 123-4", "+49 30 123-4"), ("-", "-"), ("-12,5 %", "-12,5 %"), ("a=1", "a=1"), ("", ""),
        ("https://a.example/", "https://a.example/"), ("HTTPS://a.example/?a=;=1", "HTTPS://a.example/?a=;=1"),
    ],
)  # fmt: skip
def test_no_cell_starts_a_formula(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


def lines_of(rows: list[tuple[str, ...]]) -> list[int]:
    """The lines in which the `rows` below the columns begin."""
    return [2 + sum(1 + "".join(row).count("\n") for row in rows[:number]) for number in range(len(rows))]


NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1, max_size=4)


@given(st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.lists(NAMES, max_size=4))
def test_a_table_reads_back(separator: str, line_end: str, rows: list[list[str]]) -> None:
    columns = ("url", "source", "medium", "owner")
    full = [tuple((row + [""] * 4)[:4]) for row in rows]
    written = Table(columns, (), separator, line_end, "").text(columns, full)
    table = read_table(written, "pages.csv", columns)
    assert table.columns == columns
    assert [row.cells for row in table.rows] == [tuple(map(harmless, row)) for row in full]
    assert table.text(columns, [row.cells for row in table.rows]) == written
    if "\r" not in written.replace(line_end, ""):
        assert [row.line for row in table.rows] == lines_of(full)


@given(
    st.one_of(st.binary(), hostile.texts.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(["a.csv", "a.txt"]),
)
def test_any_file_has_links_or_a_plain_message(data: bytes, name: str) -> None:
    try:
        found = links_in(data, name)
    except MopsError:
        return
    assert all(one.line >= 1 and one.text.strip() == one.text for one in found)
