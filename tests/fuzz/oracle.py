"""What must hold for every file there is, whatever its bytes: the oracle of the fuzzer, and of its corpus."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.loader import DEPTH_LIMIT, NODE_LIMIT, load
from mopsdocs.documents.locating import Placing
from mopsdocs.documents.places import Place, places
from mopsdocs.documents.scalars import plain
from mopsdocs.documents.schema import KINDS
from mopsdocs.documents.source import Problem, RejectedText, decode
from mopsdocs.documents.units import partition


def check(data: bytes) -> None:
    """Raises AssertionError, or whatever the loader raises, where mopsdocs does not keep what it promises."""
    try:
        text = decode(data)
    except RejectedText as rejected:
        _check_problem(rejected.problem, rejected.text)
        return
    assert text.encode() == data
    loaded = load(text)
    assert repr(load(text)) == repr(loaded), "reading twice gives the same, down to the types"
    for problem in loaded.problems:
        _check_problem(problem, text)
    if any(not problem.warning for problem in loaded.problems):
        assert loaded.value is None
        return
    _check_events(text)
    _check_value(loaded.value)
    _check_places(text, loaded.value)
    kind = loaded.value.get("kind") if isinstance(loaded.value, dict) else None
    pieces = partition(kind if kind in KINDS else "playbook", text)
    assert "".join(piece.text for piece in pieces) == text, "the units are the text"


def _check_problem(problem: Problem, text: str) -> None:
    assert problem.rule in FORMAT_RULES
    assert problem.rule.startswith("yaml-")
    assert 0 <= problem.start <= len(text)
    assert problem.start <= problem.end <= len(text) + 1
    for words in (problem.message, problem.hint):
        assert words.strip(), "every finding says what is wrong and what to do"
        assert "\n" not in words
    placed = Placing("file.yml", text).of_problem(problem)
    assert 1 <= placed.line == placed.end_line <= text.count("\n") + 1
    assert 1 <= placed.column <= placed.end_column


def _check_events(text: str) -> None:
    """That libyaml's own events hold nothing that the loader promises to refuse."""
    documents = nodes = depth = 0
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        assert not isinstance(event, AliasEvent)
        documents += isinstance(event, DocumentStartEvent)
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            assert event.anchor is None
            assert event.tag is None
            nodes += 1
        depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
        assert depth <= DEPTH_LIMIT
    assert documents <= 1
    assert nodes <= NODE_LIMIT


def _check_value(value: Any) -> None:
    for _, part in _parts(value):
        assert type(part) in (dict, list, str, int, float, bool, type(None))
        if type(part) is dict:
            assert all(type(key) is str for key in part)
        elif type(part) is float:
            assert math.isfinite(part)
        elif type(part) is int:
            assert abs(part) < 16**16


def _check_places(text: str, value: Any) -> None:
    found = places(text)
    parts = dict(_parts(value))
    assert found.keys() == parts.keys() or (value is None and not found), "every value has its place"
    for pointer, place in found.items():
        assert 0 <= place.start <= place.end <= len(text)
        _check_key(text, pointer, place)
        part = parts[pointer]
        if isinstance(part, dict | list):
            _check_inside(found, pointer, place)
        elif place.start < place.end:
            _check_meaning(text[place.start : place.end], part)


def _check_key(text: str, pointer: Pointer, place: Place) -> None:
    if place.key_start is None or place.key_end is None:
        assert not pointer or isinstance(pointer[-1], int)
        return
    assert 0 <= place.key_start <= place.key_end <= place.start
    _check_meaning(text[place.key_start : place.key_end], pointer[-1])


def _check_meaning(written: str, value: Any) -> None:
    """That a scalar means `value`, as far as it does so without what stands around it."""
    if written[0] in "'\"":
        assert load(written).value == value
    elif written[0] not in "|>" and "\n" not in written:
        assert repr(plain(written)) == repr(value)


def _check_inside(found: Mapping[Pointer, Place], pointer: Pointer, place: Place) -> None:
    for inner, other in found.items():
        if inner[: len(pointer)] == pointer and other.start < other.end:
            assert place.start <= other.start <= other.end <= place.end, "a value lies inside what holds it"


def _parts(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, value
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _parts(part, (*pointer, key))
