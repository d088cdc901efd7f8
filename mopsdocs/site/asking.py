"""What a page was made from: the questions that were asked of the library meanwhile.

A page that was made once is good for the next build if all its questions have the same answers then.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar, cast

import msgspec

from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library, Use
from mopsdocs.documents.model import Campaign, Playbook, Settings, Waiver
from mopsdocs.documents.references import Name, Reference
from mopsdocs.workspace import MARKER

Question = tuple[str, ...]
"""One of `_ANSWERS` by name, and what it is asked about."""

_Value = TypeVar("_Value")

_EVERYTHING: Final[Question] = ("everything",)


class Notes:
    """Takes down questions while somebody listens."""

    def __init__(self) -> None:
        self._heard: set[Question] | None = None

    def add(self, question: Question) -> None:
        """Takes down that `question` was asked."""
        if self._heard is not None:
            self._heard.add(question)

    def again(self, questions: Iterable[Question]) -> None:
        """Takes down questions that were asked when something was made that is used again now."""
        if self._heard is not None:
            self._heard.update(questions)

    @contextmanager
    def listening(self) -> Iterator[set[Question]]:
        """Gives the questions that are asked within."""
        before, heard = self._heard, set[Question]()
        self._heard = heard
        try:
            yield heard
        finally:
            self._heard = before
            self.again(heard)

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """Within, nothing is taken down: what is worked out there is for everybody, and asked about as a whole."""
        before, self._heard = self._heard, None
        try:
            yield
        finally:
            self._heard = before


class Remembered:
    """Values that are made once. Whoever gets one has asked what was asked for making it."""

    def __init__(self, notes: Notes | None, most: int = sys.maxsize) -> None:
        self._notes = notes or Notes()
        self._most = most
        self._made: dict[Hashable, tuple[Any, set[Question]]] = {}

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The value for `key`; `make` gives it when there is none yet. Beyond `most` values all are forgotten."""
        found = self._made.get(key)
        if found is not None:
            self._notes.again(found[1])
            return cast(_Value, found[0])
        if len(self._made) >= self._most:
            self._made.clear()
        with self._notes.listening() as heard:
            value = make()
        self._made[key] = value, heard
        return value


class AskedEntry(Entry):
    """An entry that takes down what somebody wants to know of it."""

    __slots__ = ("_notes", "_source")
    _notes: Notes
    _source: Any

    def __init__(self, entry: Entry, notes: Notes) -> None:
        for name in ("kind", "id", "path", "pointer"):
            object.__setattr__(self, name, getattr(entry, name))
        object.__setattr__(self, "_source", entry.source)
        object.__setattr__(self, "_notes", notes)

    @property
    def source(self) -> Any:
        """The document itself, or the model of the catalogue's entry."""
        whole = isinstance(self._source, Document)
        self._notes.add(("document", self.path) if whole else ("entry", self.kind, self.id))
        return self._source

    @property
    def head(self) -> Any:
        """Its model, of a playbook without the stages."""
        if not isinstance(self._source, Document):
            return self.source
        self._notes.add(("head", self.path))
        return self._source.head

    @property
    def title(self) -> str:
        """What people call it."""
        if isinstance(self._source, Document):
            self._notes.add(("title", self.path))
            return _title(self._source.head, self.id)
        self._notes.add(("name", self.kind, self.id))
        return _title(self._source, self.id)


class _AskedDocuments(Mapping[str, Document]):
    """Documents by path."""

    def __init__(self, documents: Mapping[str, Document], notes: Notes) -> None:
        self._documents = documents
        self._notes = notes

    def __getitem__(self, path: str) -> Document:
        self._notes.add(("document", path))
        return self._documents[path]

    def __iter__(self) -> Iterator[str]:
        self._notes.add(_EVERYTHING)
        return iter(self._documents)

    def __len__(self) -> int:
        self._notes.add(_EVERYTHING)
        return len(self._documents)


class AskedLibrary(Library):
    """A Library that takes down what it is asked."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.notes = Notes()
        super().__init__(documents)
        self.by_path = _AskedDocuments(self.by_path, self.notes)

    def answer(self, question: Question) -> str:
        """The answer to a question, or something that stays the same as long as the answer does."""
        name, *about = question
        with self.notes.pausing():
            return _ANSWERS[name](self, *about)

    def _add(self, entry: Entry) -> None:
        super()._add(AskedEntry(entry, self.notes))

    def _asked(self, question: Question, find: Callable[..., _Value], *args: Any) -> _Value:
        self.notes.add(question)
        with self.notes.pausing():
            return find(*args)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        self.notes.add(_EVERYTHING)
        return self._documents

    @documents.setter
    def documents(self, documents: tuple[Document, ...]) -> None:
        self._documents = documents

    @property
    def settings(self) -> Settings:
        return self._asked(("document", str(MARKER)), lambda: super(AskedLibrary, self).settings)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        return self._asked(("entries", kind), super().entries, kind)

    def get(self, kind: str, id: str) -> Entry | None:
        self.notes.add(("get", kind, id))
        return super().get(kind, id)

    def ids(self, kind: str) -> tuple[str, ...]:
        return self._asked(("entries", kind), super().ids, kind)

    def copies(self, playbook: str) -> tuple[Entry, ...]:
        return self._asked(("copies", playbook), super().copies, playbook)

    @property
    def all_copies(self) -> tuple[Entry, ...]:
        return self._asked(("all copies",), lambda: super(AskedLibrary, self).all_copies)

    def playbook_of(self, campaign: Campaign) -> Playbook | None:
        self.notes.add(("copies", campaign.playbook))
        self.notes.add(("get", "playbook", campaign.playbook))
        return super().playbook_of(campaign)

    @property
    def change_waivers(self) -> tuple[tuple[Document, int, Waiver], ...]:
        return self._asked(_EVERYTHING, lambda: super(AskedLibrary, self).change_waivers)

    @property
    def waivers(self) -> tuple[tuple[Document, int, Waiver], ...]:
        return self._asked(_EVERYTHING, lambda: super(AskedLibrary, self).waivers)

    @property
    def names(self) -> frozenset[Name]:
        return self._asked(_EVERYTHING, lambda: super(AskedLibrary, self).names)

    @property
    def references(self) -> tuple[Reference, ...]:
        return self._asked(_EVERYTHING, lambda: super(AskedLibrary, self).references)

    def references_in(self, document: Document) -> Iterator[Reference]:
        self.notes.add(("document", document.path))
        return super().references_in(document)

    def named(self, kinds: tuple[str, ...], id: str) -> Entry | None:
        for kind in kinds:
            self.notes.add(("get", kind, id))
        return super().named(kinds, id)

    def uses(self, kind: str, id: str) -> tuple[Use, ...]:
        return self._asked(("uses", kind, id), super().uses, kind, id)

    def copies_naming(self, kind: str, id: str) -> tuple[Entry, ...]:
        return self._asked(("copies naming", kind, id), super().copies_naming, kind, id)

    def user(self, reference: Reference) -> Entry | None:
        return self._asked(_EVERYTHING, super().user, reference)

    def synonyms(self, kind: str) -> Mapping[str, str]:
        return self._asked(("synonyms", kind), super().synonyms, kind)

    def closest_id(self, kinds: tuple[str, ...], word: str) -> str | None:
        return self._asked(_EVERYTHING, super().closest_id, kinds, word)


def _title(model: Any, id: str) -> str:
    return str(getattr(model, "title", None) or getattr(model, "name", id))


def _digest(model: Any) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(model)).hexdigest()


def _of_document(find: Callable[[Document], str]) -> Callable[[AskedLibrary, str], str]:
    def answer(library: AskedLibrary, path: str) -> str:
        document = library.by_path.get(path)
        return find(document) if document is not None else ""

    return answer


def _paths(entries: Iterable[Entry]) -> str:
    return "\n".join([f"{entry.id} {entry.path}" for entry in entries])


def _found(library: AskedLibrary, kind: str, id: str) -> str:
    entry = library.get(kind, id)
    return entry.path if entry is not None else ""


def _entry(library: AskedLibrary, kind: str, id: str) -> str:
    entry = library.get(kind, id)
    return _digest(entry.item) if entry is not None else ""


def _name(library: AskedLibrary, kind: str, id: str) -> str:
    entry = library.get(kind, id)
    return entry.title if entry is not None else ""


def _used(library: AskedLibrary, kind: str, id: str) -> str:
    return "\n".join([f"{use.user.kind} {use.user.id} {use.reference}" for use in library.uses(kind, id)])


def _all(library: AskedLibrary) -> str:
    return _digest([(document.path, document.digest) for document in library.documents])


_ANSWERS: Final[Mapping[str, Callable[..., str]]] = {
    "document": _of_document(lambda document: document.digest.hex()),
    "head": _of_document(lambda document: _digest(document.head)),
    "title": _of_document(lambda document: _title(document.head, "")),
    "get": _found,
    "entry": _entry,
    "name": _name,
    "entries": lambda library, kind: _paths(library.entries(kind)),
    "copies": lambda library, id: _paths(library.copies(id)),
    "all copies": lambda library: _paths(library.all_copies),
    "uses": _used,
    "copies naming": lambda library, kind, id: _paths(library.copies_naming(kind, id)),
    "synonyms": lambda library, kind: repr(library.synonyms(kind)),
    "everything": _all,
}
