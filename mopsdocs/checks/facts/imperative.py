"""Whether the title of a step is an instruction, in English: "Write the brief", not "Brief writing".

Only what is certain is reported. A first word that is not in any list here is given the benefit of the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.verbs import VERBS

_PREFIX: Final = re.compile(r"\A(?:\[[^\]]*\]\s*|\(?[0-9]+(?:\.[0-9]+)*[.):]?\s+)+")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'/-]*\Z")
_AROUND: Final = "\"'“”()*_,;:.!?…"
_CLAUSE: Final = re.compile(r"(?:[,:;.]|\s[-\u2013\u2014])\s+(?:then\s+|and\s+)?([A-Za-z-]+)")

_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "these", "those", "our", "your", "all", "each", "every"})
_SUBJECTS: Final = _DETERMINERS | {"its", "their", "any", "some", "both", "no", "we", "you", "they", "it", "i", "there"}
_FINITE: Final = frozenset(
    {"is", "are", "was", "were", "has", "have", "must", "should", "will", "can", "may", "cannot"}
)

_NOT_GERUNDS: Final = frozenset({"during", "regarding", "concerning", "following", "including", "excluding", "using"})
"""Words with which a phrase in front of the instruction may begin."""

_DEED: Final = {
    "acceptance": "accept",
    "analysis": "analyse",
    "announcement": "announce",
    "approval": "approve",
    "assessment": "assess",
    "clearance": "clear",
    "closure": "close",
    "creation": "create",
    "definition": "define",
    "delivery": "deliver",
    "deployment": "deploy",
    "development": "develop",
    "handover": "hand over",
    "preparation": "prepare",
    "publication": "publish",
    "removal": "remove",
    "renewal": "renew",
    "selection": "select",
    "setup": "set up",
    "set-up": "set up",
    "submission": "submit",
    "translation": "translate",
    "validation": "validate",
    "verification": "verify",
}
"""Nouns of things that are done, and what it is to do them."""

_THINGS: Final = frozenset(
    {"agenda", "agency", "asset", "assets", "attendee", "audience", "campaign", "compliance", "content", "creative"}
    | {"creatives", "customer", "customers", "dashboard", "database", "deadline", "external", "final", "homepage"}
    | {"initial", "internal", "invitation", "invitations", "kpi", "kpis", "legal", "metrics", "newsletter", "speaker"}
    | {"speakers", "stakeholder", "stakeholders", "strategy", "utm", "vendor", "webinar", "webinars", "website"}
)
"""Nouns and adjectives that are no verbs, as titles often begin with them."""

_BOTH: Final = frozenset({"brand", "brief", "budget", "copy", "design", "email", "e-mail", "form", "launch", "list"})
"""Verbs that are nouns in front of one of these: "Copy review", "Brief approval"."""

_OF_NOUNS: Final = frozenset({"approval", "review", "sign-off", "signoff", "creation", "preparation", "handover"})


@dataclass(frozen=True, slots=True)
class Instead:
    """A title that is no instruction, with one that is, where that can be derived."""

    title: str | None = None


def not_an_instruction(title: str, is_check: bool = False) -> Instead | None:
    """What could stand instead of `title`, if that is certainly no instruction; None if it is or may be one.

    A check may be turned into "Check that …".
    """
    begins = title.split(maxsplit=2)
    if len(begins) > 2 and begins[0].lower() in VERBS and begins[1] not in _FINITE:
        return None  # nearly every title, without a closer look
    text = _PREFIX.sub("", title)
    words = [word.strip(_AROUND) for word in text.split()]
    if not words or not _WORD.match(words[0]):
        return None
    first, second = words[0].lower(), words[1] if len(words) > 1 else ""
    is_verb = first in VERBS
    if second in _FINITE or (not is_verb and not _may_lead_in(first, text) and _is_sentence(first, text)):
        return _statement(text, words, is_check)
    if is_verb:
        is_noun = len(words) == 2 and first in _BOTH and second.lower() in _OF_NOUNS
        return Instead() if is_noun else None
    return None if _may_lead_in(first, text) else _other_beginning(text, first, second.lower())


def _may_lead_in(first: str, text: str) -> bool:
    """Whether the instruction may come later: "Before the send, check …", "During the call ask …"."""
    return first in _NOT_GERUNDS or any(word.lower() in VERBS for word in _CLAUSE.findall(text))


def _is_sentence(first: str, text: str) -> bool:
    return first in _SUBJECTS or text.rstrip().endswith("?")


def _other_beginning(text: str, first: str, second: str) -> Instead | None:
    """For a title whose first word is no verb in the form of an instruction, and that is no sentence."""
    rest = text.split(maxsplit=2)
    if first in _DEED:
        return Instead(_instead(_DEED[first], rest[2:]) if second == "of" else None)
    base = next((base for base in _bases(first) if base in VERBS), None)
    if base is not None:
        return Instead(_instead(base, rest[1:]) if second in _DETERMINERS else None)
    return Instead() if first in _THINGS or first.endswith(("tion", "sion")) else None


def _statement(text: str, words: list[str], is_check: bool) -> Instead:
    says_something = words[0].lower() not in _FINITE and not _FINITE.isdisjoint(words[1:])
    if not is_check or not says_something or text.rstrip().endswith("?"):
        return Instead()
    is_name = len(words[0]) > 1 and not words[0][1:].islower()
    return Instead(f"Check that {text if is_name else text[0].lower() + text[1:]}")


def _bases(word: str) -> Iterator[str]:
    """What `word` may be a form of: Writing and Writes of write, Planned of plan, Applies of apply."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem, f"{stem}e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            yield f"{word.removesuffix(ending)}y"
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]


def _instead(verb: str, rest: list[str]) -> str:
    return " ".join((verb[0].upper() + verb[1:], *rest))
