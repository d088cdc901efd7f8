"""Entries on their way out: deprecated, superseded, being sunset or retired, and who still relies on them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.references import Reference

_ENDED: Final = frozenset({"deprecated", "sunset", "retired"})
_OVER: Final = frozenset({"completed", "cancelled"})


def way_out(item: object) -> str | None:
    """How the model of an entry is on its way out: "deprecated", "being sunset", "retired", "superseded"; or None."""
    status = getattr(item, "status", None)
    if status in _ENDED:
        return "being sunset" if status == "sunset" else str(status)
    if getattr(item, "superseded_by", None):
        return "superseded"
    return "deprecated" if getattr(item, "deprecation", None) is not None else None


def is_history(entry: Entry) -> bool:
    """Whether advice about `entry` comes too late: it is deprecated or retired, or a campaign that is over."""
    status = getattr(entry.head, "status", None)
    if entry.kind == "campaign":
        return status in _OVER
    return getattr(entry.head, "deprecation", None) is not None or status in _ENDED


@dataclass(frozen=True, slots=True)
class LateUse:
    """`target`, which is on its way out, is named by `reference` in `user` (None: in the header of a catalogue)."""

    target: Entry
    reference: Reference
    user: Entry | None


def late_uses(library: Library, leaving: Set[tuple[str, str]]) -> Iterator[LateUse]:
    """Every use of the entries `leaving`, given by kind and id, by something that is not history itself."""
    for document in library.documents if leaving else ():
        named = {(kind, id) for kinds, id in document.names for kind in kinds}
        if named.isdisjoint(leaving):
            continue
        for reference in library.references_in(document):
            target, user = library.target(reference), library.user(reference)
            if target is None or user is target or (target.kind, target.id) not in leaving:
                continue
            if user is None or not is_history(user):
                yield LateUse(target, reference, user)


def use_instead(entry: Entry) -> str:
    """The hint for whoever still names `entry`: what it names as its replacement, and why it goes."""
    deprecation = getattr(entry.head, "deprecation", None)
    replacement = getattr(entry.head, "superseded_by", None) or (deprecation.replaced_by if deprecation else None)
    reason = f" ({deprecation.reason.rstrip('.')})" if deprecation else ""
    if replacement:
        return f'use "{replacement}" instead{reason}'
    return f"use something else; {entry.path} names no replacement{reason}"
