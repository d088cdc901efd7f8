"""The caret stands exactly under the place, however wide the characters before it are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.reporters.excerpt import LONGEST, excerpt, underlined
from mopsdocs.reporters.printable import width
from mopsdocs.reporters.style import Style
from tests.reporters.reports import finding

PLAIN = Style()


def _excerpt(text: str, line: int, column: int, end_column: int) -> str:
    return "\n".join(excerpt(finding(line, column, end_column), text.split("\n"), PLAIN))


def test_the_line_above_is_shown() -> None:
    assert _excerpt("id: a\nowner: boss", 2, 8, 12) == "  1 | id: a\n  2 | owner: boss\n    |        ^^^^"


def test_an_empty_line_above_is_not() -> None:
    assert _excerpt("id: a\n\nowner: boss", 3, 8, 12) == "  3 | owner: boss\n    |        ^^^^"


def test_line_numbers_of_different_length_align() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 12))
    assert _excerpt(text, 10, 6, 8) == "   9 | line 9\n  10 | line 10\n     |      ^^"


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("title: 会議 boss", 11, 15, "title: 会議 boss", "            ^^^^"),
        ("title: 会議 boss", 8, 10, "title: 会議 boss", "       ^^^^"),
        ("\towner: boss", 9, 13, "    owner: boss", "           ^^^^"),
        ("a\tb: boss", 6, 10, "a   b: boss", "       ^^^^"),
        ("u\u0308ber: boss", 8, 12, "u\u0308ber: boss", "      ^^^^"),
        ("🚀: boss", 4, 8, "🚀: boss", "    ^^^^"),
        ("👩\u200d💻: boss", 6, 10, "👩\u200d💻: boss", "    ^^^^"),
        ("a\x1b[0m: boss", 8, 12, "a\\x1b[0m: boss", "          ^^^^"),
        ("\u202eab: boss", 6, 10, "\\u202eab: boss", "          ^^^^"),
        ("owner:", 7, 7, "owner:", "      ^"),
        ("owner:", 99, 120, "owner:", "      ^"),
        ("owner: x\r", 8, 9, "owner: x", "       ^"),
    ],
)
def test_carets_align(line: str, column: int, end: int, shown: str, carets: str) -> None:
    assert _excerpt(line, 1, column, end) == f"  1 | {shown}\n    | {carets}"


def test_a_long_line_is_cut_on_both_sides() -> None:
    line = f"{'a' * 5000}boss{'b' * 5000}"
    text, indent, length = underlined(line, 5000, 5004)
    assert (text[0], text[-1]) == ("…", "…")
    assert text[indent : indent + length] == "boss"
    assert width(text) <= LONGEST + 2


def test_a_megabyte_in_one_line_is_no_work() -> None:
    text, _, _ = underlined("会" * 1_000_000, 999_990, 999_995)
    assert width(text) <= LONGEST + 2


@given(st.text(alphabet="ab会\u0308\t🚀\x1b", max_size=400), st.integers(0, 450), st.integers(0, 60))
def test_the_carets_are_as_wide_as_the_place(line: str, start: int, count: int) -> None:
    text, indent, length = underlined(line, start, start + count)
    assert length >= 1
    assert indent <= width(text)
    if len(line) <= LONGEST and width(line) <= LONGEST and start + count <= len(line):
        assert indent == width(line[:start])
        assert length == max(1, width(line[: start + count]) - indent)


@pytest.mark.parametrize(("lines", "line"), [([], 1), (["a"], 2), (["a"], 0), (["a\0b"], 1)])
def test_nothing_where_there_is_no_text(lines: list[str], line: int) -> None:
    assert excerpt(finding(line, 1, 2), lines, PLAIN) == []
