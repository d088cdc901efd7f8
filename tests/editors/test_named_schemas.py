"""Which schema an editor uses for which document: the first lines, the settings, and that nothing gets lost of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest

from mopsdocs.documents.edits import add_key, remove
from mopsdocs.documents.schema import KINDS, SCHEMAS
from mopsdocs.documents.units import partition
from mopsdocs.resources import schema_folder
from tests.editors.documents import MODELINE, REPOSITORY, schema_of, texts, without_modeline

OWN = texts()


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", OWN)
def test_the_first_line_leads_to_the_schema(path: str) -> None:
    first = OWN[path].partition("\n")[0]
    assert first.startswith(MODELINE)
    wanted = schema_of(OWN[path])
    named = (REPOSITORY / path).parent / first.removeprefix(MODELINE)
    assert named.resolve() == schema_folder() / f"{wanted}.json", f"the schema of {path} is {wanted}.json"


@pytest.mark.parametrize("path", OWN)
def test_edits_keep_the_first_line(path: str) -> None:
    text = OWN[path]
    kind = schema_of(text).replace("regional_copy", "playbook")
    first = text.partition("\n")[0] + "\n"
    assert partition(kind, text)[0].path == (), "the first line is the document's, not its first key's"
    added = add_key(kind, text, (), "x_note", "ours")
    assert added.startswith(first)
    assert without_modeline(added) == add_key(kind, without_modeline(text), (), "x_note", "ours")
    assert remove(kind, text, ("kind",)).startswith(first)


def test_settings_name_the_schema_of_every_document(settings: dict[str, Any]) -> None:
    patterns = {pattern: REPOSITORY / schema for schema, pattern in settings["yaml.schemas"].items()}
    assert {schema.resolve() for schema in patterns.values()} == {schema_folder() / f"{name}.json" for name in SCHEMAS}
    for path, text in OWN.items():
        matching = [schema.resolve() for pattern, schema in patterns.items() if PurePosixPath(path).match(pattern)]
        assert matching == [schema_folder() / f"{schema_of(text)}.json"], path


def test_settings_name_schemas_for_nothing_else(settings: dict[str, Any]) -> None:
    """Nothing but workspaces, that is: the patterns hold for those in tests/ too."""
    outside = [".vscode", ".github", "site_config/pages", "templates", "mopsdocs"]
    others = [file for folder in outside for file in (REPOSITORY / folder).rglob("*.y*ml")]
    others += REPOSITORY.glob("*.y*ml")
    assert {"mkdocs.yml", "ci.yml", ".pre-commit-config.yaml"} <= {file.name for file in others}
    patterns = settings["yaml.schemas"].values()
    assert [file for file in others if any(file.match(pattern) for pattern in patterns)] == []


def test_recommended_extensions() -> None:
    text = (REPOSITORY / ".vscode/extensions.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"recommendations": ["redhat.vscode-yaml"]}


def test_only_names_stand_beside_a_reference() -> None:
    """An editor explains a field by its own title and description only where it has nothing else beside its `$ref`."""
    for name in (*KINDS, "common"):
        loaded = json.loads((schema_folder() / f"{name}.json").read_text(encoding="utf-8"))
        wrong = [node for node in nodes(loaded) if "$ref" in node and set(node) - {"$ref", "title", "description"}]
        assert wrong == [], f"{name}.json: write a definition in common.json that says it all, and refer to that"


def test_definitions_of_references_are_ids() -> None:
    definitions = json.loads((schema_folder() / "common.json").read_text(encoding="utf-8"))["$defs"]
    references = {name: node for name, node in definitions.items() if "x-references" in node}
    assert references
    for name, node in references.items():
        assert {**node, "x-references": None} == {**definitions["id"], "x-references": None}, name
        targets = [node["x-references"]] if isinstance(node["x-references"], str) else node["x-references"]
        assert name == f"{'_or_'.join(targets)}_id".replace("-", "_")


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from nodes(child)
