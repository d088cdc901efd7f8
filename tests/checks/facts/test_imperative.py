"""Titles of steps: instructions, and what is certainly none."""

from __future__ import annotations

import pytest

from mopsdocs.checks.facts.imperative import not_an_instruction
from mopsdocs.checks.facts.verbs import VERBS


@pytest.mark.parametrize(
    ("title", "instead"),
    [
        ("Writing the brief", "Write the brief"),
        ("Planning our calendar, in detail", "Plan our calendar, in detail"),
        ("Approved the budget", "Approve the budget"),
        ("Applies the suppression lists", "Apply the suppression lists"),
        ("Checks each link", "Check each link"),
        ("Creation of the assets", "Create the assets"),
        ("Setup of the form", "Set up the form"),
        ("3. Approval of the copy", "Approve the copy"),
        ("Checks of links", None),
        ("Marketing automation", None),
        ("Reporting", None),
        ("Brief approval", None),
        ("Copy review", None),
        ("Legal review", None),
        ("Landing page live", None),
        ("All links work", None),
        ("No open blockers", None),
        ("We send the e-mail", None),
        ("The copy is written", None),
        ("Copy is written", None),
        ("Is the list clean?", None),
        ("Notification of the works council", None),
    ],
)
def test_no_instructions(title: str, instead: str | None) -> None:
    found = not_an_instruction(title)
    assert found is not None
    assert found.title == instead


@pytest.mark.parametrize(
    ("title", "instead"),
    [
        ("The copy is written", "Check that the copy is written"),
        ("Sales are briefed", "Check that sales are briefed"),
        ("UTM is set", "Check that UTM is set"),
        ("Is the list clean?", None),
        ("No open blockers", None),
    ],
)
def test_a_statement_can_become_a_check(title: str, instead: str | None) -> None:
    found = not_an_instruction(title, is_check=True)
    assert found is not None
    assert found.title == instead


@pytest.mark.parametrize(
    "title",
    [
        "Write the brief",
        "Send",
        "Brief sales",
        "Collect, clean and match the leads",
        "[DE-WEB-12] Confirm double opt-in",
        "1.2 Confirm double opt-in",
        "Day 0: send the e-mail",
        "Before the send, check the list",
        "If the list is small, skip the test",
        "Ask sales: is the list clean?",
        "During the call ask for feedback",
        "Using the template write the copy",
        "A/B test the subject line",
        "Do not send before noon",
        "Please send the list",
        "Manually check the list",
        "Plan May newsletter",
        "Address every comment",
        "Bring the badges",
        "Embed the form",
        "Process the list",
        "Gamify the stand",
        "Catering",
        "Evening call",
        "Texte schreiben",
        "Über die Liste schauen",
        "配信する",
        "",
        "…",
    ],
)
def test_instructions_and_whatever_may_be_one(title: str) -> None:
    assert not_an_instruction(title) is None


def test_verbs_are_in_the_form_of_instructions() -> None:
    assert all(verb == verb.lower() for verb in VERBS)
    assert {"write", "send", "brief", "optimise", "optimize", "proofread"} <= VERBS
    assert not VERBS & {"writing", "sent", "approval", "creation", "legal", "the"}
