"""Regional copies beside the playbooks that they were copied from, for rules about what a copy lost or weakened."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Playbook


@dataclass(frozen=True, slots=True)
class Copy:
    """A regional copy. `source` is the library playbook that it was copied from; None where that is gone."""

    document: Document
    playbook: Playbook
    source: Document | None


def copies(library: Library, but: Set[str] = frozenset()) -> Iterator[Copy]:
    """Every regional copy that is not deprecated, sorted by playbook and region, except those at the paths `but`."""
    for entry in library.all_copies:
        if entry.path not in but and entry.item.status != "deprecated":
            source = library.get("playbook", entry.item.id)
            above = library.by_path[source.path] if source is not None else None
            yield Copy(library.by_path[entry.path], entry.item, above)


def sound(library: Library, kind: str, id: str | None) -> Entry | None:
    """The entry called `id`, unless its file has schema errors: what it says may only stand in for what is meant."""
    entry = library.get(kind, id) if id is not None else None
    return entry if entry is not None and library.by_path[entry.path].valid else None
