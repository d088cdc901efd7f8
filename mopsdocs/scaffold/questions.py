"""Questions as data, and what counts as an answer. Whoever asks them, and how, makes no difference to either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from mopsdocs.documents.suggest import closest
from mopsdocs.documents.timing import written_day
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

Kind = Literal["text", "choice", "several", "number", "yes or no", "day"]

Answer = str | int | bool | tuple[str, ...]
"""A day is text such as `2027-03-10`."""

Answers = Mapping[str, Answer | None]
"""Answers by the keys of their questions; None where somebody chose to say nothing."""

_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,15}\Z")
_YES: Final = frozenset({"yes", "y", "true", "on"})
_NO: Final = frozenset({"no", "n", "false", "off"})
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LONGEST: Final = 1_000
_MOST_NAMED: Final = 8
_LONG_ENOUGH: Final = 4
"""Letters of a word in a title that may be what somebody meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from; `note` says what to know about it, `words` are others that people use."""

    value: str
    title: str
    note: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked under `key`, such as `variables.topic`.

    `help` is a sentence for whoever does not know what is meant. `default` is proposed. What is not `required` may be
    left out. With `own_words` the choices are only proposals. `check` says what is wrong with an answer that is of the
    right kind; `noun` is what an answer is, where one that there is not must be named. Questions that are `together`
    under one heading can be answered by taking all of their defaults. One that `is_silent` is not asked, but may be
    answered. Where nobody can be asked, the default of one that `is_derived` counts: it follows from other answers.
    """

    key: str
    title: str
    kind: Kind = "text"
    help: str = ""
    choices: tuple[Choice, ...] = ()
    default: Answer | None = None
    required: bool = True
    own_words: bool = False
    check: Callable[[Answer], str | None] | None = None
    noun: str = ""
    together: str = ""
    is_silent: bool = False
    is_derived: bool = False

    @property
    def example(self) -> str:
        """What to write after `KEY=` on the command line: the default, else what belongs there, in capitals."""
        if self.default is not None:
            return written(self.default)
        kinds = {"number": "NUMBER", "yes or no": "yes|no", "day": "YYYY-MM-DD", "several": "ONE,OTHER"}
        return kinds.get(self.kind, self.key.rpartition(".")[2].upper())


def written(answer: Answer) -> str:
    """`answer` as it is written on the command line."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, tuple) else str(answer)


def accepted(question: Question, raw: Any) -> Answer | None:
    """The answer that `raw` is, text or what a file of answers holds; raises MopsError for none.

    Nothing and white space alone are None, where the question can be left out.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        if question.required:
            raise MopsError(f"{question.title} is needed.", question.help)
        return None
    answer = _READERS[question.kind](question, raw)
    problem = question.check(answer) if question.check is not None else None
    if problem is not None:
        raise MopsError(problem)
    return answer


def _text(question: Question, raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise MopsError(f"{question.title} is text, not {shown(raw)}.", "Write it between quotes.")
    text = str(raw).strip()
    invisible = _INVISIBLE.search(text)
    if invisible is not None:
        message = f"{question.title} has an invisible character, U+{ord(invisible[0]):04X}, or a line break."
        raise MopsError(message, "Write it on one line, without that.")
    if len(text) > _LONGEST:
        raise MopsError(f"{question.title} has {len(text):,} characters; {_LONGEST:,} is the most.", "Shorten it.")
    return text


def _number(question: Question, raw: Any) -> int:
    text = str(raw).strip()
    if isinstance(raw, bool) or not _NUMBER.match(text):
        raise MopsError(f"{question.title} is a whole number, not {shown(raw)}.", "Write digits only, such as 5000.")
    return int(text)


def _yes_or_no(question: Question, raw: Any) -> bool:
    word = str(raw).strip().lower()
    if word not in _YES | _NO:
        raise MopsError(f"{question.title} is yes or no, not {shown(raw)}.", "Write yes or no.")
    return word in _YES


def _day(question: Question, raw: Any) -> str:
    return written_day(str(raw).strip()).isoformat()


def _choice(question: Question, raw: Any) -> str:
    text = _text(question, raw)
    if question.own_words or any(choice.value == text for choice in question.choices):
        return text
    raise _unknown(question, text)


def _several(question: Question, raw: Any) -> tuple[str, ...]:
    parts = raw if isinstance(raw, list | tuple) else str(raw).split(",")
    texts = tuple(dict.fromkeys(text for part in parts if (text := _text(question, part))))
    for text in texts:
        if not question.own_words and all(choice.value != text for choice in question.choices):
            raise _unknown(question, text)
    if not texts and question.required:
        raise MopsError(f"{question.title} is needed.", question.help)
    return texts


def _unknown(question: Question, text: str) -> MopsError:
    problem = question.check(text) if question.check is not None else None
    if problem is not None:  # it may be known for what is wrong with it
        return MopsError(problem)
    meant = meant_by(question.choices, text)
    if meant is not None:
        return MopsError(f"There is no {question.noun or 'answer'} {shown(text)}.", f"Did you mean {meant}?")
    return MopsError(f"There is no {question.noun or 'answer'} {shown(text)}.", f"{_known(question.choices)}.")


def meant_by(choices: Iterable[Choice], text: str) -> str | None:
    """The value among `choices` that was most likely meant by `text`."""
    words: dict[str, str] = {}
    known = tuple(choices)
    for choice in known:
        for word in (choice.value, choice.title.lower(), *choice.words):
            words.setdefault(word, choice.value)
    for choice in known:
        for word in choice.title.lower().split():
            if len(word) >= _LONG_ENOUGH:
                words.setdefault(word, choice.value)
    found = closest(text, words)
    return words[found] if found is not None else None


def _known(choices: tuple[Choice, ...]) -> str:
    values = [choice.value for choice in choices]
    if not values:
        return "There are none yet"
    more = len(values) - _MOST_NAMED
    named = f"{', '.join(values[:_MOST_NAMED])} and {more} more" if more > 0 else listed(values)
    return f"There {'are' if len(values) > 1 else 'is'} {named}"


def hint_of(question: Question) -> str:
    """What helps somebody who has to answer `question` without seeing a list to choose from."""
    known = f"{_known(question.choices)}." if question.choices and not question.own_words else ""
    return " ".join(part for part in (question.help, known) if part)


_READERS: Final[Mapping[str, Callable[[Question, Any], Answer]]] = {
    "text": _text,
    "choice": _choice,
    "several": _several,
    "number": _number,
    "yes or no": _yes_or_no,
    "day": _day,
}
