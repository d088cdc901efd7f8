"""Schemas and model say the same. That the two engines do is in test_engines.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from mopsdocs.documents.model import MODELS
from mopsdocs.documents.schema import KINDS, SCHEMAS, Schema, bundle, resolve


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
