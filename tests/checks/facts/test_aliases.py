"""Which value an alias stands for."""

from __future__ import annotations

import pytest

from mopsdocs.checks.facts.aliases import Aliases, is_respelled

LIST = Aliases(
    {
        "email": ["e-mail", "Email", "mail"],
        "sms": ["text", "Mail"],
        "linkedin": ["LinkedIn", "li"],
        "text": [],
        "x": ["Twitter"],
    }
)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("e-mail", "email"),
        ("E-Mail", "email"),
        ("Email", "email"),
        ("EMAIL", None),
        ("email", None),
        ("LinkedIn", "linkedin"),
        ("LINKEDIN", None),
        ("LI", "linkedin"),
        ("twitter", "x"),
        ("mail", None),
        ("text", None),
        ("other", None),
    ],
)
def test_values(word: str, value: str | None) -> None:
    assert LIST.value_of(word) == value


@pytest.mark.parametrize(
    ("word", "value", "same"),
    [
        ("webinars", "webinar", True),
        ("e-mail", "email", True),
        ("Paid Social", "paid-social", True),
        ("webcast", "webinar", False),
        ("sales", "sales-email", False),
    ],
)
def test_other_spellings(word: str, value: str, same: bool) -> None:
    assert is_respelled(word, value) is same
