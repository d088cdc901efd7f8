"""Two states of a workspace compared: every change with its level, its place and what it means for regional copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from mopsdocs.checks.placings import Placings
from mopsdocs.diagnostics import Pointer, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import name_of
from mopsdocs.documents.library import Library
from mopsdocs.documents.opened import same
from mopsdocs.documents.opened import value_at as at
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import MISSING, STEPS, value_at
from mopsdocs.regions.updating import OWN
from mopsdocs.review.change import Pair, Verdict
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import verdicts

Levels = Mapping[str, Severity | None]
"""The level of each rule in this workspace, None for those that are off."""

What = Literal["inherits", "has it already", "will conflict", "has no such unit"]
"""What a change of a playbook means for a copy: the next sync brings it; the copy did the same; the copy has something
of its own there, and somebody has to choose; or the copy does not have what was changed."""

_WHERE_MISSING: Final[Mapping[str, What]] = {"added": "inherits", "removed": "has it already"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means for the copy of a region."""

    region: str
    effect: What


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document: what it is a case of, where it stands, and what it says.

    `document` is the key of the document (`webinar`, `webinar@de`) and `region` the region that it is for. `unit` is
    the place in it by ids. Lines count from 1; None where a state does not have it. `copies` is what the change of a
    library playbook means for its copies, by region.
    """

    id: str
    level: Severity
    kind: str
    document: str
    region: str | None
    path: str
    unit: str
    fact: Fact
    message: str
    values: tuple[str, ...]
    old_line: int | None
    new_line: int | None
    copies: tuple[Effect, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when the file moves or the message is reworded."""
        parts = "\0".join((self.id, self.kind, self.document, self.unit, *self.values))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All changes, worst first; and the documents that differ in layout or comments alone, by their keys."""

    changes: tuple[Change, ...]
    layout_only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Two:
    """A document in both states, None where it has none."""

    before: Document | None
    after: Document | None


@dataclass(slots=True)
class _Review:
    before: Library
    after: Library
    levels: Levels
    layout_only: list[str] = field(default_factory=list)
    lines_before: Placings = field(init=False)
    lines_after: Placings = field(init=False)

    def __post_init__(self) -> None:
        self.lines_before, self.lines_after = Placings(self.before.by_path), Placings(self.after.by_path)

    def title(self, kind: str, id: str) -> str:
        """What people call an entry: now, or when it was there."""
        entry = self.after.get(kind, id) or self.before.get(kind, id)
        return entry.title if entry is not None else id

    def changes(self) -> Iterator[Change]:
        for two in _pairs(self.before.documents, self.after.documents):
            document = two.after or two.before
            assert document is not None
            for verdict in self.verdicts(two):
                level = self.levels[verdict.id]
                if level is not None:
                    yield self.change(verdict, level, two, document)

    def verdicts(self, two: _Two) -> Iterable[Verdict]:
        before, after = two.before, two.after
        if before is None or after is None:
            return documents.came(after) if after is not None else documents.went(_there(before), self.after)
        if before.digest == after.digest:
            return ()
        pair = Pair.of(after.kind, before.value, after.value, self.title)
        if not pair.facts:
            self.layout_only.append(after.key)
        return verdicts(pair, documents.judged(pair, self.after))

    def change(self, verdict: Verdict, level: Severity, two: _Two, document: Document) -> Change:
        fact = verdict.fact
        side, pointer = (
            (two.after, fact.new_pointer) if fact.new_pointer is not None else (two.before, fact.old_pointer)
        )
        unit = name_of(document.kind, _there(side).value, pointer) if pointer else ""
        copies = self.effects(fact, two) if fact.path and fact.path[0] not in OWN else ()
        return Change(
            verdict.id,
            level,
            document.kind,
            document.key,
            _region(document),
            document.path,
            unit,
            fact,
            verdict.message,
            verdict.values,
            _line(self.lines_before, two.before, fact.old_pointer),
            _line(self.lines_after, two.after, fact.new_pointer),
            tuple(copies),
        )

    def effects(self, fact: Fact, two: _Two) -> Iterator[Effect]:
        """What a change of a library playbook means for each of its copies, which have a version of their own."""
        before, after = _there(two.before).value, _there(two.after).value
        if _there(two.after).kind == "playbook" and "region" not in after:
            for id in dict.fromkeys((before["id"], after["id"])):  # copies have the old id until they are synced
                for copy in self.after.copies(id):
                    yield Effect(str(copy.head.region), _effect(fact, before, copy.source.value))


def review(before: Library, after: Library, levels: Levels) -> Reviewed:
    """What `after` changed since `before`. Documents that are not valid have to be reported elsewhere."""
    work = _Review(before, after, levels)
    found = sorted(work.changes(), key=lambda change: (change.level.rank, change.path))
    return Reviewed(tuple(found), tuple(sorted(work.layout_only)))


def _region(document: Document) -> str | None:
    """The region of a copy; of a region its code."""
    key = {"playbook": "region", "region": "code"}.get(document.kind)
    return document.value.get(key) if key is not None else None


def _line(placings: Placings, document: Document | None, pointer: Pointer | None) -> int | None:
    return None if document is None or pointer is None else placings.line(document.path, pointer)


def _there(document: Document | None) -> Document:
    assert document is not None
    return document


def _pairs(before: Sequence[Document], after: Sequence[Document]) -> Iterator[_Two]:
    """Documents of both states: by kind and key, else by an id of before that the later one notes."""
    was = {(document.kind, document.key): document for document in before}
    now = {(document.kind, document.key): document for document in after}
    taken: set[tuple[str, str]] = set()
    for key, document in now.items():
        former = key if key in was else next((old for old in _former(document) if old in was and old not in now), None)
        if former is not None and former not in taken:
            taken.add(former)
            yield _Two(was[former], document)
        else:
            yield _Two(None, document)
    for key, document in was.items():
        if key not in taken:
            yield _Two(document, None)


def _former(document: Document) -> Iterator[tuple[str, str]]:
    """The kinds and keys that a document had under its ids of before."""
    region = document.value.get("region") if document.kind == "playbook" else None
    for id in document.value.get("previous_ids", ()):
        yield document.kind, f"{id}@{region}" if region else id


def _effect(fact: Fact, before: Any, copy: Any) -> What:
    """What a change means for the playbook `copy`, as it is now."""
    here = value_at(copy, _former_path(fact, before))
    if here is MISSING:
        return _WHERE_MISSING.get(fact.kind, "has no such unit")
    if fact.kind in ("moved", "reordered", "renamed"):
        return "inherits"
    if fact.kind != "removed" and same(here, fact.new):
        return "has it already"
    return "inherits" if fact.kind != "added" and same(here, fact.old) else "will conflict"


def _former_path(fact: Fact, before: Any) -> Path:
    """The path of a fact under the ids that a copy of the earlier version has."""
    path, pointer = fact.path, fact.old_pointer
    if pointer is None or path[:1] != STEPS[:1] or len(path) < 2:
        return path
    if path[:2] == STEPS:
        return (*STEPS, at(before, pointer[:4])["id"], *path[3:])
    return (STEPS[0], at(before, pointer[:2])["id"], *path[2:])
