"""Schemas, model and engines say the same."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.model import MODELS
from mopsdocs.documents.schema import KINDS, SCHEMAS, Schema, bundle, resolve
from mopsdocs.documents.validation import accepts, violations

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests/example").rglob("*.yml"))


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in FILES:
        value = load(file.read_text(encoding="utf-8")).value
        yield value["kind"], value


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_draft_2020_12(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(bundle(name))
    assert "common.json" not in json.dumps(bundle(name)), "a published schema stands alone"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_named_and_described(name: str) -> None:
    root = bundle(name)
    missing = [path for path, schema in fields(root, root) if not (schema.get("title") and schema.get("description"))]
    assert missing == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_only_constructs_on_which_both_engines_agree(name: str) -> None:
    text = json.dumps(bundle(name))
    for construct in ('"oneOf"', '"format"', '"multipleOf"', "\\\\d", "\\\\w", "\\\\s", "\\\\p", "\\\\b"):
        assert construct not in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_has_the_fields_of_the_schema(kind: str) -> None:
    assert list(differences(bundle(kind), bundle(kind), MODELS[kind], kind)) == []


def test_both_engines_agree_on_mutants() -> None:
    chance = random.Random(20270310)
    originals = list(documents())
    rejected = 0
    for number in range(2_000):
        kind, value = originals[number % len(originals)]
        mutant = mutated(copy.deepcopy(value), chance)
        verdict = accepts(kind, mutant)
        assert verdict == (violations(kind, mutant) == []), json.dumps(mutant)
        rejected += not verdict
    assert 500 < rejected < 1_900, "mutants must be both good and bad, or the test proves nothing"


def fields(schema: Schema, root: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every property below `schema` with its path; shared definitions are visited where they are used."""
    for key, child in schema.get("properties", {}).items():
        found = resolve(child, root)
        yield f"{path}/{key}", found
        yield from fields(found, root, f"{path}/{key}")
    for keyword in ("items", "additionalProperties"):
        child = schema.get(keyword)
        if isinstance(child, dict):
            yield from fields(resolve(child, root), root, f"{path}[]")


def differences(schema: Schema, root: Schema, model: Any, path: str) -> Iterator[str]:
    """What a schema of a mapping and a Struct say differently about their fields."""
    info = msgspec.inspect.type_info(model)
    assert isinstance(info, msgspec.inspect.StructType), path
    known = {field.encode_name: field for field in info.fields}
    for key in sorted(set(known) ^ set(schema["properties"])):
        yield f"{path}/{key} is only in the {'model' if key in known else 'schema'}"
    for key, field in known.items():
        child = schema["properties"].get(key)
        if child is None:
            continue
        required = key in schema.get("required", ())
        if field.required and not required:
            yield f"{path}/{key} is required in the model only"
        nested = struct_of(field.type)
        child = resolve(child, root)
        for keyword in ("items", "additionalProperties"):
            if isinstance(child.get(keyword), dict):
                child = resolve(child[keyword], root)
        if nested is not None and "properties" in child:
            yield from differences(child, root, nested, f"{path}/{key}")


def struct_of(info: msgspec.inspect.Type) -> Any:
    """The Struct inside a field's type: itself, an optional one, an item or a value."""
    if isinstance(info, msgspec.inspect.StructType):
        return info.cls
    for part in (getattr(info, "item_type", None), getattr(info, "value_type", None), *getattr(info, "types", ())):
        found = struct_of(part) if part is not None else None
        if found is not None:
            return found
    return None


VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    "NO",
    " x",
    "a" * 200,
    "2027-02-30",
    "2027-13-01",
    "-10bd",
    "+0d",
    "4h",
    "1.0.0",
]
VALUES += [
    "http://x",
    "https://x y",
    "é",
    "a_b",
    "A",
    [],
    ["a", "a"],
    {},
    {"x_own": 1},
    {"id": "a"},
    "launch",
    "opt-in",
    10**17,
    "\u2028",
]


def mutated(value: Any, chance: random.Random) -> Any:
    """`value` with one to three places changed: replaced, removed, renamed or doubled."""
    for _ in range(chance.randint(1, 3)):
        spots = list(containers(value))
        container = chance.choice(spots)
        if isinstance(container, dict) and container:
            key = chance.choice(sorted(container))
            action = chance.randrange(4)
            if action == 0:
                container[key] = copy.deepcopy(chance.choice(VALUES))
            elif action == 1:
                del container[key]
            elif action == 2:
                container[chance.choice(["x_own", "titel", "id", "region", "origin", "when"])] = container[key]
            else:
                container["x_note"] = chance.choice(VALUES)
        elif isinstance(container, list) and container:
            container.insert(0, copy.deepcopy(chance.choice([container[-1], chance.choice(VALUES)])))
    return value


def containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from containers(child)
