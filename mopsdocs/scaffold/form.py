"""A form: which questions there are, given what is answered, and what becomes of the answers."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.scaffold.questions import Answer, Answers, Question, accepted, hint_of
from mopsdocs.wording import counted, listed

Defaults = Literal["none", "optional", "all"]
"""Which questions take their default without being asked: none, those that can do without an answer, or all."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that can be written: the path in the workspace, and the whole text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to know about an answer that may stand as it is; `instead` would be better, if there is anything."""

    sentences: tuple[str, ...]
    instead: Answer | None = None
    offer: str = ""


class Objection(MopsError):
    """Answers do not go together; the one under `key` has to change, and `instead` would do."""

    def __init__(self, key: str, message: str, hint: str, instead: Answer | None = None) -> None:
        super().__init__(message, hint)
        self.key = key
        self.instead = instead


class Form(Protocol):
    """The questions for a document of one kind. `undecided` says on what it depends which others there are."""

    kind: str
    undecided: str

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Every question that is known to be asked when these are the `answers` so far, in the order of asking."""

    def is_complete(self, answers: Answers) -> bool:
        """Whether `answers` are enough to know all questions."""

    def check(self, answers: Answers) -> None:
        """Raises Objection when `answers`, as far as there are any, do not go together."""

    def advice(self, key: str, answers: Answers) -> Advice | None:
        """What to know about the answer to `key`, if anything."""

    def document(self, answers: Answers) -> NewDocument:
        """What is to be written; raises MopsError."""

    def next_steps(self, document: NewDocument) -> tuple[str, ...]:
        """What people do next."""


class Incomplete(MopsError):
    """Answers are missing or wrong."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How far a form is filled in: the answers, the questions that are open, in order, and what is wrong, by key."""

    answers: dict[str, Answer | None]
    open: dict[str, Question]
    wrong: dict[str, MopsError]


def settle(form: Form, given: Mapping[str, Any], defaults: Defaults) -> Settled:
    """What the answers `given` come to. Of questions without one, `defaults` says which take their default."""
    found = Settled({}, {}, {})
    asked: list[str] = []
    for question in form.questions(found.answers):  # which looks at the answers again before each question
        asked.append(question.key)
        try:
            _settle(form, question, given, defaults, found)
        except MopsError as error:
            key = error.key if isinstance(error, Objection) else question.key
            found.answers.pop(key, None)
            found.wrong.setdefault(key, error)
    found.wrong.update(_not_asked(form, given, asked, form.is_complete(found.answers)))
    return found


def _settle(form: Form, question: Question, given: Mapping[str, Any], defaults: Defaults, found: Settled) -> None:
    if question.key in given:
        found.answers[question.key] = accepted(question, given[question.key])
        form.check(found.answers)
    elif question.is_silent:
        return
    elif _takes_default(question, defaults):
        found.answers[question.key] = accepted(question, question.default)
        form.check(found.answers)
    elif defaults != "none" and not question.required:
        found.answers[question.key] = None
    else:
        found.open[question.key] = question


def _takes_default(question: Question, defaults: Defaults) -> bool:
    if question.default is None or defaults == "none":
        return False
    return defaults == "all" or question.is_derived or not question.required


def filled(form: Form, given: Mapping[str, Any], defaults: Defaults) -> dict[str, Answer | None]:
    """The answers to all questions of `form`; raises Incomplete with everything that is missing or wrong."""
    found = settle(form, given, defaults)
    if found.open or found.wrong:
        raise incomplete(form, found)
    return found.answers


def _not_asked(
    form: Form, given: Mapping[str, Any], asked: Sequence[str], complete: bool
) -> Iterator[tuple[str, MopsError]]:
    for key in given:
        if key in asked or ("." in key and not complete):
            continue
        full = closest(key, asked) or _by_last_word(key, asked)
        hint = f"Did you mean {full}?" if full else "Leave it out."
        yield key, MopsError(f"A {form.kind} is asked nothing of that name here.", hint)


def _by_last_word(key: str, asked: Sequence[str]) -> str | None:
    """For somebody who wrote `topic` instead of `variables.topic`."""
    last = {name.rpartition(".")[2]: name for name in reversed(asked)}
    return last.get(closest(key.rpartition(".")[2], last) or key)


def incomplete(form: Form, found: Settled) -> Incomplete:
    """What to tell somebody who cannot be asked."""
    counts = [(len(found.open), "missing"), (len(found.wrong), "wrong")]
    lines = [listed(f"{counted(number, 'answer')} {what}" for number, what in counts if number) + ":"]
    lines += [f"  {key}: {error.message} {error.hint}".rstrip() for key, error in found.wrong.items()]
    settings = {key: f"--set {shlex.quote(f'{key}={question.example}')}" for key, question in found.open.items()}
    column = max(map(len, settings.values()), default=0)
    for key, setting in settings.items():
        question = found.open[key]
        lines.append(f"  {setting:<{column}}  {question.title.rstrip('.')}. {hint_of(question)}".rstrip())
    if found.open and form.undecided and not form.is_complete(found.answers):
        lines.append(f"  {form.undecided}")
    if not found.open:
        return Incomplete("\n".join(lines), "Correct them; nothing was written.")
    hint = "Add them to the command, or write them into a file for --answers"
    ready = any(question.default is not None for question in found.open.values())
    return Incomplete("\n".join(lines), f"{hint}; --yes takes what is proposed." if ready else f"{hint}.")
