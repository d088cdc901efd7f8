"""Tells the versions of one document after the other, and reads only what nobody remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.reading import parse_document
from mopsdocs.review.change import Titles
from mopsdocs.review.following import Version, Versions
from mopsdocs.review.history import UNKNOWN, Compared, Entry, Event, Memory, Seen, compare

Texts = Callable[[str], bytes | None]
"""The contents with an id; None where this clone does not have them."""

_KEPT_OPEN: Final = 4
"""Documents that are kept for the next comparisons, of which each needs two."""

_MISSING: Final = Seen("this clone does not have its text")


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
            about = self.seen(known.new, known.path) if known is not None and known.new is not None else UNKNOWN
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
        base = self._maybe_readable(versions[len(shown) :])
        pairs: list[tuple[str | None, str]] = [(None, base)] if base is not None else []
        for version in reversed(shown):
            if version.status == "removed":
                base = None
            elif version.new is not None and not self._is_unreadable(version.new):
                pairs.append((base, version.new))
                base = version.new
        for old, new in pairs:
            is_known = old is None or old == new or self._is_told(old, new)
            for id in (old, new):
                if id is not None and id not in self._recognised and (not is_known or self.is_new(id)):
                    yield id

    def _maybe_readable(self, older: Iterable[Version]) -> str | None:
        for version in older:
            if version.status == "removed":
                return None
            if version.new is not None and not self._is_unreadable(version.new):
                return version.new
        return None

    def _is_unreadable(self, id: str) -> bool:
        known = self._memory.seen.get(id)
        return known is not None and bool(known.problem)

    def _is_told(self, old: str, new: str) -> bool:
        was, now = self._memory.seen.get(old), self._memory.seen.get(new)
        is_replaced = was is not None and now is not None and was.kind != now.kind
        return is_replaced or self._known(old, new) is not None

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
