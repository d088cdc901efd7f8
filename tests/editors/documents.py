"""Documents as an editor sees them: texts by path, with the line that names their schema."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Final

from mopsdocs.documents.loader import load
from mopsdocs.workspace import Workspace

REPOSITORY: Final = Path(__file__).resolve().parents[2]
SCHEMAS: Final = PurePosixPath("mopsdocs/documents/schemas")
MODELINE: Final = "# yaml-language-server: $schema="


def texts(folder: str = ".") -> dict[str, str]:
    """The documents of the workspace in `folder` of this repository, by their path in the repository."""
    workspace = Workspace.at(REPOSITORY / folder)
    paths = [(PurePosixPath(folder) / path).as_posix() for path in workspace.document_paths()]
    return {path: (REPOSITORY / path).read_text(encoding="utf-8") for path in paths}


def schema_of(text: str) -> str:
    """Name of the schema that a document should have: its kind, but for regional copies."""
    value = load(text).value
    return "regional_copy" if value["kind"] == "playbook" and "region" in value else str(value["kind"])


def with_modeline(path: str, text: str, schema: str = "") -> str:
    """`text` with a first line that leads from `path` to the schema, by default the one that it should have."""
    target = SCHEMAS / f"{schema or schema_of(text)}.json"
    return f"{MODELINE}{os.path.relpath(target, PurePosixPath(path).parent)}\n{text}"


def without_modeline(text: str) -> str:
    """`text` without its first line, which names its schema."""
    first, _, rest = text.partition("\n")
    assert first.startswith(MODELINE), first
    return rest
