"""What happened to a document, version by version, in the terms of a review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import msgspec

from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import name_of, title_of
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.documents.opened import same
from mopsdocs.documents.reading import parse_document
from mopsdocs.review.change import Pair, Titles, Verdict
from mopsdocs.review.following import Version, Versions
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import verdicts

Event = Literal[
    "created", "begins", "changed", "moved", "layout", "same", "replaced", "removed", "unreadable", "readable"
]
"""What became of a document: it came; it is there where the history of this clone begins; it says something else; its
file has another name and that is all; layout or comments alone; it says what it said when it could last be read; it was
a document of another kind before; it went; it cannot be read; or it can be read for the first time."""

Texts = Callable[[str], bytes | None]
"""The contents with an id; None where this clone does not have them."""

_KEPT_OPEN: Final = 4
"""Documents that are kept for the next comparisons, of which each needs two."""

_NOBODY: Final = Library(())


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One change: the rule that it is a case of, the place by ids, and a sentence."""

    id: str
    unit: str
    message: str


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the contents of a file: what they are, or the `problem` with them."""

    problem: str = ""
    kind: str = ""
    key: str = ""
    title: str = ""
    version: str = ""


class Compared(msgspec.Struct, frozen=True, array_like=True):
    """Two contents compared. `titles` are the names, by kind and id, that the sentences were written with."""

    changes: tuple[Told, ...] = ()
    layout_only: bool = False
    titles: tuple[tuple[str, str, str], ...] = ()


_UNKNOWN: Final = Seen()
_MISSING: Final = Seen("this clone does not have its text")


@dataclass(slots=True)
class Memory:
    """What was found out about contents, by their ids. `is_new` says whether something was added to it."""

    seen: dict[str, Seen] = field(default_factory=dict)
    compared: dict[tuple[str, str], Compared] = field(default_factory=dict)
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one version changed.

    `problem` says why it cannot be read, or what kind of document it was before. `since` is the version that it is
    compared with if that is not the one right before, because that one cannot be read. `number` is the document's own
    version number if that is another one now. `about` is what the document is, or was when it could last be read.
    """

    version: Version
    event: Event
    changes: tuple[Told, ...] = ()
    problem: str = ""
    since: Version | None = None
    number: str = ""
    about: Seen = _UNKNOWN

    @property
    def renamed_from(self) -> str:
        """Where the file was until then, if it was somewhere else."""
        return self.version.before if self.version.status == "renamed" else ""


class Teller:
    """Tells what versions changed. `titles` are those of today; `texts` is asked for what `memory` does not know."""

    def __init__(self, titles: Titles, memory: Memory, texts: Texts) -> None:
        self._titles = titles
        self._memory = memory
        self._texts = texts
        self._open: dict[str, Document | None] = {}
        self._missing: dict[str, Seen] = {}
        self._recognised: dict[str, Document] = {}

    def entries(self, versions: Versions, most: int | None = None) -> list[Entry]:
        """What the newest `most` versions of a document changed, newest first; None for all of them."""
        shown = versions if most is None else versions[:most]
        base = self._readable(versions[len(shown) :])
        found: list[Entry] = []
        before = versions[len(shown)] if len(shown) < len(versions) else None
        for version in reversed(shown):
            entry = self._entry(version, base, before)
            known = base if entry.event in ("removed", "unreadable") else version
            about = self.seen(known.new, known.path) if known is not None and known.new is not None else _UNKNOWN
            found.append(replace(entry, about=about))
            if entry.event == "removed":
                base = None
            elif entry.event != "unreadable":
                base = version
            before = version
        return found[::-1]

    def wanted(self, versions: Versions, most: int | None = None) -> Iterator[str]:
        """The ids of contents that `entries` will most likely ask for."""
        shown = versions if most is None else versions[:most]
        for version, before in zip(shown, (*versions[1 : len(shown) + 1], None), strict=False):
            if version.new is None:
                continue
            old = before.new if before is not None else None
            is_known = old is None or old == version.new or self._known(old, version.new) is not None
            for id in (version.new, old):
                if id is not None and id not in self._recognised and (not is_known or self.is_new(id)):
                    yield id

    def is_new(self, id: str) -> bool:
        """Whether nothing is known of some contents."""
        return id not in self._memory.seen

    def recognise(self, id: str, document: Document) -> None:
        """Takes note that the contents `id` are those of a valid document, so that they need not be read."""
        head = document.head
        title, number = getattr(head, "title", None), getattr(head, "version", None)
        self._memory.seen[id] = Seen("", document.kind, document.key, title or document.key, number or "")
        self._memory.is_new = True
        self._recognised[id] = document

    def seen(self, id: str, path: str) -> Seen:
        """What the contents `id` of the file at `path` are."""
        known = self._memory.seen.get(id) or self._missing.get(id)
        if known is None:
            data = self._texts(id)
            if data is None:  # which the next fetch may mend, so it is not remembered
                return self._missing.setdefault(id, _MISSING)
            known = self._memory.seen[id] = self._look(id, path, data)
            self._memory.is_new = True
        return known

    def _readable(self, older: Iterable[Version]) -> Version | None:
        """The last of some versions that can be read, if the document has not gone since."""
        for version in older:
            if version.status == "removed":
                return None
            if not self._problem(version):
                return version
        return None

    def _entry(self, version: Version, base: Version | None, before: Version | None) -> Entry:
        if version.status == "removed":
            return Entry(version, "removed")
        problem = self._problem(version)
        if version.new is None or problem:
            return Entry(version, "unreadable", problem=problem)
        if base is None or base.new is None:
            return Entry(version, self._first(version, before), number=self.seen(version.new, version.path).version)
        entry = self._against(base, base.new, version, version.new)
        return replace(entry, since=base) if base is not before else entry

    def _against(self, base: Version, old: str, version: Version, new: str) -> Entry:
        if old == new:
            return Entry(version, "moved" if version.status == "renamed" else "same")
        was, now = self.seen(old, base.path), self.seen(new, version.path)
        number = now.version if now.version != was.version else ""
        if was.kind != now.kind:
            return Entry(version, "replaced", problem=was.kind, number=number)
        found = self._compared(old, new, version.path)
        return Entry(version, "layout" if found.layout_only else "changed", found.changes, number=number)

    def _problem(self, version: Version) -> str:
        return "it is a link and not a file" if version.new is None else self.seen(version.new, version.path).problem

    def _first(self, version: Version, before: Version | None) -> Event:
        if before is not None and before.status != "removed":
            return "readable"
        return "begins" if version.commit is not None and version.commit.cut else "created"

    def _known(self, old: str, new: str) -> Compared | None:
        """How two contents compare, if that is known and everything in it is called the same today."""
        known = self._memory.compared.get((old, new))
        is_right = known is not None and all(self._titles(kind, id) == title for kind, id, title in known.titles)
        return known if is_right else None

    def _compared(self, old: str, new: str, path: str) -> Compared:
        known = self._known(old, new)
        if known is None:
            before, after = self._document(old, path), self._document(new, path)
            assert before is not None
            assert after is not None
            known = self._memory.compared[old, new] = compare(before, after, self._titles)
            self._memory.is_new = True
        return known

    def _look(self, id: str, path: str, data: bytes) -> Seen:
        reading = parse_document(path, data)
        self._keep(id, reading.valid)
        if reading.valid is None:
            found = reading.diagnostics[0] if reading.diagnostics else None
            return Seen(f"line {found.line}: {found.message}" if found is not None else "it is not valid")
        document = reading.valid
        value = document.value
        return Seen("", document.kind, document.key, title_of(value, document.key), str(value.get("version", "")))

    def _document(self, id: str, path: str) -> Document | None:
        today = self._recognised.get(id)
        if today is not None:  # as a copy, whose value goes when it is not needed any more
            return Document(today.path, today.kind, lambda: b"", today.packed, today.stand_ins)
        if id not in self._open:
            data = self._texts(id)
            self._keep(id, parse_document(path, data).valid if data is not None else None)
        return self._open[id]

    def _keep(self, id: str, document: Document | None) -> None:
        while len(self._open) >= _KEPT_OPEN:
            del self._open[next(iter(self._open))]
        self._open[id] = document


def compare(before: Document, after: Document, titles: Titles) -> Compared:
    """What `after`, a version of the document `before`, changed."""
    asked: dict[tuple[str, str], str] = {}

    def title(kind: str, id: str) -> str:
        return asked.setdefault((kind, id), titles(kind, id))

    pair = Pair.of(after.kind, before.value, after.value, title)
    found = [verdict for verdict in verdicts(pair, _entries(pair)) if _happened(verdict)]
    changes = tuple(Told(verdict.id, _unit(pair, verdict), verdict.message) for verdict in found)
    return Compared(changes, not pair.facts, tuple((kind, id, title) for (kind, id), title in asked.items()))


def _happened(verdict: Verdict) -> bool:
    """Whether a verdict is about something that changed, and not about what its author might still do."""
    return not same(verdict.fact.old, verdict.fact.new)


def _entries(pair: Pair) -> Iterator[Verdict]:
    """What came and went in a catalogue. Who named it then is not in the history of this one document."""
    names = {key: entry for entry, key in ENTRY_LISTS.get(pair.kind, ())}
    for verdict in documents.judged(pair, _NOBODY):
        fact = verdict.fact
        name = title_of(fact.new or fact.old, fact.path[1])
        message = f'There is a new {names[fact.path[0]]} "{name}".'
        if fact.kind == "removed":
            message = f'The {names[fact.path[0]]} "{name}" is gone.'
        yield Verdict(verdict.id, fact, message, verdict.values)


def _unit(pair: Pair, verdict: Verdict) -> str:
    fact = verdict.fact
    value, pointer = (pair.after, fact.new_pointer) if fact.new_pointer is not None else (pair.before, fact.old_pointer)
    return name_of(pair.kind, value, pointer) if pointer else ""
