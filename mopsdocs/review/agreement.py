"""Who must agree to what changed: owners, those who approve the gate concerned, and those who signed a term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mopsdocs.diagnostics import Pointer, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.library import Library
from mopsdocs.review.comparison import Change, DocumentPair
from mopsdocs.review.holders import Holders
from mopsdocs.review.ownership import owned

Reason = tuple[str, str]
"""What a role does, and the key of the document: `owns it`, `webinar`."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A role that must agree. `people` and the mentions are those who answer for it now; there may be none."""

    role: str
    title: str
    people: tuple[str, ...]
    github: tuple[str, ...]
    gitlab: tuple[str, ...]
    reasons: tuple[Reason, ...]


def agreements(
    changes: Iterable[Change], documents: Mapping[str, DocumentPair], before: Library, after: Library
) -> tuple[Agreement, ...]:
    """The roles that must agree to those of `changes` that are no mere information, by title.

    Whoever had a say before has one still: nobody is left out by the change that leaves him out.
    """
    reasons: dict[str, dict[Reason, None]] = {}
    for change in changes:
        if change.level is Severity.INFO:
            continue
        two = documents[change.path]
        for library, document, pointer in (
            (before, two.before, change.fact.old_pointer),
            (after, two.after, change.fact.new_pointer),
        ):
            if document is not None:
                for role, does in _concerned(library, document, pointer):
                    reasons.setdefault(role, {})[does, document.key] = None
    holders = Holders(after)
    found = (_agreement(role, tuple(why), holders) for role, why in reasons.items())
    return tuple(sorted(found, key=lambda one: (one.title.lower(), one.role)))


def _agreement(role: str, reasons: tuple[Reason, ...], holders: Holders) -> Agreement:
    people = tuple(person.name for person in holders.of(role).people)
    title = holders.title(role)
    return Agreement(role, title, people, holders.mentions(role, "github"), holders.mentions(role, "gitlab"), reasons)


def _concerned(library: Library, document: Document, pointer: Pointer | None) -> Iterator[tuple[str, str]]:
    """The roles that a change at `pointer` concerns, None when it is not in this state, each with what it does."""
    for control in owned(library, document).controls:
        if control.path != document.path or control.pointer[:1] != ("stages",) or _in_stage(control.pointer, pointer):
            yield from ((role, control.does) for role in control.roles)
    yield from _of_entry(document, pointer or ())


def _in_stage(gate: Pointer, pointer: Pointer | None) -> bool:
    return pointer is not None and len(pointer) > 1 and pointer[:2] == gate[:2]


def _of_entry(document: Document, pointer: Pointer) -> Iterator[tuple[str, str]]:
    """Who owns or signed the entry of a catalogue."""
    entry: Any = document.value
    for key in pointer[:2]:
        entry = entry[key]
    if len(pointer) < 2 or not isinstance(pointer[1], int) or not isinstance(entry, dict):
        return
    name = title_of(entry, str(entry.get("term") or entry.get("name") or "")) or document.key
    for role in _roles(entry.get("owner")):
        yield role, f'owns "{name}"'
    for role in _roles(entry.get("agreed_with")):
        yield role, f'agreed to "{name}"'


def _roles(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [role for role in value or () if isinstance(role, str)]
