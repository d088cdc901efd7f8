"""Texts of documents, for reports that show lines of them."""

from __future__ import annotations

from mopsdocs.documents.source import SIZE_LIMIT, RejectedText, decode
from mopsdocs.workspace import UnreadableFile, Workspace


def text_of(workspace: Workspace, path: str) -> str:
    """The text of a document for showing, broken ones included; empty where nothing can be shown."""
    try:
        return decode(workspace.read(path, SIZE_LIMIT))
    except RejectedText as rejected:
        return rejected.text
    except UnreadableFile:
        return ""
