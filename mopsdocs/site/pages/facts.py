"""Facts and titles that pages of every family take from their documents in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Facts

_FIELDS: Final = ("owner", "status", "version", "last_reviewed", "review_cycle_days", "region")


def facts_of(library: Library, path: str, **own: Any) -> Facts:
    """Facts of the document at `path`; `own` are those that an entry has for itself."""
    document = library.by_path.get(path)
    head = document.head if document is not None else None
    values = {name: getattr(head, name, None) for name in _FIELDS}
    return Facts(source=path, **{**values, **own})


def catalogue_facts(library: Library, entries: Sequence[Entry]) -> Facts:
    """Facts of a page that shows a whole catalogue: those of the first file, by path, that holds one of its entries."""
    return facts_of(library, min(entry.path for entry in entries)) if entries else Facts()


def title_of(library: Library, entry: Entry) -> str:
    """Title of an entry; a regional copy carries its region: `Webinar – Germany`."""
    region = entry.head.region if entry.kind == "playbook" else None
    return f"{entry.title} – {region_title(library, region)}" if region else entry.title


def region_title(library: Library, code: str) -> str:
    """Name of a region, or its code in capitals where no region has that code."""
    found = library.get("region", code)
    return found.title if found is not None else code.upper()
