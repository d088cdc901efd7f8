"""Ids that were changed between two versions of the documents without a note in `previous_ids`.

Only certain renames count: something is gone, and something of the same kind is new that has the same title or the
same text. Where two could be meant, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.parts import parts_of
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Playbook

_TEXTS: Final = {
    "playbook": "summary",
    "process": "summary",
    "role": "description",
    "tool": "description",
    "metric": "definition",
    "segment": "criteria",
    "term": "definition",
    "overview": "summary",
}
"""Kinds of entries that note their previous ids, each with the field that says what the entry is."""


@dataclass(frozen=True, slots=True)
class _Thing:
    what: str
    within: str
    id: str
    title: str
    text: str
    previous_ids: tuple[str, ...]
    path: str
    pointer: Pointer

    @property
    def realm(self) -> tuple[str, str]:
        """Among what the id must be the only one."""
        return self.what, self.within


@dataclass(frozen=True, slots=True)
class Rename:
    """`what`, now at `pointer` in `path`, was called `old` and is called `new`; `noted` are its other old ids."""

    path: str
    pointer: Pointer
    what: str
    old: str
    new: str
    noted: tuple[str, ...]


def renames(before: Iterable[Document], now: Library) -> Iterator[Rename]:
    """Every rename from `before`, the documents that are different or absent in `now`, by path and place."""
    was = Library(before)
    entries = list(_renamed(_entries(was), _entries(now)))
    yield from entries
    new_ids = {(rename.what, rename.old): rename.new for rename in entries}
    by_key = {(document.kind, document.key): document for document in now.documents}
    for document in was.documents:
        after = by_key.get((document.kind, new_ids.get((document.kind, document.key), document.key)))
        if after is not None:
            for rename in _renamed(_parts(document), _parts(after)):
                if not _follows(after, rename, now):
                    yield rename


def _renamed(before: list[_Thing], now: list[_Thing]) -> Iterator[Rename]:
    living = {(thing.realm, thing.id) for thing in now}
    known = {(thing.realm, thing.id) for thing in before}
    noted = {(thing.realm, id) for thing in now for id in thing.previous_ids}
    gone = [thing for thing in before if (thing.realm, thing.id) not in living | noted]
    new = [thing for thing in now if (thing.realm, thing.id) not in known] if gone else []
    for thing in new:
        same = [old for old in gone if _is_same(old, thing)]
        if len(same) == 1 and sum(_is_same(same[0], other) for other in new) == 1:
            yield Rename(thing.path, thing.pointer, thing.what, same[0].id, thing.id, thing.previous_ids)


def _is_same(old: _Thing, new: _Thing) -> bool:
    if old.realm != new.realm:
        return False
    return _words(old.title) == _words(new.title) or (bool(old.text) and _words(old.text) == _words(new.text))


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _entries(library: Library) -> list[_Thing]:
    return [_entry(kind, entry) for kind in _TEXTS for entry in library.entries(kind)]


def _entry(kind: str, entry: Entry) -> _Thing:
    text = getattr(entry.item, _TEXTS[kind]) or ""
    return _Thing(kind, "", entry.id, entry.title, text, entry.item.previous_ids, entry.path, entry.pointer)


def _parts(document: Document) -> list[_Thing]:
    return [
        _Thing(part.what, part.within, part.id, part.title, part.text, part.previous_ids, document.path, part.pointer)
        for part in parts_of(document.model)
    ]


def _follows(copy: Document, rename: Rename, library: Library) -> bool:
    """Whether the rename in a regional copy comes from its library playbook, where it is reported once for all."""
    if not isinstance(copy.model, Playbook) or copy.model.region is None:
        return False
    playbook = library.playbook(copy.model.id)
    return playbook is not None and any(
        part.what == rename.what and part.id == rename.new for part in parts_of(playbook)
    )
