"""The list to choose from, apart from the terminal that shows it."""

from __future__ import annotations

import pytest

from mopsdocs.cli.choosing import Chooser
from mopsdocs.scaffold.questions import Choice

CHOICES = tuple(Choice(f"role-{number}", f"Role number {number}", "a note") for number in range(25))
LAST = Choice("tr", "Türkiye", words=("Turkey",))


def shown(chooser: Chooser) -> list[str]:
    return "".join(part[1] for part in chooser.lines()).split("\n")


def test_long_lists_are_shown_in_part_around_the_marker() -> None:
    chooser = Chooser(CHOICES, ids=True)
    assert shown(chooser)[0] == "> Role number 0   role-0   a note"
    assert len(shown(chooser)) == 11
    assert shown(chooser)[-1] == "  Arrow keys choose, typing searches. Enter takes it. 25 in all."
    chooser.move(12)
    assert shown(chooser)[5] == "> Role number 12  role-12  a note"
    chooser.move(-13)
    assert shown(chooser)[9] == "> Role number 24  role-24  a note", "from the first one goes on to the last"
    chooser.move(1)
    assert chooser.pointed_at == CHOICES[0]


def test_searching() -> None:
    chooser = Chooser((*CHOICES, LAST), default="role-3")
    assert chooser.pointed_at == CHOICES[3]
    chooser.type("number 1")
    assert [choice.value for choice in chooser.found] == [
        "role-1",
        *(f"role-{number}" for number in range(10, 20)),
        "role-21",
    ]
    chooser.type("9")
    assert chooser.pointed_at == CHOICES[19]
    for _ in range(20):
        chooser.delete()
    assert (chooser.typed, len(chooser.found)) == ("", 26)


@pytest.mark.parametrize("typed", ["turkey", "TÜRK", "turky", "tr"])
def test_other_words_and_slips(typed: str) -> None:
    chooser = Chooser((*CHOICES, LAST))
    chooser.type(typed)
    assert chooser.pointed_at == LAST


def test_nothing_is_found() -> None:
    chooser = Chooser(CHOICES)
    chooser.type("zzz\x1b[2J")
    assert chooser.pointed_at is None
    chooser.move(1)
    assert shown(chooser) == [
        '  Nothing has "zzz\\x1b[2J" in it. Take something away with Backspace.',
        '  Searching for "zzz\\x1b[2J".',
    ]


def test_ticks() -> None:
    chooser = Chooser(CHOICES, ticked=["role-1"])
    chooser.tick()
    chooser.move(1)
    chooser.tick()
    assert chooser.ticked == ["role-0"]
    assert shown(chooser)[:2] == ["  [x] Role number 0     a note", "> [ ] Role number 1     a note"]
