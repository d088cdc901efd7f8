"""What happens to the settings of the workspace: how strict its checks and its reviews are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mopsdocs.checks.inspection import ALL_RULES
from mopsdocs.checks.levels import level_of as level_of_rule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Settings, to_model
from mopsdocs.review.change import ChangeRule, Pair, Verdict, level_of, words
from mopsdocs.review.facts import Fact

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "rule-weakened",
        _WARNING,
        "A finding or a change is reported at a lower level, or not at all",
        "What stopped people before no longer does, in every document of the workspace.",
        'In checks, "A review is overdue" (review-overdue) is reported for information, before as an error.',
    ),
    ChangeRule(
        "rule-strengthened",
        _INFO,
        "A finding or a change is reported at a higher level",
        "Documents that passed before may not pass any more.",
        'In checks, "A required stage is missing" (stage-missing) is reported as a warning, before not at all.',
    ),
    ChangeRule(
        "governance-loosened",
        _WARNING,
        "The workspace asks for less",
        "Playbooks, tools and reviews pass that would have been found before.",
        "Days until a document without a cycle of its own needs a review: now 730, before 180.",
    ),
    ChangeRule(
        "governance-tightened",
        _INFO,
        "The workspace asks for more",
        "Documents that passed before may not pass now.",
        "Days until a document without a cycle of its own needs a review: now 90, before 180.",
    ),
)

_LEVELS: Final[Mapping[Severity | None, str]] = {
    Severity.ERROR: "as an error",
    Severity.WARNING: "as a warning",
    Severity.INFO: "for information",
    None: "not at all",
}
_HIGHER_IS_LOOSER: Final = frozenset({"review_cycle_days", "legal_review_days", "effort_days"})
_THRESHOLDS: Final[Mapping[str, str]] = {
    "review_cycle_days": "Days until a document without a cycle of its own needs a review",
    "legal_review_days": "Days until what a region says about the law counts as old",
    "renewal_notice_days": "Days before its renewal from which on a tool is reported",
    "licence_notice_days": "Days before the end of its licence from which on an asset is reported",
    "term_signers": "Roles that must have agreed to a shared term",
    "answer_words": "Words that an answer about a tool has at least",
    "effort_days": "Working days that one step takes at most",
}
_SOLO: Final = {
    True: 'The workspace is set to "solo": checks no longer ask that somebody else approves what a person did.',
    False: 'The workspace is set to "team": checks ask that somebody else approves what a person did.',
}


def judged(pair: Pair, changes: Mapping[str, ChangeRule]) -> Iterator[Verdict]:
    """The cases in two versions of workspace.yml, which has defaults; `changes` are all kinds of changes."""
    before, after = (to_model("workspace", value) for value in (pair.before, pair.after))
    assert isinstance(before, Settings)
    assert isinstance(after, Settings)
    for fact in pair.facts:
        field = fact.path[0]
        if field in ("rules", "changes"):
            yield from _levels(fact, before, after, changes)
        elif field == "thresholds":
            yield from _thresholds(fact, before, after)
        elif field == "required_stages":
            yield from _stages(fact, before, after)
        elif field == "team" and before.solo != after.solo:
            id = "governance-loosened" if after.solo else "governance-tightened"
            yield Verdict(id, fact, _SOLO[after.solo], words(fact))


def _keys(fact: Fact) -> Iterator[str]:
    """The keys that a fact about a mapping speaks of: one, or all when the mapping itself came or went."""
    yield from fact.path[1:2] or {**(fact.old or {}), **(fact.new or {})}


def _levels(fact: Fact, before: Settings, after: Settings, changes: Mapping[str, ChangeRule]) -> Iterator[Verdict]:
    for id in _keys(fact):
        if fact.path[0] == "rules" and id in ALL_RULES:
            title, where = ALL_RULES[id].title, "checks"
            was, now = (level_of_rule(ALL_RULES[id], settings) for settings in (before, after))
        elif fact.path[0] == "changes" and id in changes:
            title, where = changes[id].title, "reviews"
            was, now = (level_of(changes[id], settings) for settings in (before, after))
        else:
            continue
        if was is not now:
            weaker = _rank(now) > _rank(was)
            said = f"is reported {_LEVELS[now]}" if now is not None else "is no longer reported"
            message = f'In {where}, "{title}" ({id}) {said}, before {_LEVELS[was]}.'
            values = (fact.path[0], id, was or "off", now or "off")
            yield Verdict(f"rule-{'weakened' if weaker else 'strengthened'}", fact, message, values)


def _rank(level: Severity | None) -> int:
    return len(Severity) if level is None else level.rank


def _thresholds(fact: Fact, before: Settings, after: Settings) -> Iterator[Verdict]:
    for key in (key for key in _keys(fact) if key in _THRESHOLDS):
        was, now = (getattr(settings.thresholds, key) for settings in (before, after))
        if was != now:
            id = "governance-loosened" if (now > was) == (key in _HIGHER_IS_LOOSER) else "governance-tightened"
            message = f"{_THRESHOLDS[key]}: now {now}, before {was}."
            yield Verdict(id, fact, message, (key, str(was), str(now)))


def _stages(fact: Fact, before: Settings, after: Settings) -> Iterator[Verdict]:
    for type in before.required_stages:
        if type not in after.required_stages:
            message = f"Playbooks with a launch no longer need a stage of the type {type.replace('_', ' ')}."
            yield Verdict("governance-loosened", fact, message, (type,))
    for type in after.required_stages:
        if type not in before.required_stages:
            message = f"Playbooks with a launch need a stage of the type {type.replace('_', ' ')}."
            yield Verdict("governance-tightened", fact, message, (type,))
