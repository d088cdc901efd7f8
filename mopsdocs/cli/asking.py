"""A form filled in on a terminal, one question after the other."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Mapping
from typing import Any, Final

from mopsdocs.cli.choosing import Chooser, choose
from mopsdocs.cli.output import say
from mopsdocs.documents.timing import weekday_in_words, written_day
from mopsdocs.errors import MopsError
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style
from mopsdocs.scaffold.form import Advice, Form, Objection, Settled, incomplete, settle
from mopsdocs.scaffold.questions import Answer, Answers, Choice, Question, accepted, written

_NOBODY: Final = Choice("", "Nobody yet", "can be added to the file later")
_NOTHING: Final = Choice("", "Leave it out")
_YES: Final = (Choice("yes", "Yes"), Choice("no", "No"))


def asked(form: Form, given: Mapping[str, Any], yes: bool, style: Style) -> Answers:
    """The answers to all questions of `form`: those that are `given`, with `yes` the defaults, and else what is typed.

    Raises MopsError when a given answer is wrong, and KeyboardInterrupt for Ctrl-C.
    """
    # The question where the cursor stands goes unanswered on some terminals, and costs a warning and a second.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    try:
        return _Session(form, dict(given), yes, style).answers()
    except EOFError:  # Ctrl-D, or the terminal has gone
        raise KeyboardInterrupt from None


class _Session:
    def __init__(self, form: Form, given: dict[str, Any], yes: bool, style: Style) -> None:
        self._form = form
        self._given = given
        self._yes = yes
        self._style = style
        self._welcomed = False
        self._mine: set[str] = set()
        self._proposed: dict[str, Answer] = {}
        self._advised: set[str] = set()
        self._offered: set[str] = set()

    def answers(self) -> Answers:
        """Asks until nothing is open and nothing is wrong."""
        while True:
            found = settle(self._form, self._given, "all" if self._yes else "none")
            self._object(found)
            if found.wrong:
                continue
            if self._advise(found.answers):
                continue
            if not found.open:
                return found.answers
            self._welcome()
            question = next(iter(found.open.values()))
            if question.together and question.together not in self._offered:
                self._offered.add(question.together)
                if self._take_all(question.together, found):
                    continue
            self._ask(question)

    def _welcome(self) -> None:
        if not self._welcomed:
            self._welcomed = True
            self._say(self._style.dim("Ctrl-C stops at any time. Nothing is written before the last answer."))

    def _object(self, found: Settled) -> None:
        """Takes answers back, which are asked for again then; raises MopsError for those that never were any."""
        for key, error in found.wrong.items():
            if key not in self._mine and not (isinstance(error, Objection) and key in self._given):
                raise incomplete(self._form, Settled({**found.answers}, {}, found.wrong))
        for key, error in found.wrong.items():
            self._say(self._style.bad(safe(error.message)), safe(error.hint))
            self._given.pop(key)
            self._mine.discard(key)
            self._advised.discard(key)
            if isinstance(error, Objection) and error.instead is not None:
                self._proposed[key] = error.instead

    def _advise(self, answers: Answers) -> bool:
        """Says what there is to know about new answers; whether one of them was changed because of it."""
        for key in answers:
            if key in self._advised:
                continue
            self._advised.add(key)
            advice = self._form.advice(key, answers)
            if advice is not None and self._take(advice):
                self._given[key] = advice.instead
                return True
        return False

    def _take(self, advice: Advice) -> bool:
        self._say(*map(safe, advice.sentences))
        if advice.instead is None or self._yes:
            self._say(safe(advice.offer))
            return False
        heading = f"{safe(advice.offer)} Take it?"
        taken = choose(heading, Chooser(_YES)) == "yes"
        self._say(f"{heading} {'Yes' if taken else 'No'}")
        return taken

    def _take_all(self, heading: str, found: Settled) -> bool:
        """Offers the defaults of all questions under `heading` at once."""
        ready = [one for one in found.open.values() if one.together == heading and one.default is not None]
        if len(ready) < 2:
            return False
        column = max(width(safe(one.title)) for one in ready)
        self._say(self._style.bold(heading))
        for one in ready:
            say(f"  {safe(one.title)}{' ' * (column - width(safe(one.title)))}  {safe(_named(one, one.default))}\n")
        choices = (Choice("yes", "Yes"), Choice("no", "No, ask me about each"))
        if choose(f"Take these {len(ready)}?", Chooser(choices)) != "yes":
            return False
        for one in ready:
            self._given[one.key] = one.default
            self._mine.add(one.key)
        return True

    def _ask(self, question: Question) -> None:
        default = self._proposed.get(question.key, question.default)
        if question.kind in ("choice", "several", "yes or no") and not (question.own_words and not question.choices):
            answer: Any = _chosen(question, default)
        else:
            answer = _typed(question, default, self._style)
        self._given[question.key] = answer
        self._mine.add(question.key)
        self._say(f"{self._style.bold(safe(question.title))}: {safe(_named(question, answer)) or 'left out'}")

    def _say(self, *lines: str) -> None:
        say("".join(f"{_wrapped(line)}\n" for line in lines if line))


def _chosen(question: Question, default: Answer | None) -> Answer | None:
    heading = f"{safe(question.title)}\n{_wrapped(safe(question.help))}".rstrip()
    if question.kind == "several":
        ticked = default if isinstance(default, tuple) else ()
        found = choose(heading, Chooser(question.choices, ticked=ticked, ids=bool(question.noun)))
        return found or None
    choices = question.choices if question.kind == "choice" else _YES
    if not question.required:
        choices = (*choices, _NOBODY if question.together else _NOTHING)
    found = choose(
        heading, Chooser(choices, written(default) if default is not None else None, ids=bool(question.noun))
    )
    return found or None


def _typed(question: Question, default: Answer | None, style: Style) -> str:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.styles import Style as Looks
    from prompt_toolkit.validation import ValidationError, Validator

    class Checked(Validator):
        def validate(self, document: Document) -> None:
            problem = _checked(question, document.text.strip() or proposed)
            if problem is not None:
                raise ValidationError(len(document.text), safe(problem))

    proposed = written(default) if default is not None else ""
    keys = KeyBindings()

    @keys.add("tab")
    def edit(event: KeyPressEvent) -> None:
        if not event.current_buffer.text:
            event.current_buffer.insert_text(proposed)

    session: PromptSession[str] = PromptSession(
        validator=Checked(),
        validate_while_typing=False,
        key_bindings=keys,
        style=Looks.from_dict({"question": "bold", "note": "dim"}),
        erase_when_done=True,
    )
    note = _wrapped(" ".join(part for part in (safe(question.help), _how(question, proposed)) if part))
    heading = [("class:question", safe(question.title)), ("class:note", f"\n{note}" if note else ""), ("", "\n> ")]
    text = session.prompt(FormattedText(heading), placeholder=FormattedText([("class:note", safe(proposed))]))
    return text.strip() or proposed


def _how(question: Question, proposed: str) -> str:
    if proposed:
        return "Enter takes what is proposed, Tab lets you change it."
    return "" if question.required else "Enter alone leaves it out."


def _named(question: Question, answer: Answer | None) -> str:
    """`answer` as people read it."""
    if answer is None or answer == "":
        return ""
    if question.kind == "day":
        return f"{answer}, {weekday_in_words(written_day(str(answer)))}"
    titles = {choice.value: choice.title for choice in question.choices}
    if isinstance(answer, tuple):
        return ", ".join(titles.get(one, one) for one in answer)
    return titles.get(str(answer), written(answer))


def _checked(question: Question, text: str) -> str | None:
    """What is wrong with `text`, if anything."""
    try:
        accepted(question, text)
    except MopsError as error:
        return f"{error.message} {error.hint}".strip()
    return None


def _wrapped(text: str) -> str:
    """`text` in lines that the terminal does not have to cut within a word."""
    columns = shutil.get_terminal_size().columns - 1
    return "\n".join(textwrap.wrap(text, columns, break_on_hyphens=False)) if len(text) > columns else text
