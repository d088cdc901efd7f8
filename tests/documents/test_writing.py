"""Data as YAML text: it reads back equal, here and in YAML 1.1 programs, with no more quotes than it needs."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st

from mopsdocs.documents.lines import reindent, usual_break, with_breaks
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.source import decode
from mopsdocs.documents.writing import EditError, dump_value, flow

MARKS = " \t\n:#-?,[]{}&*!|>'\"%@`~=<.0123456789eEnoyx_\\\u00a0\u2028\x85\r\x07\ufeffğß🎉"
texts = st.text(st.one_of(st.sampled_from(MARKS), st.characters(exclude_categories=["Cs"])), max_size=12)
scalars = st.one_of(texts, st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.floats(-1000, 1000, width=16))
data = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


@settings(max_examples=400, deadline=None)
@given(data, st.sampled_from([0, 2, 5]), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_reads_back_equal(value: Any, indent: int, eol: str) -> None:
    try:
        text = dump_value(value, indent, eol)
    except EditError:
        reject()
    if not value or not isinstance(value, (dict, list)):
        text, value = f"{' ' * indent}k: {text}", {"k": value}
    loaded = load(decode(text.encode()))
    assert same(loaded.value, value)
    assert not loaded.problems
    assert text.endswith(eol)
    assert same(load(f"k: [{flow(value)}]").value, {"k": [value]})


@settings(max_examples=400, deadline=None)
@given(texts | st.from_regex(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z"))
@example("0000-00-00")
@example("2027-02-29")
@example("0001-01-01")
def test_programs_that_know_yaml_1_1_read_the_same_text(text: str) -> None:
    read = yaml.safe_load(dump_value({"k": text}, 0, "\n"))["k"]
    assert (read.isoformat() if isinstance(read, date) else read) == text


@pytest.mark.parametrize(
    "text",
    [
        *("approved", "a#b", "a:b", "https://example.com/x?y=1&z#top", "-10bd", "+3d", "0d", "4h", "2.1.0", "x, y"),
        *(
            "2027-03-10",
            "Asia/Riyadh",
            'region.consent.b2b == "opt-in"',
            "it's",
            "İstanbul'da çift onay",
            "Größe",
            "🎉",
        ),
        *("<b>", "a - b", "5 %", "(x)", "nothing", "yes please"),
    ],
)
def test_plain_where_nobody_could_misread_it(text: str) -> None:
    assert dump_value(text, 0, "\n") == f"{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "NO",
            "no",
            "on",
            "Yes",
            "y",
            "off",
            "true",
            "12:30",
            "1.10",
            "010",
            "1e3",
            "1_000",
            "0x1F",
            "0b1",
            ".5",
            "-1",
        ),
        *("~", "null", "Null", "=", "<<", ".inf", "", " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "---", "..."),
        *("[a]", "{a}", "*a", "&a", "!a", "|", ">", "'a'", "%a", "@a", "`a", "? a", ", a", "2027-03-10 10:00:00"),
        *("2027-02-29", "0000-00-00"),
    ],
)
def test_quoted_where_somebody_could(text: str) -> None:
    assert dump_value(text, 0, "\n") == f'"{text}"\n'


def test_quotes_and_control_characters_are_escaped() -> None:
    assert dump_value('"a" \\ \t\u2028\x07:', 0, "\n") == '"\\"a\\" \\\\ \\t\\u2028\\x07:"\n'


def test_block_style() -> None:
    value = {"id": "a", "list": [["x"], {"k": 1, "t": "two\n\n lines"}], "empty": [], "none": None, "n: o": True}
    assert dump_value([value], 2, "\n") == (
        "  - id: a\n"
        "    list:\n"
        "      - - x\n"
        "      - k: 1\n"
        "        t: |-\n"
        "          two\n"
        "\n"
        "           lines\n"
        "    empty: []\n"
        "    none: null\n"
        '    "n: o": true\n'
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\nb\n", "|\n  a\n  b\n"),
        ("a\nb", "|-\n  a\n  b\n"),
        ("\n\na\n", "|\n\n\n  a\n"),
        ("  a\nb\n", "|2\n    a\n  b\n"),
        ("# a\n--- b\n", "|\n  # a\n  --- b\n"),
        ("a\n\n", '"a\\n\\n"\n'),
        ("a\n  \nb", '"a\\n  \\nb"\n'),
        ("a\x07\nb", '"a\\x07\\nb"\n'),
    ],
)
def test_text_of_several_lines(text: str, written: str) -> None:
    assert dump_value(text, 0, "\n") == written
    assert load(written).value == text


@pytest.mark.parametrize("number", [math.inf, math.nan, 10**18, 0.1 + 0.2])
def test_numbers_that_the_loader_refuses_are_refused(number: float) -> None:
    with pytest.raises(EditError, match="cannot be written"):
        dump_value(number, 0, "\n")


def test_what_no_document_holds() -> None:
    for value in (b"x", {1: "a"}, {"a": object()}, {"set"}):
        with pytest.raises(TypeError):
            dump_value(value, 0, "\n")
    deep: Any = "x"
    for _ in range(40):
        deep = [deep]
    with pytest.raises(EditError, match="deep"):
        dump_value(deep, 0, "\n")
    with pytest.raises(EditError, match="a key has"):
        dump_value({"k" * 1001: 1}, 0, "\n")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", " ", "  a", "a", "    - b", "  ---", "\t"]), max_size=6), st.integers(0, 6))
def test_lines_moved_to_the_right_and_back_are_as_before(lines: list[str], by: int) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert reindent(reindent(text, by), -by) == text
    assume(text)
    assert with_breaks(with_breaks(text, "\r\n"), "\n") == text


def test_line_breaks() -> None:
    assert usual_break("a\r\nb\r\nc\n") == "\r\n"
    assert usual_break("a\r\nb\nc\n") == "\n"
    assert usual_break("") == "\n"
    assert with_breaks("a\r\nb", "\n") == "a\nb\n"
    assert reindent("  --- a\n    b\n", -2) == " --- a\n  b\n"
