"""What happens to checks: how much they weigh, what they ask for, when they may be skipped, and their checklists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.weights import EVIDENCE, WEIGHT
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import changed_ids, is_step, name_of_step, parts_of_steps

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "blocker-check-removed",
        _ERROR,
        "A check that stops a campaign is gone",
        "A mistake that would have stopped the campaign reaches the customer.",
        'The check "Prove consent", which could stop a campaign, is gone.',
    ),
    ChangeRule(
        "check-severity-lowered",
        _ERROR,
        "A check weighs less than before",
        "A failed check no longer stops the campaign, or is no longer looked at.",
        'The check "Prove consent" weighs less: blocker → warning.',
    ),
    ChangeRule(
        "skip-condition-added",
        _ERROR,
        "A step or a check may be skipped",
        "Campaigns for which the condition does not hold go without it.",
        'The step "Write the letter" is done only when there is news.',
    ),
    ChangeRule(
        "blocker-added",
        _WARNING,
        "A new check can stop a campaign",
        "Whoever answers for it has to know and to find the time.",
        'There is a new check "Check the prices", which can stop a campaign. Legal reviewer answers for it.',
    ),
    ChangeRule(
        "skip-condition-changed",
        _WARNING,
        "A step or a check is skipped on another condition",
        "Campaigns that needed it may not need it any more, and others may.",
        'The check "Check how it looks" is done when the layout changed, no longer when a new layout is used.',
    ),
    ChangeRule(
        "checklist-item-removed",
        _WARNING,
        "An item of a checklist is gone",
        "Nobody is reminded of it any more.",
        '"Every link is tagged" is gone from the checklist of the check "Prove consent".',
    ),
    ChangeRule(
        "evidence-weakened",
        _WARNING,
        "A check asks for less evidence",
        "Later nobody can show that it was done.",
        'The check "Prove consent" asks for a link instead of a screenshot.',
    ),
    ChangeRule(
        "skip-condition-removed",
        _INFO,
        "A step or a check is never skipped",
        "More campaigns need it.",
        'The check "Check how it looks" is always done, no longer only when a new layout is used.',
    ),
    ChangeRule(
        "check-severity-raised",
        _INFO,
        "A check weighs more",
        "It can hold up a campaign that it let pass before.",
        'The check "Check how it looks" weighs more: warning → blocker.',
    ),
    ChangeRule(
        "checklist-item-added",
        _INFO,
        "A checklist has a new item",
        "One thing more is looked at.",
        '"Images have words" is new in the checklist of the check "Prove consent".',
    ),
    ChangeRule(
        "evidence-strengthened",
        _INFO,
        "A check asks for more evidence",
        "It takes a little longer to tick off.",
        'The check "Check how it looks" asks for a link instead of no evidence.',
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a playbook."""
    ids = changed_ids(pair)
    for fact in pair.facts:
        if is_step(fact) and fact.path[2] not in ids:
            yield from _whole(pair, fact)
    for fact, (was, now) in parts_of_steps(pair):
        field, name = fact.path[3], name_of_step(now)
        if field == "checklist":
            yield from _checklist(fact, was, now, name)
        elif field == "when":
            yield from _condition(fact, name)
        elif field == "severity" or (field == "kind" and was.get("severity") == now.get("severity")):
            yield from _weight(fact, was, now, name)
        elif field == "evidence":
            yield from _evidence(fact, name)


def is_blocker(step: Any) -> bool:
    """Whether a step is a check that can stop a campaign."""
    return bool(step.get("kind") == "check" and step.get("severity") == "blocker")


def _whole(pair: Pair, fact: Fact) -> Iterator[Verdict]:
    if fact.kind == "removed" and is_blocker(fact.old):
        message = f"The {name_of_step(fact.old)}, which could stop a campaign, is gone."
        yield Verdict("blocker-check-removed", fact, message)
    elif fact.kind == "added" and is_blocker(fact.new):
        role = pair.role(fact.new.get("accountable", ""))
        message = f"There is a new {name_of_step(fact.new)}, which can stop a campaign. {role} answers for it."
        yield Verdict("blocker-added", fact, message)


def _evidence(fact: Fact, name: str) -> Iterator[Verdict]:
    old, new = EVIDENCE[fact.old], EVIDENCE[fact.new]
    before, after = (f"a {value}" if EVIDENCE[value] else "no evidence" for value in (fact.old, fact.new))
    if old != new:
        id = "evidence-weakened" if new < old else "evidence-strengthened"
        yield Verdict(id, fact, f"The {name} asks for {after} instead of {before}.", words(fact))


def _condition(fact: Fact, name: str) -> Iterator[Verdict]:
    said = {
        "added": f"The {name} is done only when {fact.new}.",
        "removed": f"The {name} is always done, no longer only when {fact.old}.",
        "changed": f"The {name} is done when {fact.new}, no longer when {fact.old}.",
    }
    yield Verdict(f"skip-condition-{fact.kind}", fact, said[fact.kind], words(fact))


def _weight(fact: Fact, was: Any, now: Any, name: str) -> Iterator[Verdict]:
    old, new = (WEIGHT[item.get("severity")] if item.get("kind", "check") == "check" else 0 for item in (was, now))
    if old == new:
        return
    id = "check-severity-lowered" if new < old else "check-severity-raised"
    before, after = (item.get("severity") or item.get("kind", "no severity") for item in (was, now))
    yield Verdict(id, fact, f"The {name} weighs {'less' if new < old else 'more'}: {before} → {after}.", words(fact))


def _checklist(fact: Fact, was: Any, now: Any, name: str) -> Iterator[Verdict]:
    if len(fact.path) == 4:
        old, new = ([] if fact.kind == "reordered" else items or [] for items in (fact.old, fact.new))
        for item in old:
            yield from _item_gone(fact, item, name) if item not in new else ()
        for item in new:
            yield from _item_new(fact, item, name) if item not in old else ()
        return
    id, rest = fact.path[4], fact.path[5:]
    if not rest and fact.kind == "removed":
        yield from _item_gone(fact, fact.old, name)
    elif not rest and fact.kind == "added":
        yield from _item_new(fact, fact.new, name)
    elif rest in (("severity",), ("when",)):
        old, new = _item_of(was, id), _item_of(now, id)
        check = f'check "{title_of(new, id)}"'
        yield from _weight(fact, old, new, check) if rest == ("severity",) else _condition(fact, check)


def _item_of(step: Any, id: str) -> Any:
    return next((item for item in step["checklist"] if item["id"] == id), {})


def _item_gone(fact: Fact, item: Any, name: str) -> Iterator[Verdict]:
    title, values = title_of(item), (item["id"],)
    if item.get("severity") == "blocker":
        message = f'"{title}", which could stop a campaign, is gone from the checklist of the {name}.'
        yield Verdict("blocker-check-removed", fact, message, values)
    else:
        message = f'"{title}" is gone from the checklist of the {name}.'
        yield Verdict("checklist-item-removed", fact, message, values)


def _item_new(fact: Fact, item: Any, name: str) -> Iterator[Verdict]:
    title, values = title_of(item), (item["id"],)
    if item.get("severity") == "blocker":
        message = f'"{title}" is new in the checklist of the {name}, and can stop a campaign.'
        yield Verdict("blocker-added", fact, message, values)
    else:
        yield Verdict("checklist-item-added", fact, f'"{title}" is new in the checklist of the {name}.', values)
