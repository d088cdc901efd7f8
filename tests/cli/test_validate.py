"""`mopsdocs validate` from the outside: exit codes, formats, files, paths."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest

import mopsdocs.reporters
from tests.checks.workspaces import BASE, base
from tests.cli.conftest import Caller
from tests.cli.programs import mopsdocs as program

SCHEMA = json.loads((Path(next(iter(mopsdocs.reporters.__path__))) / "schemas/validate.json").read_text("utf-8"))
WRITING = "playbooks/processes/writing.yml"
PLAYBOOK = "playbooks/library/mailing.yml"
CLEAN = "9 files, nothing to object to.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A clean workspace that a test may change."""
    folder = Path(shutil.copytree(BASE, tmp_path / "work shop"))
    recent = base(WRITING).replace("review_cycle_days: 365\n", "")
    (folder / WRITING).write_text(recent, encoding="utf-8")
    text = base(PLAYBOOK).replace("review_cycle_days: 180\n", "")
    (folder / PLAYBOOK).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def faulty(workspace: Path) -> Path:
    """A workspace with one error, in the playbook."""
    text = (workspace / PLAYBOOK).read_text(encoding="utf-8").replace("tools: [mailer]", "tools: [mialer]")
    (workspace / PLAYBOOK).write_text(text, encoding="utf-8")
    return workspace


def test_clean(workspace: Path, call: Caller) -> None:
    done = program(workspace, "validate")
    assert (done.code, done.out, done.err) == (0, CLEAN, "")
    assert call(workspace / "playbooks", "--quiet", "validate").out == ""
    assert call(workspace.parent, "--workspace", "work shop", "validate").out == CLEAN


def test_an_error_gives_one(faulty: Path, call: Caller) -> None:
    done = call(faulty, "validate")
    assert (done.code, done.err) == (1, "")
    assert f"{PLAYBOOK}:32:17  error  [unknown-reference]  tools" in done.out
    assert "\n  32 |         tools: [mialer]\n     |                 ^^^^^^\n" in done.out
    assert done.out.endswith("\n\n1 error in 1 of 9 files\n")
    assert call(faulty, "--quiet", "validate").out == done.out


def test_the_example_is_accepted_and_its_warning_can_be_made_to_fail(example: Path, call: Caller) -> None:
    done = call(example, "validate", "--format", "json")
    report = json.loads(done.out)
    jsonschema.validate(report, SCHEMA)
    assert (done.code, report["summary"]["errors"]) == (0, 0)
    assert "same-person-approves" in {found["rule"] for found in report["diagnostics"]}
    assert call(example, "validate", "--fail-on", "warning").code == 1


def test_formats(faulty: Path, call: Caller) -> None:
    concise = call(faulty, "validate", "--format", "concise")
    assert concise.code == 1
    assert concise.out == (
        f'{PLAYBOOK}:32:17: error [unknown-reference] tools: there is no tool "mialer" (did you mean "mailer"?)\n'
    )
    document = json.loads(call(faulty, "validate", "--format", "json").out)
    jsonschema.validate(document, SCHEMA)
    assert document["diagnostics"][0]["fixable"] is True


BAD_INPUT = {
    "empty": b"",
    "list": b"- a\n",
    "utf-16": "kind: process\n".encode("utf-16"),
    "latin-1": "kind: process\ntitle: Gr\xfc\xdfe\n".encode("latin-1"),
    "control characters": b"kind: process\ntitle: a\x1b]0;owned\x07b\n",
    "nul": b"\0" * 100,
    "many brackets": b"[" * 100_000,
    "many dashes": b"- " * 40_000,
    "alias bomb": b"a: &a [x]\nb: [*a, *a, *a]\n",
    "tag directives": b"%TAG ! tag:x,2000:\n" * 2000,
    "too large": b"a: " + b"x" * 1_100_000,
    "tab": b"kind: process\n\tid: x\n",
    "second document": b"kind: process\n---\nkind: process\n",
    "numbers": b"kind: process\nid: 1e400\nversion: 010\n",
    "wrong shape": b"kind: playbook\nstages: 7\nkpis: {a: b}\nbrief: [null]\n",
    "jinja": b"kind: process\ntitle: {{ x }}\n",
    "deep text": b"kind: process\ntitle: " + b'"' + b"\\" * 999 + b"\n",
    "line separator": "kind: process\ntitle: a\u2028b\n".encode(),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_a_finding(name: str, workspace: Path, call: Caller) -> None:
    (workspace / "playbooks/processes/bad.yml").write_bytes(BAD_INPUT[name])
    done = call(workspace, "validate")
    assert done.code == 1
    assert done.err == ""
    assert "playbooks/processes/bad.yml:" in done.out
    assert "Traceback" not in done.out
    assert done.out.splitlines()[-1].endswith("in 1 of 10 files")
    assert not set(done.out) & set("\x00\x07\x1b\u2028")


def test_all_bad_input_at_once_in_a_process_of_its_own(workspace: Path) -> None:
    for number, data in enumerate(BAD_INPUT.values()):
        (workspace / f"playbooks/processes/bad-{number}.yml").write_bytes(data)
    done = program(workspace, "validate")
    assert (done.code, done.err) == (1, "")
    assert "Traceback" not in done.out
    assert done.out.splitlines()[-1].endswith(f"in {len(BAD_INPUT)} of {9 + len(BAD_INPUT)} files")


@pytest.mark.skipif(sys.platform == "win32", reason="makes links, pipes and names that Windows does not allow")
def test_strange_files(workspace: Path, call: Caller) -> None:
    folder = workspace / "playbooks/processes"
    (folder / "nowhere.yml").symlink_to("missing.yml")
    (folder / "outside.yml").symlink_to("/etc/hostname")
    (folder / "circle.yml").symlink_to("circle.yml")
    (folder / "folder.yml").mkdir()
    os.mkfifo(folder / "pipe.yml")
    (folder / "e\x1b[2J\n.yml").write_text("kind: process\n", encoding="utf-8")
    done = call(workspace, "validate")
    assert (done.code, done.err) == (1, "")
    assert done.out.count("[file-unreadable]") == 4
    assert "e\\x1b[2J\\n.yml:1:1" in done.out


def test_output_file(faulty: Path, tmp_path: Path, call: Caller) -> None:
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    done = call(faulty, "validate", "--format", "json", "--output", str(target))
    assert (done.code, done.out, done.err) == (1, "1 error in 1 of 9 files\n", "")
    jsonschema.validate(json.loads(target.read_text(encoding="utf-8")), SCHEMA)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "work shop"]


def test_output_file_has_no_colours_and_usual_rights(faulty: Path, tmp_path: Path, call: Caller) -> None:
    call(faulty, "--color", "always", "validate", "--output", str(tmp_path / "report.txt"))
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")
    (tmp_path / "usual").write_text("", encoding="utf-8")
    assert (tmp_path / "report.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_output_that_cannot_be_written(workspace: Path, call: Caller) -> None:
    done = call(workspace, "validate", "--output", "no/such/report.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: no/such/report.txt cannot be written: ")
    assert done.err.endswith("hint: Create the folder first: mkdir -p no/such\n")
    done = call(workspace, "validate", "--output", "playbooks")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: playbooks is a folder.")


@pytest.mark.parametrize(
    ("folder", "paths", "code"),
    [
        ("", [PLAYBOOK], 1),
        ("", ["playbooks"], 1),
        ("", ["."], 1),
        ("", ["site_config", "playbooks/processes"], 0),
        ("playbooks/library", ["mailing.yml"], 1),
        ("playbooks/library", ["../processes"], 0),
        ("playbooks/library", [".."], 1),
        ("playbooks/processes", ["writing.yml", "../library/../library/mailing.yml"], 1),
    ],
)
def test_paths_choose_what_is_reported(folder: str, paths: list[str], code: int, faulty: Path, call: Caller) -> None:
    assert call(faulty / folder, "validate", *paths).code == code


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere.yml", "There is no file or folder nowhere.yml."),
        ("../../..", "../../.. is outside the workspace"),
        ("notes.md", "notes.md is not a document."),
        ("notes", "There are no documents in notes."),
    ],
)
def test_paths_that_mean_nothing(path: str, sentence: str, workspace: Path, call: Caller) -> None:
    (workspace / "notes.md").write_text("# Notes\n", encoding="utf-8")
    (workspace / "notes").mkdir()
    done = call(workspace, "validate", path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {sentence}")


def test_paths_count_from_the_current_folder(workspace: Path, call: Caller) -> None:
    done = call(workspace / "playbooks", "validate", PLAYBOOK)
    assert done.code == 2
    assert done.err.splitlines()[1].endswith(f"Did you mean {workspace.resolve() / PLAYBOOK}?")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--workspace", "nowhere"], "There is no folder nowhere."),
        (["--workspace", "work shop/playbooks"], "work shop/playbooks is not a workspace"),
        (["--workspace", "work shop/site_config/roles.yml"], ""),
        ([], "is not in a mopsdocs workspace."),
    ],
)
def test_no_workspace(arguments: list[str], sentence: str, workspace: Path, call: Caller) -> None:
    done = call(workspace.parent, *arguments, "validate")
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err.splitlines()[0]
    assert done.err.startswith("error: ")


def test_settings_that_are_broken_are_a_finding(workspace: Path, call: Caller) -> None:
    (workspace / "site_config/workspace.yml").write_text("rules: [\n", encoding="utf-8")
    done = call(workspace, "validate")
    assert done.code == 1
    assert "  error  [yaml-syntax]  " in done.out


@pytest.mark.parametrize(("color", "coloured"), [("always", True), ("never", False), ("auto", False)])
def test_colours(color: str, coloured: bool, faulty: Path, call: Caller) -> None:
    assert ("\x1b[1;31merror\x1b[0m" in call(faulty, "--color", color, "validate").out) is coloured


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_with_few_characters(encoding: str, workspace: Path) -> None:
    text = (workspace / WRITING).read_text(encoding="utf-8").replace("title: Writing", "title: 会議 TODO")
    (workspace / WRITING).write_text(text, encoding="utf-8")
    done = program(workspace, "validate", PYTHONIOENCODING=encoding)
    assert (done.code, done.err) == (1, "")
    assert "title: ?? TODO" in done.out
