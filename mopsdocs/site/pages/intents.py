"""What people come for, read out of the questions that documents answer: "I want to… ask for something"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from mopsdocs.documents.library import Entry, Library

ASKED: Final = 5
"""Questions of one intent that are seen at once."""

RUN: Final = "run"
"""The intent of running a campaign, which leads to playbooks."""

_MOST: Final = 60
"""Questions of one intent that the home page has. Whoever misses one searches for it."""

_QUESTIONS: Final = (
    ("ask", re.compile(r"(?i)(how|where) (do|can|should) (i|we) (ask|request|get|order|book|apply|report|brief)\b")),
    ("who", re.compile(r"(?i)who\b")),
    ("allowed", re.compile(r"(?i)(can|may|do|does|am|are|must|should|which countries)\b")),
)
"""How questions of one intent begin in English, whatever document answers them."""

_BY_KIND: Final[Mapping[str, str]] = {
    "playbook": RUN,
    "process": "work",
    "region": "allowed",
    "tool": "tool",
    "term": "word",
    "metric": "word",
}
_INTENTS: Final = (
    (RUN, "Run a campaign", "playbooks/", "All playbooks"),
    ("ask", "Ask for something", "processes/", "All processes"),
    ("allowed", "Know what is allowed", "regions/", "All regions"),
    ("who", "Know who decides", "approvals/", "Who approves what"),
    ("work", "Do a job right", "processes/", "All processes"),
    ("tool", "Use a tool", "tools/", "All tools"),
    ("word", "Understand a word or a number", "glossary/", "All terms"),
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Something people come for, with the questions that lead there: the first few, and the rest. `id` is its anchor.

    `url` leads to everything of the kind, by the name `more`; '' where there is no such page.
    """

    id: str
    title: str
    first: tuple[tuple[str, Entry], ...]
    rest: tuple[tuple[str, Entry], ...]
    url: str
    more: str


def intents(library: Library, addresses: frozenset[str]) -> tuple[Intent, ...]:
    """The intents that have questions. `addresses` are those of the site's pages."""
    found: dict[str, dict[str, list[tuple[str, Entry]]]] = {}
    english = library.settings.locale.partition("-")[0] == "en"
    for kind in _BY_KIND:
        for question, entry in _in_turn([_questions(entry) for entry in library.entries(kind)]):
            found.setdefault(_intent(question, kind, english), {}).setdefault(kind, []).append((question, entry))
    return tuple(_intents({intent: _once(_in_turn(by_kind.values())) for intent, by_kind in found.items()}, addresses))


def _intents(found: Mapping[str, Sequence[tuple[str, Entry]]], addresses: frozenset[str]) -> Iterator[Intent]:
    for name, title, url, more in _INTENTS:
        questions = tuple(found.get(name, ()))[:_MOST]
        if questions:
            yield Intent(name, title, questions[:ASKED], questions[ASKED:], url if url in addresses else "", more)


def _intent(question: str, kind: str, english: bool) -> str:
    """Which intent a question stands for; words and numbers are explained whatever the question is."""
    if english and kind not in ("term", "metric"):
        for intent, beginning in _QUESTIONS:
            if beginning.match(question):
                return intent
    return _BY_KIND[kind]


def _questions(entry: Entry) -> Sequence[tuple[str, Entry]]:
    return [(answer, entry) for answer in entry.head.answers]


def _in_turn(queues: Iterable[Sequence[tuple[str, Entry]]]) -> Iterator[tuple[str, Entry]]:
    """The first of each queue, then the second of each, and so on."""
    for row in zip_longest(*queues):
        yield from (one for one in row if one is not None)


def _once(questions: Iterable[tuple[str, Entry]]) -> Sequence[tuple[str, Entry]]:
    """The questions without those that another document answers as well, however it writes `e-mail`."""
    found: dict[str, tuple[str, Entry]] = {}
    for question, entry in questions:
        found.setdefault(question.lower().replace("-", ""), (question, entry))
    return tuple(found.values())
