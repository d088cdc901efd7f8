"""`mopsdocs rules` and `mopsdocs schema`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mopsdocs.checks.rules import RULES
from mopsdocs.checks.runner import ALL_RULES
from mopsdocs.cli import run
from mopsdocs.documents.schema import SCHEMAS


def _output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_rules_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    text = _output(capsys, "rules")
    assert all(f"  {id} " in text for id in ALL_RULES)
    assert max(map(len, text.splitlines())) <= 100
    assert text.endswith("\n\nmopsdocs rules ID explains a rule.\n")


@pytest.mark.parametrize("id", ALL_RULES)
def test_rules_explains_one(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = _output(capsys, "rules", id)
    assert text.startswith(f"# {id}\n\nLevel: {ALL_RULES[id].severity}. Category: {ALL_RULES[id].category}.\n\n")
    assert "## How to mend it" in text


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(_output(capsys, "rules", "--format", "json"))
    assert document["version"] == 1
    assert {rule["id"] for rule in document["rules"]} == set(ALL_RULES)
    (one,) = json.loads(_output(capsys, "rules", "wrong-folder", "--format", "json"))["rules"]
    assert one["manual"].startswith((RULES["wrong-folder"].__doc__ or "").partition("\n")[0])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema(kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    schema = json.loads(_output(capsys, "schema", kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert list(tmp_path.iterdir()) == []
