"""Small workspaces for tests: the base of the rule cases with a few files laid over it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from mopsdocs.checks.report import Report
from mopsdocs.checks.runner import validate
from mopsdocs.documents.library import load_library
from mopsdocs.workspace import Workspace

RULES = Path(__file__).resolve().parent.parent / "rules"
BASE = RULES / "_base"
TODAY = datetime.date(2026, 11, 22)

WITHOUT = "without.txt"
"""In a case: the files of the base that it does not have."""


def laid_over(case: Path, folder: Path) -> Path:
    """A workspace in `folder`: the base with the YAML files of `case`, and without those in its `without.txt`."""
    workspace = Path(shutil.copytree(BASE, folder / "workspace"))
    if (case / WITHOUT).is_file():
        for path in (case / WITHOUT).read_text(encoding="utf-8").split():
            (workspace / path).unlink()
    for file in sorted((*case.rglob("*.yml"), *case.rglob("*.yaml"))):
        target = workspace / file.relative_to(case)
        if target.exists() and target.name not in {entry.name for entry in target.parent.iterdir()}:
            pytest.skip(f"this file system takes {target.name} for another file")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return workspace


def changed(folder: Path, files: Mapping[str, str]) -> Path:
    """A workspace in `folder`: the base with `files`, path → text, written over it."""
    workspace = Path(shutil.copytree(BASE, folder / "workspace"))
    for path, text in files.items():
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    return workspace


def base(path: str) -> str:
    """The text of a file of the base."""
    return (BASE / path).read_text(encoding="utf-8")


def report_on(workspace: Path, today: datetime.date = TODAY) -> Report:
    """What `mopsdocs validate` finds there."""
    library, diagnostics = load_library(Workspace.at(workspace))
    return validate(library, diagnostics, today)
