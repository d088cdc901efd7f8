"""Two states of a workspace compared: every change with its level, its place and what it means for regional copies."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mopsdocs.checks.placings import Placings
from mopsdocs.diagnostics import Pointer, Severity, fingerprint
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.regions.paths import OWN
from mopsdocs.review.change import Pair, Verdict, unit_of
from mopsdocs.review.copies import Bases, behind, came, is_copy
from mopsdocs.review.effects import Effect, effect_on
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import judged
from mopsdocs.review.nearby import nearest

Levels = Mapping[str, Severity | None]
"""The level of each rule in this workspace, None for those that are off."""

_NOT_YET: Final = ("inherits", "will conflict")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document: what it is a case of, where it stands, and what it says.

    `document` is the key of the document (`webinar`, `webinar@de`) and `region` the region that it is for. `unit` is
    the place in it by ids. Lines count from 1; None where a state does not have it; `near_line` is that of what is
    still there around it. `copies` is what the change of a library playbook means for its copies, by region.
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
    near_line: int
    copies: tuple[Effect, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when the file moves or the message is reworded."""
        return fingerprint(self.id, self.place, self.values)

    @property
    def place(self) -> str:
        """Its place by ids, beginning with the document: `webinar/stages[qa]/steps[test-send]`."""
        return f"{self.document}/{self.unit}" if self.unit else self.document


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document in both states, None where it has none."""

    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All changes, worst first; and the documents that differ in layout or comments alone, by their keys.

    `documents` are those that the changes are of, by path.
    """

    changes: tuple[Change, ...]
    layout_only: tuple[str, ...]
    documents: Mapping[str, DocumentPair] = field(default_factory=dict, compare=False)


@dataclass(slots=True)
class _Review:
    before: Library
    after: Library
    levels: Levels
    bases: Bases | None
    layout_only: list[str] = field(default_factory=list)
    documents: dict[str, DocumentPair] = field(default_factory=dict)
    lines_before: Placings = field(init=False)
    lines_after: Placings = field(init=False)

    def __post_init__(self) -> None:
        self.lines_before, self.lines_after = Placings(self.before.by_path), Placings(self.after.by_path)

    def title(self, kind: str, id: str) -> str:
        """What people call an entry: now, or when it was there."""
        return (self.after if self.after.get(kind, id) is not None else self.before).title(kind, id)

    def changes(self) -> Iterator[Change]:
        for two in _pairs(self.before.documents, self.after.documents):
            document = two.after or two.before
            assert document is not None
            told = [self.change(verdict, two, document) for verdict in self.verdicts(two)]
            waiting = {copy.region for change in told for copy in change.copies if copy.effect in _NOT_YET}
            if waiting:
                told.append(self.change(behind(sorted(waiting), self.title), two, document))
            if told:
                self.documents[document.path] = two
            yield from (change for change in told if self.levels[change.id] is not None)

    def verdicts(self, two: DocumentPair) -> Iterable[Verdict]:
        before, after = two.before, two.after
        if before is None or after is None:
            return self.came(after) if after is not None else documents.went(_there(before), self.after)
        if before.digest == after.digest:
            return ()
        pair = Pair.of(after.kind, before.value, after.value, self.title)
        if not pair.facts:
            self.layout_only.append(after.key)
        return judged(pair, self.after if self.bases is not None else None, self.bases)

    def came(self, document: Document) -> Iterator[Verdict]:
        """What is to be said of a document that is new."""
        for verdict in documents.came(document, self.title):
            yield verdict
            if self.bases is not None and is_copy(document.value):
                pair = Pair.of(document.kind, document.value, document.value, self.title)
                yield from came(pair, verdict.fact, self.bases)

    def change(self, verdict: Verdict, two: DocumentPair, document: Document) -> Change:
        fact = verdict.fact
        values = (each.value if each is not None else None for each in (two.before, two.after))
        is_work = two.before and two.after and fact.path and fact.path[0] not in OWN
        copies = self.effects(fact, two) if is_work else ()
        return Change(
            verdict.id,
            self.levels[verdict.id] or Severity.INFO,
            document.kind,
            document.key,
            _region(document),
            document.path,
            unit_of(document.kind, fact, *values),
            fact,
            verdict.message,
            verdict.values,
            _line(self.lines_before, two.before, fact.old_pointer),
            _line(self.lines_after, two.after, fact.new_pointer),
            self.near(two, fact),
            tuple(copies),
        )

    def near(self, two: DocumentPair, fact: Fact) -> int:
        """The line of the innermost thing around a fact that the later state has."""
        if two.after is None:
            return 1
        pointer = fact.new_pointer
        if pointer is None:
            pointer = nearest(_there(two.before).value, two.after.value, fact.old_pointer or ())
        return self.lines_after.line(two.after.path, pointer)

    def effects(self, fact: Fact, two: DocumentPair) -> Iterator[Effect]:
        """What a change of a library playbook means for each of its copies, which have a version of their own."""
        before, after = _there(two.before).value, _there(two.after).value
        if _there(two.after).kind == "playbook" and "region" not in after:
            for id in dict.fromkeys((before["id"], after["id"])):  # copies have the old id until they are synced
                for copy in self.after.copies(id):
                    yield Effect(str(copy.head.region), effect_on(fact, before, copy.source.value))


def review(before: Library, after: Library, levels: Levels, bases: Bases | None) -> Reviewed:
    """What `after` changed since `before`. Documents that are not valid have to be reported elsewhere.

    By `bases`, what a copy took over from the library is told apart from what its region changed. They are None where
    the states are not whole workspaces: nobody asks then who else names an entry, or whether an origin says the truth.
    """
    work = _Review(before, after, levels, bases)
    found = sorted(work.changes(), key=lambda change: (change.level.rank, change.path))
    return Reviewed(tuple(found), tuple(sorted(work.layout_only)), work.documents)


def _region(document: Document) -> str | None:
    """The region of a copy; of a region its code."""
    key = {"playbook": "region", "region": "code"}.get(document.kind)
    return document.value.get(key) if key is not None else None


def _line(placings: Placings, document: Document | None, pointer: Pointer | None) -> int | None:
    return None if document is None or pointer is None else placings.line(document.path, pointer)


def _there(document: Document | None) -> Document:
    assert document is not None
    return document


_Key = tuple[str, ...]
"""The kind and the key of a document; of one more with the same key its path as well."""


def _pairs(before: Sequence[Document], after: Sequence[Document]) -> Iterator[DocumentPair]:
    """Documents of both states: by kind and key, else by an id of before that the later one notes."""
    was = _by_key(before, {document.path for document in after})
    now = _by_key(after, {document.path for document in before})
    taken: set[_Key] = set()
    for key, document in now.items():
        former = key if key in was else next((old for old in _former(document) if old in was and old not in now), None)
        if former is not None and former not in taken:
            taken.add(former)
            yield DocumentPair(was[former], document)
        else:
            yield DocumentPair(None, document)
    for key, document in was.items():
        if key not in taken:
            yield DocumentPair(document, None)


def _by_key(documents: Sequence[Document], paths: Container[str]) -> dict[_Key, Document]:
    """`documents` by their keys. Of several with one key the one at a path of the other state has it: none is lost."""
    found: dict[_Key, Document] = {}
    for document in sorted(documents, key=lambda document: document.path not in paths):
        key = document.kind, document.key
        found[key if key not in found else (*key, document.path)] = document
    return dict(sorted(found.items(), key=lambda item: item[1].path))


def _former(document: Document) -> Iterator[_Key]:
    """The kinds and keys that a document had under its ids of before."""
    region = document.value.get("region") if document.kind == "playbook" else None
    for id in document.value.get("previous_ids", ()):
        yield document.kind, f"{id}@{region}" if region else id
