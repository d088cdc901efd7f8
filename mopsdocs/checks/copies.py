"""Regional copies beside the playbooks that they were copied from, so that a rule need not say the same thing twice.

A copy inherits its playbook's flaws by the dozen. They are reported where they come from; of a copy only what it adds
or loses is news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Playbook

Find = Callable[[Document], Iterator[Finding]]
"""What a rule finds in one document."""


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


def is_copy(document: Document) -> bool:
    """Whether `document` is a regional copy."""
    return document.kind == "playbook" and isinstance(document.model, Playbook) and document.model.region is not None


def own_findings(library: Library, find: Find) -> Iterator[Finding]:
    """What `find` finds in copies and not, with the same `values`, in the playbooks that they come from."""
    for copy in copies(library):
        found = list(find(copy.document))
        if found:
            known = {finding.values for finding in find(copy.source)} if copy.source is not None else set()
            yield from (finding for finding in found if finding.values not in known)
