"""What may reach a terminal, and how wide it is there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.reporters.printable import cells, safe, width

ESCAPES = "\x1b[31m\x07\x00\x7f\x9b\u202e\u2066\u200b\ud800\U000e0041\u2028"


@given(st.text(alphabet=st.characters(), max_size=40))
def test_safe_text_has_no_control_character(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert safe(shown) == shown


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=40))
def test_safe_leaves_ordinary_text_alone(text: str) -> None:
    assert safe(text) == text


def test_commands_to_the_terminal_become_escapes() -> None:
    assert safe(ESCAPES) == (
        r"\x1b[31m\x07\x00\x7f\x9b\u202e\u2066\u200b\ud800\U000e0041\u2028"  # all visible, none obeyed
    )
    assert safe("a\tb\nc\r") == r"a\tb\nc\r"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("webinar", 7),
        ("ürün", 4),
        ("u\u0308ru\u0308n", 4),
        ("会議の計画", 10),
        ("한글", 4),
        ("\uff46\uff55\uff4c\uff4c", 8),
        ("🚀", 2),
        ("👩\u200d💻", 2),
        ("❤\ufe0f", 2),
        ("שלום", 4),
        ("\t", 4),
        ("ab\t", 4),
        ("\x1b", 4),
        ("co\u00adop", 5),
        ("", 0),
    ],
)
def test_widths(text: str, columns: int) -> None:
    assert width(text) == columns


def test_every_character_has_a_cell() -> None:
    assert [shown for shown, _ in cells("a\x07é")] == ["a", "\\x07", "é"]
