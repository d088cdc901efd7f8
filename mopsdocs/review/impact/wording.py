"""What happens to words: instructions that bind less, and plain rewording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.wording import shown
from mopsdocs.review.change import ChangeRule, Pair, Verdict
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import place

RULES: Final = (
    ChangeRule(
        "modality-weakened",
        Severity.WARNING,
        "An instruction binds less than before",
        "Must has become should, or always has become usually: people will read it as leave to skip it.",
        'The description of the step "Write the letter" binds less than before: now "The writer should '
        'use the approved claims.", before "The writer must use the approved claims only."',
    ),
    ChangeRule(
        "text-reworded",
        Severity.INFO,
        "A text says it in other words",
        "People who know the page read it anew.",
        'The objective under brief is now "Customers must be informed.", before "Keep customers informed."',
    ),
)

_TEXTS: Final = frozenset(
    {
        "title",
        "summary",
        "description",
        "goal",
        "rationale",
        "text",
        "note",
        "objective",
        "audience",
        "offer",
        "message",
    }
)
_SHORT: Final = 60
_STRONG: Final = re.compile(
    r"\b(?:must|shall|always|never|has to|have to|required?|mandatory|only|not allowed)\b", re.IGNORECASE
)
_WEAK: Final = re.compile(
    r"\b(?:should|may|might|can|could|try to|usually|normally|ideally|(?:if|where) possible|recommended|optional)\b",
    re.IGNORECASE,
)


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of a document."""
    for fact in pair.facts:
        if fact.kind == "changed" and fact.path[-1] in _TEXTS and {type(fact.old), type(fact.new)} == {str}:
            yield _reworded(pair, fact)


def _reworded(pair: Pair, fact: Fact) -> Verdict:
    if is_weaker(fact.old, fact.new):
        message = f"{place(pair, fact)} binds less than before: now {shown(fact.new)}, {_before(fact.old)}"
        return Verdict("modality-weakened", fact, message, (fact.old, fact.new))
    brief = max(map(len, (fact.old, fact.new))) <= _SHORT
    said = f"is now {shown(fact.new)}, {_before(fact.old)}" if brief else "is worded anew."
    return Verdict("text-reworded", fact, f"{place(pair, fact)} {said}", (fact.old, fact.new))


def _before(old: str) -> str:
    """The end of a sentence, with a full stop of its own where the quoted text has none."""
    return f"before {shown(old)}{'' if old.rstrip().endswith(('.', '!', '?', '…')) else '.'}"


def is_weaker(old: str, new: str) -> bool:
    """Whether words that leave no choice became fewer, and words that leave one became more."""
    strong, weak = ((len(words.findall(old)), len(words.findall(new))) for words in (_STRONG, _WEAK))
    return strong[1] < strong[0] and weak[1] > weak[0]
