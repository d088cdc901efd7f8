"""What happens to due dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.timing import Offset, offset
from mopsdocs.review.change import ChangeRule, Verdict, words
from mopsdocs.review.facts import Fact

_WARNING = Severity.WARNING

RULES: Final = (
    ChangeRule(
        "deadline-moved-earlier",
        _WARNING,
        "Something is due earlier",
        "Whoever does it has less time, and campaigns under way may be late at once.",
        'The step "Write the letter" is due 18 working days before the day of the campaign instead of 15'
        " working days before it.",
    ),
    ChangeRule(
        "deadline-moved-later",
        _WARNING,
        "Something is due later",
        "What comes after it has less time.",
        'The gate "Go or no-go" is due 1 working day before the day of the campaign instead of 3 working'
        " days before it.",
    ),
)


def moved(fact: Fact, name: str) -> Iterator[Verdict]:
    """The case in the due date of what is called `name`."""
    if fact.old is None or fact.new is None:
        return
    was, now = offset(fact.old), offset(fact.new)
    if was.nominal_hours != now.nominal_hours:
        later = now.nominal_hours > was.nominal_hours
        message = f"The {name} is due {_words(now, 'the day of the campaign')} instead of {_words(was, 'it')}."
        yield Verdict(f"deadline-moved-{'later' if later else 'earlier'}", fact, message, words(fact))


def _words(due: Offset, day: str) -> str:
    return f"{due.in_words()} {day}" if due.amount else f"on {day}"
