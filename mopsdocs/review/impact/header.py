"""What happens to a document as a whole: who owns it, whether it is in force, and its version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "owner-changed",
        _WARNING,
        "A document has another owner",
        "The new owner has to accept the reviews and the questions; the old one has to hand them over.",
        "The owner is Head of marketing instead of Campaign manager.",
    ),
    ChangeRule(
        "approval-withdrawn",
        _WARNING,
        "A document is no longer approved",
        "Whoever follows it follows a draft, or something that is to be left behind.",
        "The status is draft instead of approved.",
    ),
    ChangeRule(
        "status-changed",
        _INFO,
        "A document has another status",
        "It moved on in its life.",
        "The status is approved instead of draft.",
    ),
    ChangeRule(
        "review-cycle-lengthened",
        _WARNING,
        "A document is reviewed less often",
        "Mistakes and changes of the law stay unseen for longer.",
        "The document is reviewed every 365 days instead of every 90 days.",
    ),
    ChangeRule(
        "document-renamed",
        _INFO,
        "A document has another id",
        "The old one is noted, so links still lead there.",
        "The document had the id newsletter and has the id customer-letter.",
    ),
    ChangeRule(
        "kpi-removed",
        _WARNING,
        "A measure of success is gone",
        "What is not measured is no longer reported or improved.",
        "open-rate is no longer a measure of success.",
    ),
    ChangeRule(
        "kpi-added",
        _INFO,
        "There is a new measure of success",
        "Somebody has to collect and report it.",
        "click-rate is now a measure of success.",
    ),
    ChangeRule(
        "kpi-target-changed",
        _WARNING,
        "A target is another",
        "Whoever is measured by it has to agree.",
        "The target for open-rate is 25 instead of 30.",
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a document."""
    for fact in pair.facts:
        if fact.path == () and fact.kind == "renamed":
            message = f"The document had the id {fact.old} and has the id {fact.new}."
            yield Verdict("document-renamed", fact, message, words(fact))
        elif fact.path == ("owner",):
            before, after = (pair.role(role) if role else "nobody" for role in (fact.old, fact.new))
            yield Verdict("owner-changed", fact, f"The owner is {after} instead of {before}.", words(fact))
        elif fact.path == ("status",):
            id = "approval-withdrawn" if fact.old == "approved" else "status-changed"
            message = f"The status is {_said(fact.new)} instead of {_said(fact.old)}."
            yield Verdict(id, fact, message, words(fact))
        elif fact.path == ("review_cycle_days",):
            yield from _review(fact)
        elif fact.path[:1] == ("kpis",) and len(fact.path) > 1:
            yield from _measure(pair, fact)


def _said(status: Any) -> str:
    return str(status).replace("_", " ") if status else "unknown"


def _review(fact: Fact) -> Iterator[Verdict]:
    if fact.new is None or (fact.old is not None and fact.new > fact.old):
        now = f"every {fact.new} days" if fact.new else "at no set time"
        message = f"The document is reviewed {now} instead of every {fact.old} days."
        yield Verdict("review-cycle-lengthened", fact, message, words(fact))


def _measure(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    metric, name = fact.path[1], pair.titles("metric", fact.path[1])
    if len(fact.path) == 2:
        id, verb = ("kpi-added", "is now") if fact.kind == "added" else ("kpi-removed", "is no longer")
        yield Verdict(id, fact, f"{name} {verb} a measure of success.", (metric,))
    elif fact.path[2:] == ("target",):
        before, after = ("no target" if value is None else value for value in (fact.old, fact.new))
        yield Verdict("kpi-target-changed", fact, f"The target for {name} is {after} instead of {before}.", words(fact))
