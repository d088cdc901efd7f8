"""Naming patterns: what they give, and names held against them."""

from __future__ import annotations

import datetime

import pytest

from mopsdocs.checks.facts.naming import Mismatch, Pattern, PatternError, Value

USUAL = "{anchor_date:%Y%m%d}_{playbook}_{topic}_{region}"
HYPHENS = "{playbook}-{topic}-{region}-{anchor_date:%y%m}"
VALUES: dict[str, Value] = {
    "anchor_date": datetime.date(2027, 3, 10),
    "playbook": "one-off-email",
    "topic": "New  prices (2nd wave)",
    "region": "de",
    "wave": 2,
    "test": True,
    "sent_on": "2027-04-01",
    "city": "Köln",
}


@pytest.mark.parametrize(
    ("pattern", "case", "name"),
    [
        (USUAL, "lower", "20270310_one-off-email_new-prices-2nd-wave_de"),
        (USUAL, "upper", "20270310_ONE-OFF-EMAIL_NEW-PRICES-2ND-WAVE_DE"),
        (USUAL, None, "20270310_one-off-email_New-prices-2nd-wave_de"),
        ("{anchor_date}.{wave}.{test}", "lower", "2027-03-10.2.true"),
        ("Q_{sent_on:%d.%m.}", "lower", "q_01.04."),
        ("{playbook}_{city}_{nothing}_{region:%Y}", "lower", "one-off-email_{city}_{nothing}_{region}"),
    ],
)
def test_a_name_is_made_of_values(pattern: str, case: str | None, name: str) -> None:
    assert Pattern.of(pattern, case).name(VALUES) == name


@pytest.mark.parametrize("pattern", [USUAL, HYPHENS, "{anchor_date}.{wave}", "x_{city}_{nothing}"])
@pytest.mark.parametrize("case", ["lower", "upper", "any"])
def test_its_own_name_follows_a_pattern(pattern: str, case: str) -> None:
    read = Pattern.of(pattern, case)
    name = read.name(VALUES).format(city="Koeln".upper() if case == "upper" else "koeln", nothing="1")
    assert read.mismatches(name, VALUES) == ()
    assert read.has_shape(name)


@pytest.mark.parametrize(
    ("pattern", "name", "wrong"),
    [
        (USUAL, "20270310_one-off-email_new-prices-2nd-wave_fr", [("region", "fr", "de")]),
        (
            USUAL,
            "20270301_webinar_new-prices-2nd-wave_de",
            [("anchor_date", "20270301", "20270310"), ("playbook", "webinar", "one-off-email")],
        ),
        (HYPHENS, "one-off-email-new-prices-2nd-wave-fr-2703", [("region", "fr", "de")]),
        (HYPHENS, "webinar-new-prices-2nd-wave-de-2703", [("playbook", "webinar", "one-off-email")]),
    ],
)
def test_wrong_pieces_are_named(pattern: str, name: str, wrong: list[tuple[str, str, str]]) -> None:
    assert Pattern.of(pattern, "lower").mismatches(name, VALUES) == tuple(Mismatch(*one) for one in wrong)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (USUAL, "spring"),
        (USUAL, "20270310_one-off-email_de"),
        (USUAL, "2027_one-off-email_new_de"),
        (HYPHENS, "webinar-new-prices-fr-2703"),  # where two pieces are wrong, hyphens do not tell where they end
        ("{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}!", "a" * 400),
    ],
)
def test_a_name_that_cannot_be_taken_apart(pattern: str, name: str) -> None:
    assert Pattern.of(pattern, "lower").mismatches(name, VALUES) is None


@pytest.mark.parametrize("pattern", ["{", "}", "{}", "{a!r}", "{a.b}", "{a:>3}", "{a:{b}}", "{a b}", "{a:%Q}"])
def test_patterns_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(PatternError):
        Pattern.of(pattern)


def test_a_name_in_the_wrong_case_has_not_the_shape() -> None:
    assert not Pattern.of(USUAL, "lower").has_shape("20270310_Webinar_consent_de")
    assert Pattern.of(USUAL, "any").has_shape("20270310_Webinar_consent_de")
