"""The JSON Schemas of all document kinds.

A schema file refers to shared definitions as `common.json#/$defs/NAME`. `bundle` returns one self-contained
schema, which is what gets published, validated against and offered to editors.

Besides the standard keywords the schemas carry four annotations that the rest of the package reads, so that a
fact about the format is written once:

`x-references`      this string names an entry of that kind (or of one of those kinds)
`x-key-references`  the keys of this mapping name entries of that kind
`x-identity`        items of this list are told apart by that key (`a+b`: by both, `a.b`: by a nested key)
`x-unordered`       the order of this list carries no meaning
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from mopsdocs.resources import schema_folder

Schema = Mapping[str, Any]

KINDS: Final = (
    "playbook",
    "campaign",
    "process",
    "region",
    "roles",
    "people",
    "tools",
    "metrics",
    "segments",
    "glossary",
    "data_dictionary",
    "taxonomy",
    "overviews",
    "workspace",
    "waivers",
)
"""Values of `kind`, in the order in which documents are read and listed."""

SCHEMAS: Final = (*KINDS, "regional_copy")
"""Names of the published schemas. A regional copy is a playbook that must say where it comes from."""

_COMMON = "common.json#/$defs/"


@cache
def bundle(name: str) -> Schema:
    """The self-contained JSON Schema called `name`, one of `SCHEMAS`. Treat it as read-only."""
    source = _read(name)
    if "$ref" in source:
        base = bundle(str(source["$ref"]).removesuffix(".json"))
        required = [*base["required"], *source["required"]]
        return {**base, "title": source["title"], "description": source["description"], "required": required}
    definitions = _read("common")["$defs"]
    used: dict[str, Any] = {}
    pending = sorted(_common_names(source))
    while pending:
        key = pending.pop()
        if key not in used:
            used[key] = _localised(definitions[key])
            pending.extend(sorted(_common_names(definitions[key])))
    return {**_localised(source), "$defs": {key: used[key] for key in sorted(used)}}


def resolve(schema: Schema, root: Schema) -> Schema:
    """`schema` with its local `$ref`, if any, replaced by the definition; keywords beside the `$ref` win."""
    while "$ref" in schema:
        target = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def child(schema: Schema | None, key: str | int, root: Schema) -> Schema | None:
    """The resolved schema of the value under `key`; None where the schema says nothing about it."""
    if schema is None:
        return None
    if isinstance(key, int):
        found = schema.get("items")
    else:
        found = schema.get("properties", {}).get(key)
        if found is None and isinstance(schema.get("additionalProperties"), Mapping):
            found = schema["additionalProperties"]
    return None if found is None else resolve(found, root)


def field_at(name: str, pointer: tuple[str | int, ...]) -> Schema | None:
    """The schema of the field that `pointer` leads to in a document of schema `name`; None where there is none."""
    root = bundle(name)
    here: Schema | None = root
    for key in pointer:
        here = child(here, key, root)
    return here


def _read(name: str) -> dict[str, Any]:
    with (schema_folder() / f"{name}.json").open("rb") as file:
        loaded: dict[str, Any] = json.load(file)
    return loaded


def _common_names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        target = node.get("$ref")
        if isinstance(target, str):
            yield target.removeprefix(_COMMON)
        for value in node.values():
            yield from _common_names(value)
    elif isinstance(node, list):
        for value in node:
            yield from _common_names(value)


def _localised(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace(_COMMON, "#/$defs/") if key == "$ref" else _localised(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_localised(value) for value in node]
    return node
