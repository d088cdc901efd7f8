"""Where each document belongs, by its kind and id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mopsdocs.documents.document import Document
from mopsdocs.documents.model import PlaybookHead

FOLDERS: Final[Mapping[str, str]] = {
    "playbook": "playbooks/library",
    "process": "playbooks/processes",
    "campaign": "playbooks/campaigns",
    "region": "site_config/regions",
}
"""Where documents with an id of their own live. Every other kind has one file in site_config."""


def place_of(document: Document) -> str:
    """The path that `document` should have."""
    model = document.head
    if isinstance(model, PlaybookHead) and model.region is not None:
        return f"playbooks/regions/{model.region}/{model.id}.yml"
    if document.kind in FOLDERS:
        return f"{FOLDERS[document.kind]}/{document.key}.yml"
    return f"site_config/{document.kind}.yml"
