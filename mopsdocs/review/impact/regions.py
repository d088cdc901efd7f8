"""What happens to a region: its law, its required steps, its calendar and what every message has to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.timing import offset, period_in_words
from mopsdocs.documents.weights import WEIGHT
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "region-requirement-removed",
        _ERROR,
        "A step that a region requires is gone",
        "New copies are made without it, and nothing holds the old ones to it.",
        'The region no longer requires the step "Read the footer".',
    ),
    ChangeRule(
        "region-requirement-weakened",
        _ERROR,
        "A step that a region requires weighs less or may be skipped",
        "What the law or the desk asked for is asked for less.",
        'The required step "Prove consent" weighs less or may be skipped.',
    ),
    ChangeRule(
        "region-requirement-added",
        _WARNING,
        "A region requires one more step",
        "Every copy of the region needs it; somebody has to put it in.",
        'The region requires the step "Check the hours".',
    ),
    ChangeRule(
        "region-requirement-changed",
        _WARNING,
        "A step that a region requires changed",
        "Copies have the step as it was; somebody has to look at each.",
        'The required step "Prove consent" changed.',
    ),
    ChangeRule(
        "legal-source-removed",
        _ERROR,
        "A source of what a region says about the law is gone",
        "Nobody can check any more where a rule comes from.",
        'The region no longer names the source "https://example.com/pecr".',
    ),
    ChangeRule(
        "legal-source-added",
        _INFO,
        "There is a new source about the law",
        "It can be checked.",
        'The region names the source "https://example.com/pecr-2026".',
    ),
    ChangeRule(
        "regime-removed",
        _ERROR,
        "A law is no longer named",
        "Reviewers no longer look at campaigns of the region under it.",
        'The region no longer names the law "pecr".',
    ),
    ChangeRule(
        "regime-added",
        _WARNING,
        "One more law is named",
        "Reviewers have to look at campaigns under it.",
        'The region names the law "duaa".',
    ),
    ChangeRule(
        "consent-loosened",
        _ERROR,
        "Less consent is asked for",
        "People are written to who did not agree to it under the stricter rule.",
        "To write to consumers takes opt-out instead of soft-opt-in.",
    ),
    ChangeRule(
        "consent-tightened",
        _WARNING,
        "More consent is asked for",
        "Contacts who gave less can no longer be written to.",
        "To write to businesses takes opt-in instead of opt-out.",
    ),
    ChangeRule(
        "unsubscribe-slower",
        _ERROR,
        "Unsubscribing may take longer",
        "People who left get messages for longer, which the law limits in most places.",
        "Unsubscribing may take 10 working days instead of 2 working days.",
    ),
    ChangeRule(
        "unsubscribe-faster",
        _INFO,
        "Unsubscribing has to be quicker",
        "Lists have to be in step sooner.",
        "Unsubscribing may take 1 working day instead of 2 working days.",
    ),
    ChangeRule(
        "footer-changed",
        _WARNING,
        "What every message has to say at its end changed",
        "Templates of the region have to be changed, and the regional reviewer has to agree.",
        "The footer of every message changed.",
    ),
    ChangeRule(
        "calendar-changed",
        _WARNING,
        "Working days, holidays or hours for sending changed",
        "Due dates of the region fall on other days, also of campaigns under way.",
        "The working days of the region changed.",
    ),
    ChangeRule(
        "legal-review-noted",
        _INFO,
        "The law was looked at again",
        "What the region says was checked on that day.",
        "What the region says about the law was last verified on 2026-11-02, before on 2026-05-04.",
    ),
)

_CONSENT: Final[Mapping[str, int]] = {"notice": 0, "opt-out": 1, "soft-opt-in": 2, "opt-in": 3}
_CALENDAR: Final[Mapping[str, str]] = {
    "workweek": "working days",
    "holidays": "holidays",
    "send_window": "hours for sending",
    "timezone": "time zone",
}


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a region."""
    told: set[str] = set()
    for fact in pair.facts:
        field = fact.path[0] if fact.path else ""
        if field == "required_steps":
            yield from _required(pair, fact, told)
        elif field == "sources":
            yield from _entries(fact, "legal-source", "source")
        elif field == "regimes":
            yield from _entries(fact, "regime", "law")
        elif field == "consent" and fact.path[1:] and fact.path[1] in ("b2b", "b2c"):
            yield from _consent(fact)
        elif field == "unsubscribe_sla":
            yield from _unsubscribing(fact)
        elif field == "footer":
            yield Verdict("footer-changed", fact, "The footer of every message changed.", _lines(fact))
        elif field in _CALENDAR and field not in told:
            told.add(field)
            yield Verdict("calendar-changed", fact, f"The {_CALENDAR[field]} of the region changed.", (field,))
        elif field == "legal_last_verified":
            message = f"What the region says about the law was last verified on {fact.new}, before on {fact.old}."
            yield Verdict("legal-review-noted", fact, message, words(fact))


def _required(pair: Pair, fact: Fact, told: set[str]) -> Iterator[Verdict]:
    """One verdict for each required step: that it came or went, weighs less, or changed."""
    if len(fact.path) == 1:
        for item in fact.old or () if fact.kind == "removed" else ():
            yield _gone(fact, item)
        for item in fact.new or () if fact.kind == "added" else ():
            yield _new(fact, item)
        return
    id = fact.path[1]
    if len(fact.path) == 2 and fact.kind in ("added", "removed"):
        yield _new(fact, fact.new) if fact.kind == "added" else _gone(fact, fact.old)
    elif id not in told:
        told.add(id)
        was, now = (_step(version, id) for version in (pair.before, pair.after))
        weaker = WEIGHT[now.get("severity")] < WEIGHT[was.get("severity")] or ("when" in now and "when" not in was)
        if weaker:
            message = f'The required step "{title_of(now)}" weighs less or may be skipped.'
            yield Verdict("region-requirement-weakened", fact, message, (id,))
        else:
            yield Verdict("region-requirement-changed", fact, f'The required step "{title_of(now)}" changed.', (id,))


def _gone(fact: Fact, item: Any) -> Verdict:
    step = item["step"]
    message = f'The region no longer requires the step "{title_of(step)}".'
    return Verdict("region-requirement-removed", fact, message, (step["id"],))


def _new(fact: Fact, item: Any) -> Verdict:
    step = item["step"]
    return Verdict("region-requirement-added", fact, f'The region requires the step "{title_of(step)}".', (step["id"],))


def _step(region: Any, id: str) -> Any:
    return next((item["step"] for item in region.get("required_steps", ()) if item["step"]["id"] == id), {})


def _entries(fact: Fact, id: str, what: str) -> Iterator[Verdict]:
    old, new = fact.old or [], fact.new or []
    for entry in old:
        if entry not in new:
            yield Verdict(f"{id}-removed", fact, f'The region no longer names the {what} "{entry}".', (entry,))
    for entry in new:
        if entry not in old:
            yield Verdict(f"{id}-added", fact, f'The region names the {what} "{entry}".', (entry,))


def _consent(fact: Fact) -> Iterator[Verdict]:
    whom = {"b2b": "businesses", "b2c": "consumers"}[fact.path[1]]
    id = "consent-loosened" if _CONSENT[fact.new] < _CONSENT[fact.old] else "consent-tightened"
    yield Verdict(id, fact, f"To write to {whom} takes {fact.new} instead of {fact.old}.", (fact.path[1], *words(fact)))


def _unsubscribing(fact: Fact) -> Iterator[Verdict]:
    old, new = (offset(text).nominal_hours for text in (fact.old, fact.new))
    if old != new:
        was, now = (period_in_words(text) for text in (fact.old, fact.new))
        id = "unsubscribe-slower" if new > old else "unsubscribe-faster"
        yield Verdict(id, fact, f"Unsubscribing may take {now} instead of {was}.", words(fact))


def _lines(fact: Fact) -> tuple[str, ...]:
    return tuple("\n".join(lines or ()) for lines in (fact.old, fact.new))
