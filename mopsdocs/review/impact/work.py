"""What happens to the work of steps: who does it, who answers for it, how long it takes and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import deadlines
from mopsdocs.review.impact.names import name_of_step, parts_of_steps

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "dependency-removed",
        _ERROR,
        "A step no longer waits for another",
        "It may start before what it needs is done.",
        'The check "Prove consent" no longer waits for "Build the list".',
    ),
    ChangeRule(
        "accountable-changed",
        _WARNING,
        "Somebody else answers for a step",
        "The new role has to accept it, and the old one to let go.",
        'QA reviewer answers for the check "Prove consent" instead of Privacy counsel.',
    ),
    ChangeRule(
        "people-changed",
        _INFO,
        "Other people work on a step",
        "Roles that do the work, are asked or are told.",
        'Agency does the step "Write the letter".',
    ),
    ChangeRule(
        "effort-changed",
        _INFO,
        "A step takes more or less time",
        "Capacity plans count on it.",
        'The step "Write the letter" takes 2 days instead of 1 day.',
    ),
    ChangeRule(
        "dependency-added",
        _INFO,
        "A step waits for another",
        "It may start later than before.",
        'The step "Send the letter" waits for "Prove consent".',
    ),
)

_PEOPLE: Final = {"responsible": "does", "consulted": "is asked about", "informed": "is told about"}


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a playbook."""
    for fact, (_, now) in parts_of_steps(pair):
        field, name = fact.path[3], name_of_step(now)
        if field == "depends_on":
            yield from _dependencies(pair, fact, name)
        elif field == "due":
            yield from deadlines.moved(fact, name)
        elif field == "accountable":
            before, after = pair.role(fact.old), pair.role(fact.new)
            message = f"{after} answers for the {name} instead of {before}."
            yield Verdict("accountable-changed", fact, message, words(fact))
        elif field in _PEOPLE:
            yield from _people(pair, fact, field, name)
        elif field == "effort":
            before, after = (_effort(text) for text in (fact.old, fact.new))
            yield Verdict("effort-changed", fact, f"The {name} takes {after} instead of {before}.", words(fact))


def _dependencies(pair: Pair, fact: Fact, name: str) -> Iterator[Verdict]:
    """What a step waits for, under the ids of the later version. What is gone altogether is told by itself."""
    titles = {id: title_of(now) for id, (_, now) in pair.compared.steps.items()}
    old, new = _waits_for(pair, fact)
    for id in old:
        if id not in new and id in titles:
            yield Verdict("dependency-removed", fact, f'The {name} no longer waits for "{titles[id]}".', (id,))
    for id in new:
        if id not in old:
            yield Verdict("dependency-added", fact, f'The {name} waits for "{titles.get(id, id)}".', (id,))


def _waits_for(pair: Pair, fact: Fact) -> tuple[list[str], list[str]]:
    """What a step waited for and waits for, both under the ids of the later version."""
    ids = {was["id"]: id for id, (was, _) in pair.compared.steps.items()}
    return [ids.get(id, id) for id in fact.old or ()], list(fact.new or ())


def waits_for_the_same(pair: Pair, fact: Fact) -> bool:
    """Whether a fact is about what a step waits for, and is nothing but other ids and steps that are gone."""
    if fact.path[-1:] != ("depends_on",) or fact.kind == "reordered":
        return False
    old, new = _waits_for(pair, fact)
    were_there = {step["id"] for stage in pair.before["stages"] for step in stage["steps"]}
    return were_there.issuperset(fact.old or ()) and {id for id in old if id in pair.compared.steps} == {*new}


def _people(pair: Pair, fact: Fact, field: str, name: str) -> Iterator[Verdict]:
    old, new, verb = fact.old or (), fact.new or (), _PEOPLE[field]
    for role in new:
        if role not in old:
            yield Verdict("people-changed", fact, f"{pair.role(role)} {verb} the {name}.", (field, role))
    for role in old:
        if role not in new:
            yield Verdict("people-changed", fact, f"{pair.role(role)} no longer {verb} the {name}.", (field, role))


def _effort(text: str | None) -> str:
    if text is None:
        return "an unknown time"
    amount, unit = text[:-1], {"h": "hour", "d": "day"}[text[-1]]
    return f"{amount} {unit if amount == '1' else unit + 's'}"
