"""The strict YAML loader: one document, no surprises.

Values are built iteratively over libyaml's events. PyYAML's own loaders recurse in C, so a file of `- - - …`
ends the interpreter; this loop stops at the first collection that is nested too deeply. Marks are read only where
something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, NoReturn

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mopsdocs.documents.misreadings import misreadings
from mopsdocs.documents.scalars import RefusedScalar, Scalar, plain
from mopsdocs.documents.source import Problem
from mopsdocs.documents.syntax import explain_syntax, quoted

DEPTH_LIMIT: Final = 32
"""Collections inside each other. The deepest field of the format lies 9 deep."""

NODE_LIMIT: Final = 100_000
"""Values in one document. The largest real playbooks have some 3,000."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text holds. `value` is None when a problem makes it unusable; warnings leave it usable."""

    value: Any
    problems: tuple[Problem, ...]


class _Stopped(Exception):
    """Reading must end here: what follows cannot be trusted."""


def load(text: str) -> Loaded:
    """The value of `text`, which `source.decode` has accepted, or the problems that it has."""
    problems: list[Problem] = []
    value = None
    read = text
    try:
        value = _build(text, problems)
    except yaml.YAMLError as error:
        problems.append(explain_syntax(text, error))
    except _Stopped:
        read = text[: problems[-1].start].rstrip(" \t")
    problems = [*_naming_the_first(text, problems), *misreadings(read)]
    broken = any(not problem.warning for problem in problems)
    return Loaded(None if broken else value, tuple(problems))


_MISSING: Final = object()
_NO_KEY: Final = object()
_words: dict[str, Scalar] = {}
"""Unquoted words seen before. Documents repeat ids and keys so much that looking up beats matching."""


def _build(text: str, problems: list[Problem]) -> Any:
    parser = CParser(text)
    next_event: Callable[[], Any] = parser.get_event
    document: list[Any] = []
    container: Any = document
    outer: list[tuple[Any, Any]] = []
    key: Any = _NO_KEY
    in_mapping = False
    documents = nodes = 0
    marked = "!" in text or "&" in text  # only then can there be tags or anchors
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if event.implicit[0]:
                word = value
                value = _words.get(word, _MISSING)
                if value is _MISSING:
                    value = _resolve(event, text, problems)
            if marked and (event.tag is not None or event.anchor is not None):
                _refuse_reference(event, text, problems)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, key = outer.pop()
            in_mapping = type(container) is dict
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if marked and (event.tag is not None or event.anchor is not None):
                _refuse_reference(event, text, problems)
            value = {} if kind is MappingStartEvent else []
            if len(outer) == DEPTH_LIMIT:
                hint = "flatten the structure"
                _stop(event, problems, "yaml-depth", f"values are nested more than {DEPTH_LIMIT} deep", hint)
        elif kind is AliasEvent:
            _refuse_reference(event, text, problems)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                message = "a second document begins here; a file holds one"
                _stop(
                    event, problems, "yaml-second-document", message, "move it to a file of its own or remove the line"
                )
            continue
        elif kind is StreamEndEvent:
            break
        else:
            continue

        nodes += 1
        if nodes > NODE_LIMIT:
            message = f"the file has more than {NODE_LIMIT:,} values"
            _stop(event, problems, "yaml-size", message, "split it into several documents")
        if in_mapping:
            if key is _NO_KEY:
                if type(value) is str and value not in container and value != "<<":
                    key = value
                else:
                    key = _key(event, value, container, text, problems)
                continue
            container[key] = value
            if kind is ScalarEvent:
                key = _NO_KEY
                continue
            outer.append((container, _NO_KEY))
        else:
            container.append(value)
            if kind is ScalarEvent:
                continue
            outer.append((container, key))
        container = value
        in_mapping = kind is MappingStartEvent
        key = _NO_KEY
    return document[0] if document else None


def _resolve(event: Any, text: str, problems: list[Problem]) -> Scalar:
    word: str = event.value
    if word == "-":  # not remembered: whether it is text depends on what follows
        if text[event.end_mark.index : event.end_mark.index + 1] in _BRACKETS_AND_COMMA:
            message = "a - alone is not text between brackets"
            problems.append(_at(event, "yaml-syntax", message, 'quote it if it is text: "-"'))
        return word
    try:
        value = plain(word)
    except RefusedScalar as refused:
        hint = f'quote it if it is text: "{word}"' if len(word) < 40 else "quote it if it is text"
        hint += f"; write {refused.number} if it is a number" if refused.number else ""
        problems.append(_at(event, "yaml-number", refused.message, hint))
        return word
    if len(word) < 40 and len(_words) < 50_000:
        _words[word] = value
    return value


_REPEATED: Final = "yaml-duplicate-key"
_VALUES: Final = (ScalarEvent, MappingStartEvent, SequenceStartEvent)
_BRACKETS_AND_COMMA: Final = frozenset(",[]{}")


def _key(event: Any, value: Any, mapping: dict[str, Any], text: str, problems: list[Problem]) -> str:
    """The key that `event` gives; what cannot be one is reported and replaced by a key nobody else has."""
    if type(event) is not ScalarEvent:
        problems.append(_key_in_brackets(text, event.start_mark.index))
        raise _Stopped
    if not isinstance(value, str):
        message = f"the key {event.value} is not text" if event.value else "a key is missing before the colon"
        hint = f'quote it: "{event.value}"' if event.value else "write the key, or remove the colon"
        problems.append(_at(event, "yaml-key", message, hint))
        return f"\0{len(mapping)}"
    if value == "<<" and event.implicit[0]:
        hint = "write the fields out; every document says what it means by itself"
        problems.append(_at(event, "yaml-merge-key", "merge keys (<<) are not allowed", hint))
    elif value in mapping:
        message = f"the key {quoted(value)} stands twice in the same mapping"
        hint = f'put a space after the dash: "- {value[1:]}"' if value[:1] == "-" else "keep one of the two"
        problems.append(_at(event, _REPEATED, message, hint))
        return f"\0{len(mapping)}"
    return value


def _key_in_brackets(text: str, at: int) -> Problem:
    """What to say of a list or mapping that is a key; mostly it is a `{{ placeholder }}` that is not quoted."""
    start = at - 1 if text[at - 1 : at + 1] == "{{" else at
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end].strip()
    shown = quoted(line) if start < at else '"{{ name }}"'
    message = "a key must be a word, not a list or a mapping"
    return Problem("yaml-key", start, start + len(line), message, f"quote text that begins with {{ or [: {shown}")


def _naming_the_first(text: str, problems: list[Problem]) -> list[Problem]:
    """`problems`, those of repeated keys with the line of the first one; reads the text a second time, once for all."""
    repeated = {problem.start for problem in problems if problem.rule == _REPEATED}
    if not repeated:
        return problems
    lines = _lines_of_first_keys(text, repeated)
    return [
        replace(problem, message=f"{problem.message}; the first one is in line {lines[problem.start]}")
        if problem.rule == _REPEATED
        else problem
        for problem in problems
    ]


def _lines_of_first_keys(text: str, repeated: set[int]) -> dict[int, int]:
    """For each of the `repeated` keys, by its offset, the line of the key that it repeats."""
    found: dict[int, int] = {}
    mappings: list[dict[str, int] | None] = []
    expects_key: list[bool] = []
    next_event: Callable[[], Any] = CParser(text).get_event
    while len(found) < len(repeated):
        event = next_event()
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            mappings.pop()
            expects_key.pop()
        elif kind in _VALUES:
            keys = mappings[-1] if mappings else None
            if keys is not None and expects_key[-1]:
                start = event.start_mark
                line = keys.setdefault(event.value, start.line + 1)
                if start.index in repeated:
                    found[start.index] = line
            if expects_key:
                expects_key[-1] = not expects_key[-1]
            if kind is not ScalarEvent:
                mappings.append({} if kind is MappingStartEvent else None)
                expects_key.append(True)
    return found


def _refuse_reference(event: Any, text: str, problems: list[Problem]) -> NoReturn:
    """Anchors, aliases and tags end the reading: what they stand for is unknown, and aliases can multiply."""
    start, end = event.start_mark.index, event.end_mark.index
    written = text[start:end]
    mark = written.split(maxsplit=1)[0]
    whole = type(event) in (ScalarEvent, AliasEvent) and "\n" not in written
    hint = f"quote it if it is text: {quoted(written if whole else f'{mark} …')}"
    if type(event) is AliasEvent:
        _stop(event, problems, "yaml-alias", f"{mark} is a YAML alias; aliases are not allowed", hint)
    if event.anchor is not None and mark[0] == "&":
        _stop(
            event,
            problems,
            "yaml-anchor",
            f"{mark} is a YAML anchor; anchors are not allowed",
            f"{hint}, else remove it",
        )
    _stop(event, problems, "yaml-tag", f"{mark} is a YAML tag; tags are not allowed", f"{hint}, else remove it")


def _stop(event: Any, problems: list[Problem], rule: str, message: str, hint: str) -> NoReturn:
    problems.append(_at(event, rule, message, hint))
    raise _Stopped


def _at(event: Any, rule: str, message: str, hint: str) -> Problem:
    start, end = event.start_mark.index, event.end_mark.index
    return Problem(rule, start, max(end, start + 1), message, hint)
