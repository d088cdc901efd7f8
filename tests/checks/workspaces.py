"""Small workspaces for tests: the base of the rule cases with a few files laid over it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from mopsdocs.checks.checking import check_workspace
from mopsdocs.checks.report import Report
from mopsdocs.documents.document import Document
from mopsdocs.documents.reading import parse_document
from mopsdocs.workspace import Workspace

RULES = Path(__file__).resolve().parent.parent / "rules"
BASE = RULES / "_base"
TODAY = datetime.date(2026, 11, 22)

SETTINGS = "site_config/workspace.yml"

BEFORE = "before"
"""In a case: a folder of documents as they were at the commit that is compared with."""

WITHOUT = "without.txt"
"""In a case: the files of the base that it does not have."""


def laid_over(case: Path, folder: Path) -> Path:
    """A workspace in `folder`: the base with the YAML files of `case`, and without those in its `without.txt`.

    The rule of the case is switched on, which may be off in the base.
    """
    workspace = Path(shutil.copytree(BASE, folder / "workspace"))
    settings = workspace / SETTINGS
    off = f"  {case.parent.parent.name}: off\n"
    settings.write_text(settings.read_text(encoding="utf-8").replace(off, ""), encoding="utf-8", newline="")
    if (case / WITHOUT).is_file():
        for path in (case / WITHOUT).read_text(encoding="utf-8").split():
            (workspace / path).unlink()
    for file in sorted((*case.rglob("*.yml"), *case.rglob("*.yaml"))):
        if file.is_relative_to(case / BEFORE):
            continue
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


def before(case: Path) -> dict[str, Document]:
    """The documents in the folder `before` of `case`: how they were at the commit that is compared with."""
    folder = case / BEFORE
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yml"))]
    read = [parse_document(path, (folder / path).read_bytes()).valid for path in paths]
    return {document.path: document for document in read if document is not None}


def report_on(
    workspace: Path, today: datetime.date = TODAY, before: Mapping[str, Document] = MappingProxyType({})
) -> Report:
    """What `mopsdocs validate` finds there."""
    return check_workspace(Workspace.at(workspace), today, before).report
