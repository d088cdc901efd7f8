"""The Library: all documents of a workspace, their entries by id, and who uses whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Campaign, Playbook, Region, Settings, Waiver, Waivers
from mopsdocs.documents.references import LOCAL_TARGETS, Name, Reference, references
from mopsdocs.documents.suggest import closest
from mopsdocs.workspace import MARKER

ENTRY_LISTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "roles": (("role", "roles"),),
    "people": (("person", "people"),),
    "tools": (("tool", "tools"),),
    "metrics": (("metric", "metrics"),),
    "segments": (("segment", "segments"),),
    "glossary": (("term", "terms"),),
    "data_dictionary": (("field", "fields"),),
    "taxonomy": (("tag", "tags"),),
    "overviews": (("overview", "overviews"),),
}
"""Catalogue kind → the entry kinds it holds, each with its key."""

ENTRY_KINDS: Final = (
    "playbook",
    "process",
    "campaign",
    "region",
    "role",
    "person",
    "tool",
    "metric",
    "segment",
    "term",
    "field",
    "tag",
    "overview",
)
"""Everything that has an id of its own and can be named by others."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Something with an id: a document, or one entry of a catalogue.

    `pointer` leads to it in the document at `path`; it is empty for whole documents. `source` is the document itself,
    or the model of the catalogue's entry.
    """

    kind: str
    id: str
    path: str
    pointer: Pointer
    source: Any

    @property
    def item(self) -> Any:
        """Its model."""
        return self.source.model if isinstance(self.source, Document) else self.source

    @property
    def head(self) -> Any:
        """Its model, of a playbook without the stages, which take a while to make."""
        return self.source.head if isinstance(self.source, Document) else self.source

    @property
    def title(self) -> str:
        """What people call it."""
        return str(getattr(self.head, "title", None) or getattr(self.head, "name", self.id))


@dataclass(frozen=True, slots=True)
class Use:
    """`entry`'s document is named by `reference`, which stands in `user`."""

    user: Entry
    reference: Reference


class Library:
    """Documents of one workspace, read-only. Building it reads nothing."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(sorted(documents, key=lambda document: document.path))
        self.by_path: Mapping[str, Document] = {document.path: document for document in self.documents}
        self.duplicates: list[tuple[Entry, Entry]] = []
        self._entries: dict[str, dict[str, Entry]] = {kind: {} for kind in ENTRY_KINDS}
        self._copies: dict[tuple[str, str], Entry] = {}
        for document in self.documents:
            for entry in _entries_of(document):
                self._add(entry)

    @property
    def settings(self) -> Settings:
        """`site_config/workspace.yml`, or its defaults where that file is broken."""
        document = self.by_path.get(str(MARKER))
        if document is not None and isinstance(document.model, Settings):
            return document.model
        return Settings(kind="workspace", schema_version=1, name="Playbooks")

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """All entries of `kind`, sorted by title and id. Regional copies are not among the playbooks."""
        return self._sorted[kind]

    def get(self, kind: str, id: str) -> Entry | None:
        """The entry called `id`, or None."""
        return self._entries[kind].get(id)

    def title(self, kind: str, id: str) -> str:
        """What people call the entry `id` of `kind`; the id itself where there is none."""
        entry = self.get(kind, id)
        return entry.title if entry is not None else id

    def ids(self, kind: str) -> tuple[str, ...]:
        """Ids of all entries of `kind`, sorted."""
        return tuple(sorted(self._entries[kind]))

    def playbook(self, id: str) -> Playbook | None:
        """The library playbook called `id`."""
        entry = self.get("playbook", id)
        return cast(Playbook, entry.item) if entry else None

    def copies(self, playbook: str) -> tuple[Entry, ...]:
        """Regional copies of `playbook`, sorted by region."""
        return tuple(entry for (id, _), entry in sorted(self._copies.items()) if id == playbook)

    @property
    def all_copies(self) -> tuple[Entry, ...]:
        """Every regional copy, sorted by playbook and region."""
        return tuple(entry for _, entry in sorted(self._copies.items()))

    def playbook_of(self, campaign: Campaign) -> Playbook | None:
        """What `campaign` runs: the regional copy where there is one, else the library playbook."""
        entry = self._copies.get((campaign.playbook, campaign.region)) or self.get("playbook", campaign.playbook)
        return cast(Playbook, entry.item) if entry else None

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions, sorted by title."""
        return tuple(entry.item for entry in self.entries("region"))

    @property
    def waivers(self) -> tuple[tuple[Document, int, Waiver], ...]:
        """Every waiver of a finding, with its document and its position there."""
        return tuple(self._waivers("waivers"))

    @property
    def change_waivers(self) -> tuple[tuple[Document, int, Waiver], ...]:
        """Every waiver of a change, with its document and its position there."""
        return tuple(self._waivers("changes"))

    def _waivers(self, key: str) -> Iterator[tuple[Document, int, Waiver]]:
        for document in self.documents:
            if document.kind == "waivers" and isinstance(document.model, Waivers):
                for index, waiver in enumerate(getattr(document.model, key)):
                    yield document, index, waiver

    @cached_property
    def names(self) -> frozenset[Name]:
        """What all documents together name."""
        return frozenset().union(*(document.names for document in self.documents))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference between documents and entries; those inside one playbook are left to the rules."""
        return tuple(reference for document in self.documents for reference in self.references_in(document))

    def references_in(self, document: Document) -> Iterator[Reference]:
        """References of one document to others, in the order of its schema's fields."""
        for reference in references(document.path, document.kind, document.value):
            if reference.targets[0] not in LOCAL_TARGETS:
                yield reference

    def target(self, reference: Reference) -> Entry | None:
        """The entry that `reference` means, or None when there is none."""
        return self.named(reference.targets, reference.id)

    def named(self, kinds: tuple[str, ...], id: str) -> Entry | None:
        """The entry called `id` of the first of `kinds` that has one, or None."""
        for kind in kinds:
            entry = self._entries[kind].get(id)
            if entry is not None:
                return entry
        return None

    @cached_property
    def _uses(self) -> Mapping[tuple[str, str], tuple[Use, ...]]:
        found: dict[tuple[str, str], list[Use]] = {}
        copies = {copy.path for copy in self._copies.values()}
        others = (document for document in self.documents if document.path not in copies)
        for reference in (reference for document in others for reference in self.references_in(document)):
            entry = self.target(reference)
            user = self.user(reference)
            if entry is not None and user is not None and user is not entry:
                found.setdefault((entry.kind, entry.id), []).append(Use(user, reference))
        return {key: tuple(uses) for key, uses in found.items()}

    def uses(self, kind: str, id: str) -> tuple[Use, ...]:
        """Everything but regional copies that names the entry `id` of `kind`, by path and place."""
        return self._uses.get((kind, id), ())

    def copies_naming(self, kind: str, id: str) -> tuple[Entry, ...]:
        """The regional copies that name the entry `id` of `kind`, sorted by playbook and region."""
        return tuple(self._naming_copies.get((kind, id), ()))

    @cached_property
    def _naming_copies(self) -> Mapping[tuple[str, str], list[Entry]]:
        """By what documents name in all, which is known without reading thousands of copies again."""
        found: dict[tuple[str, str], list[Entry]] = {}
        meant = {name: self.named(*name) for name in self.names}
        for copy in self.all_copies:
            for name in self.by_path[copy.path].names:
                entry = meant[name]
                if entry is not None:
                    found.setdefault((entry.kind, entry.id), []).append(copy)
        return found

    def user(self, reference: Reference) -> Entry | None:
        """The entry that a reference stands in: the document, or the entry of the catalogue."""
        return self._owners.get((reference.path, reference.pointer[:2])) or self._owners.get((reference.path, ()))

    def synonyms(self, kind: str) -> Mapping[str, str]:
        """Other words for the entries of `kind`, in lower case, each with the id it stands for."""
        found: dict[str, str] = {}
        for id, entry in sorted(self._entries[kind].items()):
            for word in (entry.title, *getattr(entry.head, "synonyms", ()), *getattr(entry.head, "previous_ids", ())):
                found.setdefault(word.lower(), id)
        return found

    def closest_id(self, kinds: tuple[str, ...], word: str) -> str | None:
        """The id among entries of `kinds` that was most likely meant by `word`; see `suggest.closest`."""
        known = [kind for kind in kinds if kind in self._entries]
        synonyms = {word: id for kind in known for word, id in self.synonyms(kind).items()}
        return closest(word, (id for kind in known for id in self._entries[kind]), synonyms)

    @cached_property
    def _owners(self) -> Mapping[tuple[str, Pointer], Entry]:
        entries = [entry for group in self._entries.values() for entry in group.values()]
        return {(entry.path, entry.pointer): entry for entry in (*entries, *self._copies.values())}

    @cached_property
    def _sorted(self) -> Mapping[str, tuple[Entry, ...]]:
        return {
            kind: tuple(sorted(group.values(), key=lambda entry: (entry.title.lower(), entry.id)))
            for kind, group in self._entries.items()
        }

    def _add(self, entry: Entry) -> None:
        if entry.kind == "playbook" and entry.head.region is not None:
            first = self._copies.setdefault((entry.head.id, entry.head.region), entry)
        else:
            first = self._entries[entry.kind].setdefault(entry.id, entry)
        if first is not entry:
            self.duplicates.append((first, entry))


def _entries_of(document: Document) -> Iterable[Entry]:
    if document.kind in ENTRY_LISTS:
        for kind, key in ENTRY_LISTS[document.kind]:
            for index, item in enumerate(getattr(document.model, key)):
                yield Entry(kind, item.id, document.path, (key, index), item)
    elif document.kind in ("playbook", "process", "campaign", "region"):
        yield Entry(document.kind, document.key, document.path, (), document)
