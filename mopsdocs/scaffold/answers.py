"""Answers as people hand them over without a terminal: `KEY=VALUE` on the command line, and files of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mopsdocs.documents.loader import load
from mopsdocs.documents.locating import Placing
from mopsdocs.documents.source import RejectedText, decode
from mopsdocs.documents.writing import dump_value
from mopsdocs.errors import MopsError
from mopsdocs.scaffold.questions import Answers

_HOW: Final = "Write --set KEY=VALUE, such as --set region=de or --set people.qa-reviewer=PERSON."
_IN_FILE: Final = "Write a key and a value on each line, such as region: de."


def from_settings(settings: Iterable[str]) -> dict[str, str]:
    """The answers in `KEY=VALUE` words; raises MopsError."""
    found: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        key = key.strip()
        if not key or not equals:
            raise MopsError(f'"{setting}" sets nothing.', _HOW)
        if found.setdefault(key, value) != value:
            raise MopsError(f"--set gives {key} twice, and not the same.", "Give it once.")
    return found


def from_file(name: str, data: bytes) -> dict[str, Any]:
    """The answers in a YAML or JSON file called `name`, by the keys of their questions; raises MopsError.

    `people: {qa-reviewer: ops-desk}` and `people.qa-reviewer: ops-desk` are the same.
    """
    try:
        text = decode(data)
    except RejectedText as rejected:
        raise MopsError(f"{name} cannot be read: {rejected.problem.message}.", f"{rejected.problem.hint}.") from None
    loaded = load(text)
    wrong = next((problem for problem in loaded.problems if not problem.warning), None)
    if wrong is not None:
        line = Placing(name, text).of_problem(wrong).line
        raise MopsError(f"{name}:{line}: {wrong.message}.", f"{wrong.hint}.")
    if loaded.value is None:
        return {}
    if not isinstance(loaded.value, Mapping):
        raise MopsError(f"{name} is not a list of answers.", _IN_FILE)
    return _flat(name, loaded.value)


def to_file(answers: Answers) -> str:
    """A file of `answers` that says the same when it is read again."""
    nested: dict[str, Any] = {}
    for key, answer in answers.items():
        group, dot, name = key.partition(".")
        value = list(answer) if isinstance(answer, tuple) else "" if answer is None else answer
        if dot:
            nested.setdefault(group, {})[name] = value
        else:
            nested[key] = value
    return dump_value(nested, 0, "\n") if nested else ""


def _flat(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in value.items():
        inner = {f"{key}.{under}": one for under, one in item.items()} if isinstance(item, Mapping) else {key: item}
        for full, one in inner.items():
            if full in found:
                raise MopsError(f"{name} answers {full} twice.", "Write it once.")
            if isinstance(one, Mapping):
                raise MopsError(f"{name} has more inside of {full}.", _IN_FILE)
            found[full] = one
    return found
