"""The strict YAML loader: one document, no surprises.

Values are built iteratively over libyaml's events. PyYAML's own loaders recurse in C, so a file of `- - - …`
ends the interpreter; this loop stops at the first collection that is nested too deeply. Marks are read only where
something is wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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

from mopsdocs.documents.scalars import RefusedScalar, Scalar, plain
from mopsdocs.documents.source import Problem
from mopsdocs.documents.syntax import explain_syntax

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
    try:
        value = _build(text, problems)
    except yaml.YAMLError as error:
        problems.append(explain_syntax(text, error))
    except _Stopped:
        pass
    problems.extend(_swallowed_text(text))
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
                    value = _resolve(event, problems)
            if marked and (event.tag is not None or event.anchor is not None):
                _refuse_reference(event, problems)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, key = outer.pop()
            in_mapping = type(container) is dict
            continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if marked and (event.tag is not None or event.anchor is not None):
                _refuse_reference(event, problems)
            value = {} if kind is MappingStartEvent else []
            if len(outer) == DEPTH_LIMIT:
                hint = "flatten the structure"
                _stop(event, problems, "yaml-depth", f"values are nested more than {DEPTH_LIMIT} deep", hint)
        elif kind is AliasEvent:
            _refuse_reference(event, problems)
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


def _resolve(event: Any, problems: list[Problem]) -> Scalar:
    word: str = event.value
    try:
        value = plain(word)
    except RefusedScalar as refused:
        hint = f'quote it if it is text: "{word}"' if len(word) < 40 else "quote it if it is text"
        problems.append(_at(event, "yaml-number", refused.message, hint))
        return word
    if len(word) < 40 and len(_words) < 50_000:
        _words[word] = value
    return value


def _key(event: Any, value: Any, mapping: dict[str, Any], text: str, problems: list[Problem]) -> str:
    """The key that `event` gives; what cannot be one is reported and replaced by a key nobody else has."""
    if type(event) is not ScalarEvent:
        hint = 'text that begins with { or [ must be quoted: "{{ name }}"'
        _stop(event, problems, "yaml-key", "a key must be a word, not a list or a mapping", hint)
    if not isinstance(value, str):
        message = f"the key {event.value or 'null'} is not text"
        problems.append(_at(event, "yaml-key", message, f'quote it: "{event.value}"'))
        return f"\0{len(mapping)}"
    if value == "<<" and event.implicit[0]:
        hint = "write the fields out; every document says what it means by itself"
        problems.append(_at(event, "yaml-merge-key", "merge keys (<<) are not allowed", hint))
    elif value in mapping:
        first = _line_of_key(text, value, event)
        message = f'the key "{value}" stands twice in the same mapping; the first one is in line {first}'
        problems.append(_at(event, "yaml-duplicate-key", message, "keep one of the two"))
        return f"\0{len(mapping)}"
    return value


def _line_of_key(text: str, key: str, repeated: Any) -> int:
    """Line of the first `key` in the mapping that holds the `repeated` one; reads the text a second time."""
    target = repeated.start_mark.index
    mappings: list[dict[str, int] | None] = []
    expects_key: list[bool] = []
    for event in _events(text):
        kind = type(event)
        if kind is ScalarEvent or kind is AliasEvent:
            keys = mappings[-1] if mappings else None
            if keys is not None and expects_key[-1] and kind is ScalarEvent:
                if event.start_mark.index == target:
                    return keys[key]
                keys.setdefault(event.value, event.start_mark.line + 1)
            if expects_key:
                expects_key[-1] = not expects_key[-1]
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if expects_key:
                expects_key[-1] = not expects_key[-1]
            mappings.append({} if kind is MappingStartEvent else None)
            expects_key.append(True)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            mappings.pop()
            expects_key.pop()
    raise AssertionError(f"the key {key!r} was not met again")


def _refuse_reference(event: Any, problems: list[Problem]) -> NoReturn:
    """Anchors, aliases and tags end the reading: what they stand for is unknown, and aliases can multiply."""
    if type(event) is AliasEvent:
        message = f"*{event.anchor} is a YAML alias; aliases are not allowed"
        _stop(event, problems, "yaml-alias", message, f'quote it if it is text: "*{event.anchor}"')
    if event.anchor is not None:
        message = f"&{event.anchor} is a YAML anchor; anchors are not allowed"
        _stop(
            event,
            problems,
            "yaml-anchor",
            message,
            f'quote it if it is text: "&{event.anchor} …"; else write the value out',
        )
    message = f"{event.tag} is a YAML tag; tags are not allowed"
    _stop(event, problems, "yaml-tag", message, "remove it, or quote the text that begins with !")


def _stop(event: Any, problems: list[Problem], rule: str, message: str, hint: str) -> NoReturn:
    problems.append(_at(event, rule, message, hint))
    raise _Stopped


def _at(event: Any, rule: str, message: str, hint: str) -> Problem:
    start, end = event.start_mark.index, event.end_mark.index
    return Problem(rule, start, max(end, start + 1), message, hint)


def _swallowed_text(text: str) -> list[Problem]:
    """Warnings for `Tier #1`: YAML takes everything from ` #` on as a comment."""
    suspects = list(_tight_comments(text))
    if not suspects:
        return []
    spans = _scalar_spans(text)
    starts = [span[0] for span in spans]
    warnings = []
    for start, end in suspects:
        position = bisect_left(starts, start) - 1
        if position < 0:
            continue
        word_start, word_end = spans[position]
        plain_word = text[word_start] not in "\"'|>"
        if plain_word and word_end <= start and text[word_end:start].isspace() and "\n" not in text[word_end:start]:
            word = text[word_start:end].strip()
            message = f'"{text[start:end].strip()}" is read as a comment, not as part of the text'
            hint = f'quote the text: "{word}"; for a comment put a space after #'
            warnings.append(Problem("yaml-comment-in-text", start, end, message, hint, warning=True))
    return warnings


_MAY_FOLLOW_HASH: Final = ("", " ", "\t", "\r", "\n", "#", "!")


def _tight_comments(text: str) -> Iterator[tuple[int, int]]:
    """Spans from a `#` that follows text and touches a word to the end of its line."""
    at = text.find(" #")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at + 2 : at + 3] not in _MAY_FOLLOW_HASH and not text[at - 1 : at].isspace():
            yield at + 1, end
        at = text.find(" #", end)


def _scalar_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    try:
        for event in _events(text):
            if isinstance(event, ScalarEvent) and len(spans) <= NODE_LIMIT:
                start: Any = event.start_mark
                end: Any = event.end_mark
                spans.append((start.index, end.index))
    except yaml.YAMLError:
        pass  # the caller has reported it; what came before still counts
    return spans


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    next_event: Callable[[], Any] = parser.get_event
    event = next_event()
    while event is not None:
        yield event
        event = next_event()
