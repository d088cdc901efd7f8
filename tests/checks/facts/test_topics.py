"""Words by which a playbook shows that it takes care of something."""

from __future__ import annotations

import pytest

from mopsdocs.checks.facts.topics import NOT_MEANT, WORDS, speaks_of
from mopsdocs.checks.rules import MODULES
from mopsdocs.documents.model import Settings, Topics

SETTINGS = Settings(kind="workspace", schema_version=1, name="Words")

RULE_OF = {
    "suppression": "email-without-suppression",
    "unsubscribe": "email-without-unsubscribe",
    "postal-address": "email-without-postal-address",
    "plain-text": "email-without-text-part",
    "accessibility": "email-without-accessibility",
    "consent": "consent-not-stated",
}


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("suppression", "apply the suppression lists"),
        ("suppression", "werbesperren abgleichen"),
        ("unsubscribe", "test the unsubscribe"),
        ("unsubscribe", "one click unsubscribes"),
        ("unsubscribe", "watch the unsubscribe rate and test the unsubscribe link"),
        ("postal-address", "check imprint and right to object"),
        ("plain-text", "the plain-text part makes sense alone"),
        ("accessibility", "text reaches a contrast of 4.5:1"),
        ("consent", 'confirm the consent basis\nregion.consent.b2b == "opt-in"'),
        ("consent", "einwilligungen prüfen"),
    ],
)
def test_what_counts(topic: str, words: str) -> None:
    assert speaks_of(words, topic, SETTINGS)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("unsubscribe", "unsubscribed and complained are applied\nwatch the unsubscribe-rate\nthe unsubscribe list"),
        ("postal-address", "design the footer"),
        ("postal-address", "order imprinted pens"),
        ("accessibility", "the venue is accessible by train\nin contrast to last year"),
        ("plain-text", "write the text"),
        ("consent", 'region.consent.b2b == "opt-in"'),
        ("consent", "region.consent.b2c == 'soft-opt-in'"),
        ("consent", "set up the cookie consent banner"),
        ("consent", "collect photo consent"),
    ],
)
def test_what_means_something_else(topic: str, words: str) -> None:
    assert not speaks_of(words, topic, SETTINGS)


def test_own_words_count_whatever_their_capitals() -> None:
    settings = Settings(kind="workspace", schema_version=1, name="Words", topics=Topics(postal_address=("Absender",)))
    assert speaks_of("absender prüfen", "postal-address", settings)
    assert not speaks_of("absender prüfen", "consent", settings)


@pytest.mark.parametrize("topic", RULE_OF)
def test_the_page_of_the_rule_lists_the_words(topic: str) -> None:
    manual = " ".join((MODULES[RULE_OF[topic]].__doc__ or "").split())
    assert [word for word in WORDS[topic] if f"`{word}`" not in manual] == []


def test_exceptions_hold_the_word_that_they_are_exceptions_to() -> None:
    known = {word for words in WORDS.values() for word in words}
    assert known >= NOT_MEANT.keys()
    assert all(longer.count(word) == 1 for word, others in NOT_MEANT.items() for longer in others)
