"""The two schema engines agree on every document, the model takes what they take, and what they refuse is explained."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsdocs.documents.explain import explain, explain_values
from mopsdocs.documents.loader import load
from mopsdocs.documents.model import to_model
from mopsdocs.documents.schema import KINDS, SCHEMAS, Schema, bundle, resolve
from mopsdocs.documents.validation import accepts, violations
from tests.documents.mutants import WRONG, mutated, near

ROOT = Path(__file__).resolve().parents[2]
SMALL = sorted((Path(__file__).parent / "small").glob("*.yml"))
REAL = [
    file for folder in ("tests/example", "playbooks", "site_config") for file in sorted((ROOT / folder).rglob("*.yml"))
]
MUTANTS = 10_000


def document(file: Path) -> dict[str, Any]:
    value: dict[str, Any] = load(file.read_text(encoding="utf-8")).value
    return value


def check(name: str, value: Any) -> bool:
    """The verdict on `value`, on which both engines agree."""
    verdict = accepts(name, value)
    assert verdict == (violations(name, value) == []), (name, json.dumps(value))
    return verdict


def check_whole(kind: str, value: dict[str, Any]) -> bool:
    """That what is good has a model, and what is not is explained with a remedy; whether `value` is good."""
    if accepts(kind, value):
        if has_model(kind, value):
            return True
        findings = explain_values("x.yml", kind, value, str)
    else:
        findings = explain("x.yml", kind, value, lambda pointer: "raw")
    assert findings, (kind, json.dumps(value))
    for _, finding in findings:
        assert finding.message
        assert finding.hint
        assert "\n" not in finding.message + finding.hint, finding
    return False


def has_model(kind: str, value: dict[str, Any]) -> bool:
    try:
        to_model(kind, value)
    except msgspec.ValidationError:
        return False
    return True


def test_there_is_a_small_document_of_every_kind() -> None:
    assert {file.stem for file in SMALL} == set(KINDS)
    for file in SMALL:
        assert check_whole(file.stem, document(file)), file


@pytest.mark.slow
def test_both_engines_agree_on_ten_thousand_mutants() -> None:
    chance = Random(20270310)
    originals = [(value["kind"], value) for value in map(document, SMALL)]
    originals.append(("regional_copy", document(SMALL[0].parent / "playbook.yml")))
    verdicts: Counter[bool] = Counter()
    for number in range(MUTANTS):
        name, value = originals[number % len(originals)]
        verdicts[check(name, mutated(value, chance))] += 1
    assert 0.1 < verdicts[True] / MUTANTS < 0.5, "mutants must be both good and bad, or the test proves nothing"


@pytest.mark.slow
def test_both_engines_agree_on_mutants_of_real_documents() -> None:
    chance = Random(20270311)
    verdicts: Counter[bool] = Counter()
    for file in REAL:
        value = document(file)
        assert check(value["kind"], value), file
        for _ in range(3):
            verdicts[check(value["kind"], mutated(value, chance))] += 1
    assert min(verdicts[True], verdicts[False]) > len(REAL) / 3


def test_mutants_have_a_model_or_an_explanation() -> None:
    chance = Random(20270312)
    originals = [document(file) for file in SMALL]
    verdicts: Counter[bool] = Counter()
    for number in range(1_500):
        value = originals[number % len(originals)]
        mutant = mutated(value, chance) | {"kind": value["kind"]}
        verdicts[check_whole(value["kind"], mutant)] += 1
    assert min(verdicts[True], verdicts[False]) > 150


# Documents made from the schemas


def made(schema: Schema, root: Schema, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that mostly meet `schema`, and sometimes not at all or by a hair's breadth."""
    schema = resolve(schema, root)
    return st.one_of([right(schema, root, depth)] * 24 + [st.sampled_from(WRONG)])


def right(schema: Schema, root: Schema, depth: int) -> st.SearchStrategy[Any]:
    wanted = schema.get("type", "string")
    if "anyOf" in schema:
        return st.one_of([right(resolve(option, root), root, depth) for option in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    if isinstance(wanted, list):
        return st.one_of([right({**schema, "type": name}, root, depth) for name in wanted])
    if wanted == "array":
        items = made(schema.get("items", {}), root, depth + 1)
        return st.lists(items, min_size=schema.get("minItems", 0), max_size=1 if depth > 3 else 2)
    return objects(schema, root, depth) if wanted == "object" else scalars(schema, wanted)


@cache
def document_of(name: str) -> st.SearchStrategy[tuple[str, Any]]:
    return st.tuples(st.just(name), made(bundle(name), bundle(name)))


def scalars(schema: Schema, wanted: str) -> st.SearchStrategy[Any]:
    if wanted == "boolean":
        return st.booleans()
    if wanted in ("integer", "number"):
        low = schema.get("minimum", -5)
        return st.integers(low, low + 10) | st.integers(low, 10**17).map(float)
    pattern = schema.get("pattern")
    texts = st.from_regex(re.compile(pattern)) if pattern else st.text(max_size=8)
    return texts | st.builds(lambda text, seed: near(text, Random(seed)), texts, st.integers(0, 1000))


def objects(schema: Schema, root: Schema, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    properties = schema.get("properties", {})
    required = {key: made(properties[key], root, depth + 1) for key in schema.get("required", ()) if key in properties}
    others = {
        key: made(field, root, depth + 1) for key, field in properties.items() if key not in required and depth < 3
    }
    extra = schema.get("additionalProperties")
    own: st.SearchStrategy[dict[str, Any]] = st.just({})
    if isinstance(extra, dict):
        names = st.from_regex(re.compile(resolve(schema.get("propertyNames", {}), root).get("pattern", "^x$")))
        own = st.dictionaries(names, made(extra, root, depth + 1), max_size=2)
    odd = st.integers(0, 30).map(
        lambda number: {"x_own": [number]} if number > 27 else {"odd": 1} if number == 0 else {}
    )
    fields = st.fixed_dictionaries(required, optional=dict(list(others.items())[:6]))
    return st.builds(lambda *parts: {key: value for part in parts for key, value in part.items()}, own, odd, fields)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SCHEMAS).flatmap(document_of))
def test_both_engines_agree_on_documents_made_from_the_schema(made: tuple[str, Any]) -> None:
    check(*made)


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_end_where_the_text_ends(name: str) -> None:
    found = list(patterns(bundle(name)))
    assert found
    for pattern in found:
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert "$" not in pattern[:-1]
        assert pattern[-2:] != r"\$"


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for part in schema.values():
            yield from patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns(part)


def test_a_line_break_at_the_end_counts() -> None:
    value = document(SMALL[0].parent / "people.yml")
    value["people"][0]["id"] += "\n"
    assert not check("people", value)
    assert [violation.keyword for violation in violations("people", value)] == ["pattern"]
