"""What happens to entries of catalogues: who answers for them, whether a tool may be used, what a metric counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.wording import contrasted, same_words
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import is_part_of_entry, name_of_entry, place

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "entry-owner-changed",
        _WARNING,
        "An entry of a catalogue has another owner",
        "The new owner of the entry has to accept it, and the old one to let go of it.",
        'The owner of the segment "Engaged prospects" is Privacy counsel instead of Campaign manager.',
    ),
    ChangeRule(
        "tool-withdrawn",
        _WARNING,
        "A tool is to be used less or not at all",
        "Steps that are done with it need another tool, and people time to learn that one.",
        'The tool "Mailer" is on its way out; before, it was in use.',
    ),
    ChangeRule(
        "tool-status-changed",
        _INFO,
        "A tool may be used more than before",
        "People can plan with it.",
        'The tool "Page builder" is in use; before, it was being tried out.',
    ),
    ChangeRule(
        "metric-definition-changed",
        _WARNING,
        "A metric counts something else",
        "Its numbers from before and after cannot be compared, and targets were set by the old way of counting.",
        'The formula of the metric "Open rate" is now "opened / sent", before "opened / delivered": '
        "earlier numbers cannot be compared with later ones.",
    ),
    ChangeRule(
        "guardrail-removed",
        _WARNING,
        "Nothing guards a metric any more",
        "It can be pushed at the expense of what the guardrail measured.",
        'The metric "Open rate" has no guardrail any more; it was "complaint-rate".',
    ),
)

_OWNERS: Final = frozenset({"owner", "business_owner", "technical_owner"})
_COUNTING: Final = frozenset({"definition", "formula", "unit", "source"})
_USE: Final[Mapping[str, tuple[int, str]]] = {
    "retired": (0, "no longer used"),
    "sunset": (1, "on its way out"),
    "evaluating": (2, "being tried out"),
    "active": (3, "in use"),
}


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a catalogue."""
    for fact in pair.facts:
        if not is_part_of_entry(pair, fact) or len(fact.path) != 3:
            continue
        field = fact.path[2]
        if field in _OWNERS:
            message = f"{place(pair, fact)} is {pair.role(fact.new)} instead of {pair.role(fact.old)}."
            yield Verdict("entry-owner-changed", fact, message, words(fact))
        elif pair.kind == "tools" and field == "status":
            yield _status(pair, fact)
        elif pair.kind == "metrics" and field in _COUNTING:
            yield from _counted(pair, fact)
        elif pair.kind == "metrics" and field == "guardrail" and fact.kind == "removed":
            guard = _title(pair, "metric", fact.old)
            message = f"The {name_of_entry(pair, fact)} has no guardrail any more; it was {guard}."
            yield Verdict("guardrail-removed", fact, message, words(fact))


def _status(pair: Pair, fact: Fact) -> Verdict:
    (was, before), (now, after) = _USE[fact.old], _USE[fact.new]
    id = "tool-withdrawn" if now < was else "tool-status-changed"
    return Verdict(id, fact, f"The {name_of_entry(pair, fact)} is {after}; before, it was {before}.", words(fact))


def _counted(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    if fact.path[2] == "source":
        old, new = (_title(pair, "tool", id) for id in (fact.old, fact.new))
    elif same_words(fact.old, fact.new):
        return
    else:
        old, new = contrasted(fact.old, fact.new)
    message = f"{place(pair, fact)} is now {new}, before {old}: earlier numbers cannot be compared with later ones."
    yield Verdict("metric-definition-changed", fact, message, words(fact))


def _title(pair: Pair, kind: str, id: str) -> str:
    return f'"{pair.titles(kind, id)}"'
