"""What happens to people and roles: who holds which role, and what a role answers for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.review.change import ChangeRule, Pair, Verdict
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import entry_of, is_part_of_entry, name_of_entry
from mopsdocs.wording import listed

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "role-left-vacant",
        _WARNING,
        "Nobody holds a role any more",
        "Steps that the role does, and gates that wait for its yes, wait for nobody.",
        'Nobody holds the role "Privacy counsel" any more; before, Legal desk did.',
    ),
    ChangeRule(
        "role-holder-changed",
        _INFO,
        "Somebody took on or gave up a role",
        "Work and questions go elsewhere.",
        'Legal desk holds the role "Mops specialist".',
    ),
    ChangeRule(
        "responsibility-removed",
        _INFO,
        "A role no longer answers for something",
        "Somebody else has to, or nobody does any more.",
        'The role "Privacy counsel" no longer answers for this: "Answers requests for access".',
    ),
    ChangeRule(
        "responsibility-added",
        _INFO,
        "A role answers for something more",
        "Its people have to know.",
        'The role "Privacy counsel" answers for one thing more: "Answers requests for erasure".',
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the people or the roles."""
    if pair.kind == "people":
        yield from _people(pair)
    else:
        for fact in pair.facts:
            if is_part_of_entry(pair, fact) and fact.path[2:] == ("responsibilities",):
                yield from _responsibilities(fact, name_of_entry(pair, fact))


def _responsibilities(fact: Fact, name: str) -> Iterator[Verdict]:
    for text in fact.old:
        if text not in fact.new:
            message = f'The {name} no longer answers for this: "{text}".'
            yield Verdict("responsibility-removed", fact, message, (text,))
    for text in fact.new:
        if text not in fact.old:
            yield Verdict("responsibility-added", fact, f'The {name} answers for one thing more: "{text}".', (text,))


def _people(pair: Pair) -> Iterator[Verdict]:
    was, now = (_holders(pair, version) for version in (pair.before, pair.after))
    vacant = [title for title in was if title not in now]
    given_up = [fact for fact in reversed(pair.facts) if fact.path[:1] == ("people",) and _is_about_roles(fact)]
    for title in vacant:
        fact = next(fact for fact in given_up if title in _held(pair, fact.old))
        message = f'Nobody holds the role "{title}" any more; before, {listed(was[title])} did.'
        yield Verdict("role-left-vacant", fact, message, (title,))
    for fact in pair.facts:
        if is_part_of_entry(pair, fact) and fact.path[2:] == ("roles",):
            old, new = (_held(pair, roles) for roles in (fact.old, fact.new))
            name = title_of(entry_of(pair, fact))
            for title in old:
                if title not in new and title not in vacant:
                    message = f'{name} no longer holds the role "{title}".'
                    yield Verdict("role-holder-changed", fact, message, ("gave up", title))
            for title in new:
                if title not in old:
                    message = f'{name} holds the role "{title}".'
                    yield Verdict("role-holder-changed", fact, message, ("took on", title))


def _is_about_roles(fact: Fact) -> bool:
    return len(fact.path) < 3 or fact.path[2:] == ("roles",)


def _holders(pair: Pair, people: Any) -> dict[str, list[str]]:
    """Who holds each role, by its title: under another id it is the same role."""
    found: dict[str, list[str]] = {}
    for person in people["people"]:
        for title in _held(pair, person):
            found.setdefault(title, []).append(title_of(person))
    return found


def _held(pair: Pair, value: Any) -> list[str]:
    """The titles of all roles in a list of roles, in a person or in a list of people."""
    if isinstance(value, dict):
        return _held(pair, value.get("roles"))
    found = [_held(pair, each) if isinstance(each, dict) else [pair.role(each)] for each in value or ()]
    return [title for titles in found for title in titles]
