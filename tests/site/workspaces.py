"""Workspaces that the tests of pages look at."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mopsdocs.checks.checking import check_workspace
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import parse_document
from mopsdocs.workspace import Workspace
from tests.site.hostile import hostile

ROOT = Path(__file__).parents[2]


def library_of(documents: Mapping[str, dict[str, Any]]) -> Library:
    """A Library of documents given as values; JSON is YAML."""
    read: list[Document] = []
    for path, value in documents.items():
        reading = parse_document(path, json.dumps(value, ensure_ascii=False).encode())
        assert reading.valid is not None, [diagnostic.message for diagnostic in reading.diagnostics]
        read.append(reading.valid)
    return Library(read)


@cache
def workspace(name: str) -> Library:
    """This repository, the example, a hostile one, one without catalogues, or one without anything."""
    if name == "hostile":
        return library_of(hostile())
    if name == "lonely":
        documents = hostile()
        return library_of(
            {path: documents[path] for path in ("playbooks/library/evil.yml", "playbooks/campaigns/20270310_evil.yml")}
        )
    if name == "empty":
        return Library([])
    folder = ROOT if name == "repository" else ROOT / "tests" / "example"
    return check_workspace(Workspace.at(folder), datetime.date(2026, 11, 22)).library
