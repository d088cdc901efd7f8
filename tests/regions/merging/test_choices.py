"""What a choice takes, and what it leaves alone."""

from __future__ import annotations

import pytest

from mopsdocs.regions.merging.merge import Upstream
from mopsdocs.regions.merging.outcome import Choice

HEAD = "kind: playbook\nid: webinar\n"
BASE = "summary: One\nversion: 1.0.0\n"
TEXT = "description: |\n  One.\n  Two.\n"


def settled(base: str, ours: str, theirs: str, choice: Choice) -> str:
    """The text of a playbook that has one conflict, after the choice."""
    upstream = Upstream("playbook", HEAD + base, HEAD + theirs)
    found = upstream.into(HEAD + ours)
    (conflict,) = found.conflicts
    assert found.text == HEAD + ours
    done = upstream.into(HEAD + ours, {conflict.question: choice})
    assert done.conflicts == ()
    return done.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("choice", "summary"),
    [
        ("ours", "# Asked by the desk.\nsummary: Mine # for now\n"),
        ("theirs", "# Asked by the desk.\nsummary: New # for now\n"),
    ],
)
def test_our_comments_stay_whoever_wins(choice: Choice, summary: str) -> None:
    ours = BASE.replace("summary: One\n", "# Asked by the desk.\nsummary: Mine # for now\n")
    assert settled(BASE, ours, BASE.replace("One", "New"), choice) == f"{summary}version: 1.0.0\n"


def test_their_comments_come_with_their_value() -> None:
    ours = BASE.replace("summary: One\n", "# Asked by the desk.\nsummary: Mine\n")
    theirs = BASE.replace("One", "New  # since May")
    assert settled(BASE, ours, theirs, "theirs") == (
        "# Asked by the desk.\nsummary: New  # since May\nversion: 1.0.0\n"
    )


def test_of_two_comments_behind_one_value_the_chosen_one_stays() -> None:
    base, ours, theirs = (BASE.replace("One", f"{word} # {word}") for word in ("One", "Mine", "New"))
    assert settled(base, ours, theirs, "theirs") == theirs
    assert settled(base, ours, theirs, "ours") == ours


def test_block_text_is_taken_whole_below_our_comment() -> None:
    ours = TEXT.replace("Two.", "Mine.").replace("description", "# Ours.\ndescription")
    theirs = TEXT.replace("Two.", "New.")
    assert settled(TEXT + BASE, ours + BASE, theirs + BASE, "theirs") == f"# Ours.\n{theirs}{BASE}"
