"""Small pieces of sentences."""

from __future__ import annotations

from mopsdocs.wording import counted, listed, quoted


def test_numbers_have_their_nouns() -> None:
    assert [counted(number, "step") for number in (0, 1, 2, 1250)] == ["0 steps", "1 step", "2 steps", "1,250 steps"]
    assert [counted(number, "copy", "copies") for number in (1, 2)] == ["1 copy", "2 copies"]


def test_lists_in_sentences() -> None:
    assert [listed("abc"[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed(iter(["Legal", "Brand"]), "or") == "Legal or Brand"


def test_long_lists_are_cut() -> None:
    assert quoted([]) == ""
    assert quoted(["a", "b", "c"]) == '"a", "b" and "c"'
    assert quoted(["a", "b", "c", "d", "e"]) == '"a", "b", "c" and 2 more'
