"""What happens to shared terms: what they mean, and who has agreed to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.wording import contrasted, ended, same_words
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import is_part_of_entry, name_of_entry
from mopsdocs.wording import listed

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "shared-term-changed-without-signers",
        _WARNING,
        "A shared term has another definition, and the same signers",
        "Nobody has recorded that they agree to it, so people may count by two meanings. Ask each of them.",
        'The term "Marketing qualified lead" has another definition, and nobody noted that Campaign '
        'manager and Privacy counsel agreed to it: now "…and has shown interest above half the agreed '
        'score.", before "…and has shown interest above the agreed score."',
    ),
    ChangeRule(
        "shared-term-changed",
        _INFO,
        "A shared term has another definition, and its signers were noted anew",
        "Numbers that count by the term mean something else from now on.",
        'The term "Marketing qualified lead" has another definition, with the signers Campaign manager, '
        'Privacy counsel and Sales lead: now "…and has shown interest above half the agreed score.", '
        'before "…and has shown interest above the agreed score."',
    ),
    ChangeRule(
        "shared-term-signer-removed",
        _WARNING,
        "A role has no longer agreed to a shared term",
        "Its people may use the word in another sense, and nothing holds them to this one.",
        'Privacy counsel no longer stands among those who agreed to the term "Marketing qualified lead".',
    ),
    ChangeRule(
        "shared-term-signer-added",
        _INFO,
        "One more role agreed to a shared term",
        "More people mean the same by it.",
        'Sales lead agreed to the term "Marketing qualified lead".',
    ),
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the glossary."""
    facts = [fact for fact in pair.facts if is_part_of_entry(pair, fact) and len(fact.path) == 3]
    for fact in facts:
        name = name_of_entry(pair, fact)
        if fact.path[2] == "agreed_with":
            yield from _signers(pair, fact, name)
        elif fact.path[2] == "definition" and not same_words(fact.old, fact.new):
            yield _defined(pair, fact, name, [other for other in facts if other.path[1] == fact.path[1]])


def _defined(pair: Pair, fact: Fact, name: str, facts: Sequence[Fact]) -> Verdict:
    """Signers count as noted anew when there is a new one or another owner: one who went agreed to nothing."""
    assert fact.new_pointer is not None
    term = pair.after[fact.new_pointer[0]][fact.new_pointer[1]]
    signers = listed(pair.role(role) for role in term["agreed_with"])
    old, new = contrasted(fact.old, fact.new)
    renewed = any(
        other.path[2] == "owner" or (other.path[2] == "agreed_with" and not {*other.new} <= {*other.old})
        for other in facts
    )
    if renewed:
        message = f"The {name} has another definition, with the signers {signers}: now {new}, before {old}"
        return Verdict("shared-term-changed", fact, ended(message), words(fact))
    open_question = f"nobody noted that {signers} agreed to it"
    message = f"The {name} has another definition, and {open_question}: now {new}, before {old}"
    return Verdict("shared-term-changed-without-signers", fact, ended(message), words(fact))


def _signers(pair: Pair, fact: Fact, name: str) -> Iterator[Verdict]:
    for role in fact.old:
        if role not in fact.new:
            message = f"{pair.role(role)} no longer stands among those who agreed to the {name}."
            yield Verdict("shared-term-signer-removed", fact, message, (role,))
    for role in fact.new:
        if role not in fact.old:
            yield Verdict("shared-term-signer-added", fact, f"{pair.role(role)} agreed to the {name}.", (role,))
