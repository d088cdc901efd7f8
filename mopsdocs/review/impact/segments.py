"""What happens to segments: who belongs to them, who is left out, and why they may be written to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.wording import contrasted, ended, same_words
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.impact.names import is_part_of_entry, name_of_entry

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "suppression-removed",
        _ERROR,
        "A segment no longer leaves somebody out",
        "People get messages who asked for none, or whom the company decided not to write to.",
        'The segment "Engaged prospects" no longer leaves out "competitors".',
    ),
    ChangeRule(
        "suppression-added",
        _INFO,
        "A segment leaves more people out",
        "Campaigns reach fewer people than before.",
        'The segment "Engaged prospects" leaves out "partners" too.',
    ),
    ChangeRule(
        "consent-basis-changed",
        _WARNING,
        "People are written to on another ground",
        "Whoever answers for the law has to say whether it holds for everybody in the segment.",
        'The ground for writing to the segment "Engaged prospects" is legitimate-interest instead of opt-in.',
    ),
    ChangeRule(
        "criteria-changed",
        _WARNING,
        "Other people belong to a segment",
        "Every campaign that uses the segment reaches other people than its brief says.",
        'Other people belong to the segment "Engaged prospects": now "…or visited in the last 365 days '
        'and not a customer.", before "…or visited in the last 180 days and not a customer."',
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the segments."""
    for fact in pair.facts:
        if not is_part_of_entry(pair, fact) or len(fact.path) != 3:
            continue
        field, name = fact.path[2], name_of_entry(pair, fact)
        if field == "suppressions":
            for group in fact.old:
                if group not in fact.new:
                    message = f'The {name} no longer leaves out "{group}".'
                    yield Verdict("suppression-removed", fact, message, (group,))
            for group in fact.new:
                if group not in fact.old:
                    yield Verdict("suppression-added", fact, f'The {name} leaves out "{group}" too.', (group,))
        elif field == "consent_basis":
            message = f"The ground for writing to the {name} is {fact.new} instead of {fact.old}."
            yield Verdict("consent-basis-changed", fact, message, words(fact))
        elif field == "criteria" and not same_words(fact.old, fact.new):
            old, new = contrasted(fact.old, fact.new)
            message = ended(f"Other people belong to the {name}: now {new}, before {old}")
            yield Verdict("criteria-changed", fact, message, words(fact))
