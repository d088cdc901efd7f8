"""Texts in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.documents.wording import contrasted, ended, same_words

LONG = "Companies with a contract, and of these the people who work with the product, if they asked for news."
TEXTS = st.lists(st.sampled_from(("a", "b.", "and", "every", "180", "x" * 170, "\n", "  ")), max_size=60).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("180 days", "365 days", ('"180 days"', '"365 days"')),
        ("180\ndays", "365  days", ('"180 days"', '"365 days"')),
        (
            LONG,
            LONG.replace("news", "offers"),
            ('"…product, if they asked for news."', '"…product, if they asked for offers."'),
        ),
        (LONG, f"Some {LONG}", ('"Companies with a contract,…"', '"Some Companies with a contract,…"')),
        (
            LONG,
            LONG.replace(" the people", ""),
            (
                '"…a contract, and of these the people who work with the product, if…"',
                '"…a contract, and of these who work with the product, if…"',
            ),
        ),
        (LONG, "", (f'"{LONG}"', '""')),
    ],
)
def test_of_long_texts_the_part_that_differs(old: str, new: str, said: tuple[str, str]) -> None:
    assert contrasted(old, new) == said
    assert contrasted(new, old) == (said[1], said[0])


@given(TEXTS, TEXTS)
def test_what_differs_can_be_seen_and_is_not_long(old: str, new: str) -> None:
    one, other = contrasted(old, new)
    assert (one == other) == same_words(old, new)
    assert max(len(one), len(other)) <= 164
    assert "\n" not in one + other


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [("It is", "It is."), ("It is.", "It is."), ('It is "so."', 'It is "so."'), ('"so"', '"so".')],
)
def test_a_sentence_ends_once(sentence: str, whole: str) -> None:
    assert ended(sentence) == whole
