"""`mopsdocs schema`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mopsdocs.cli import run
from mopsdocs.documents.schema import SCHEMAS
from tests.cli.conftest import Caller
from tests.cli.programs import Done


def _output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema(kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    schema = json.loads(_output(capsys, "schema", kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert list(tmp_path.iterdir()) == []


def test_schema_lists_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    *listed, empty, last = _output(capsys, "schema").splitlines()
    assert [line.split()[0] for line in listed] == list(SCHEMAS)
    assert all(line.endswith(".") for line in listed)
    assert (empty, last.partition(" prints")[0]) == ("", "mopsdocs schema KIND")
    assert max(map(len, (*listed, last))) <= 110


def test_schema_files(call: Caller, capsys: pytest.CaptureFixture[str], example: Path) -> None:
    done = call(example / "playbooks", "schema", "--output", "../editor/schemas")
    assert (done.code, done.err) == (0, "")
    folder = example / "editor" / "schemas"
    assert {file.name for file in folder.iterdir()} == {f"{kind}.schema.json" for kind in SCHEMAS}
    for kind in SCHEMAS:
        assert (folder / f"{kind}.schema.json").read_text(encoding="utf-8") == _output(capsys, "schema", kind)
    assert "\nWrote 16 schemas to ../editor/schemas.\n" in f"\n{done.out}"
    modeline = next(line for line in done.out.splitlines() if line.startswith("# yaml-language-server: $schema="))
    named = example / "playbooks" / "library" / modeline.partition("=")[2]
    assert named.resolve() == folder / "playbook.schema.json"
    settings = json.loads("{" + done.out[done.out.index('"yaml.schemas"') :] + "}")["yaml.schemas"]
    assert {(example / path).resolve() for path in settings} == set(folder.iterdir())
    assert all(path.startswith("./") for path in settings), "a bare first name is taken for that of an open folder"


def test_schema_files_outside_the_workspace(call: Caller, example: Path, tmp_path: Path) -> None:
    outside = tmp_path / "our schemas"
    done = call(example, "schema", "roles", "--output", str(outside))
    assert done.out.startswith(f"Wrote {outside / 'roles.schema.json'}.\n")
    assert [file.name for file in outside.iterdir()] == ["roles.schema.json"]
    address = (outside / "roles.schema.json").as_uri()
    assert f"# yaml-language-server: $schema={address}\n" in done.out
    assert f'"{address}": "site_config/roles.yml"' in done.out


def test_schema_files_quietly_and_again(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    (tmp_path / "waivers.schema.json").write_text("old", encoding="utf-8")
    for _ in range(2):
        assert call(tmp_path, "--quiet", "schema", "--output", ".") == Done(0, "", "")
    assert json.loads((tmp_path / "waivers.schema.json").read_text(encoding="utf-8"))["title"] == "Waivers"
    assert len(list(tmp_path.iterdir())) == len(SCHEMAS) + 1, "and what stood there stays"


def test_schema_files_all_or_none(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "waivers.schema.json").mkdir()
    (tmp_path / "roles.schema.json").write_text("old", encoding="utf-8")
    done = call(tmp_path, "schema", "--output", ".")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: waivers.schema.json is a folder.\nhint: No file was changed.")
    assert {file.name for file in tmp_path.iterdir()} == {"waivers.schema.json", "roles.schema.json"}
    assert (tmp_path / "roles.schema.json").read_text(encoding="utf-8") == "old"


def test_schema_files_go_into_folders_only(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("ours", encoding="utf-8")
    done = call(tmp_path, "schema", "playbook", "--output", "file")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: file is not a folder.")
    assert call(tmp_path, "schema", "playbook", "--output", "file/below").code == 2
    assert (tmp_path / "file").read_text(encoding="utf-8") == "ours"
    done = call(tmp_path, "schema", "playbok", "--output", "new")
    assert done == Done(2, "", 'error: There is no kind of document "playbok".\nhint: Did you mean playbook?\n')
    assert not (tmp_path / "new").exists()
