"""What GitLab's webhook says, and which of it is news: the script for GitLab, given one payload after the other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mopsdocs.resources import ci_files
from tests.repositories import isolate, new_repository

NOTHING = (0, "There is nothing new to compare.\n")
NO_REQUEST = (
    2,
    "error: This pipeline was not started by a merge request. The webhook is to send merge request events.\n",
)
NO_NAMES = (2, "error: The number or the target branch of the merge request is none.\n")
FETCHED = (2, "error: The merge request !5 or its target branch could not be fetched.\n")
"""How far it gets where there is no such merge request."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    isolate(monkeypatch)
    new_repository(tmp_path)
    for path, source in ci_files("gitlab").items():
        if path.endswith(".py"):
            shutil.copy(source, tmp_path)
    return tmp_path


def said(folder: Path, payload: object, **variables: str) -> tuple[int, str]:
    """The exit code of compare.py and its last line."""
    (folder / "payload").write_text(json.dumps(payload), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "compare.py", "compared"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "TRIGGER_PAYLOAD": "payload", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.splitlines(keepends=True)[-1]


def event(changes: object = None, **attributes: object) -> dict[str, object]:
    known = {"iid": 5, "target_branch": "main", **attributes}
    return {"object_kind": "merge_request", "object_attributes": known, "changes": changes or {}}


@pytest.mark.parametrize(
    "payload",
    [
        event(action="open"),
        event(action="reopen"),
        event(action="update", oldrev="0" * 40),
        event(action="update", changes={"target_branch": {"previous": "a", "current": "main"}}),
    ],
)
def test_news(folder: Path, payload: object) -> None:
    assert said(folder, payload) == FETCHED


@pytest.mark.parametrize(
    "payload",
    [
        event(action="update", changes={"labels": {"previous": [], "current": []}}),
        event(action="update", changes={"title": {"previous": "a", "current": "b"}}),
        event(action="merge"),
        event(action="close"),
        event(action="approved"),
        event(),
    ],
)
def test_no_news(folder: Path, payload: object) -> None:
    """A label is none: the one that is set here would start the next pipeline, and so on for ever."""
    assert said(folder, payload) == NOTHING


@pytest.mark.parametrize("payload", [{"object_kind": "push"}, {"object_kind": "merge_request"}, {}, [], "x", None])
def test_another_kind_of_event(folder: Path, payload: object) -> None:
    assert said(folder, payload) == NO_REQUEST


@pytest.mark.parametrize(
    "attributes",
    [
        {"iid": "5;touch pwned"},
        {"iid": -1},
        {"iid": None},
        {"iid": "\N{ARABIC-INDIC DIGIT FIVE}x"},
        {"target_branch": "main:refs/heads/other"},
        {"target_branch": "a b"},
        {"target_branch": ""},
        {"target_branch": None},
    ],
)
def test_names_that_are_none(folder: Path, attributes: dict[str, object]) -> None:
    assert said(folder, event(action="open", **attributes)) == NO_NAMES


def test_the_pipeline_of_a_merge_request_needs_no_payload(folder: Path) -> None:
    found = said(folder, None, CI_MERGE_REQUEST_IID="5", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", TRIGGER_PAYLOAD="")
    assert found == FETCHED


def test_a_pipeline_without_any(folder: Path) -> None:
    words = "error: There is no merge request: the environment variable TRIGGER_PAYLOAD is empty.\n"
    assert said(folder, None, TRIGGER_PAYLOAD="") == (2, words)
