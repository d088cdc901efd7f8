"""Tells histories of many documents, with few questions to git and none about what is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mopsdocs.documents.document import Document
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.git.history import blob_id
from mopsdocs.review.change import Titles
from mopsdocs.review.following import Versions
from mopsdocs.review.history import Entry, Memory
from mopsdocs.review.memory import keep, remembered
from mopsdocs.review.past import Past
from mopsdocs.review.teller import Teller
from mopsdocs.workspace import UnreadableFile

_AT_ONCE: Final = 2_000
"""Contents that one git process hands over, so that a company's whole past does not have to fit in memory."""

Window = tuple[Versions, int | None]
"""The versions of a document, and how many of them are to be told; None for all."""


@dataclass(slots=True)
class Narrator:
    """Tells what versions changed, in today's `titles`. `own` are contents that no commit has, by their ids.

    What it finds out is kept in the folder `caches`, None for none. `documents` are valid ones of today, by path: what
    the last commit has of them need not be read again.
    """

    past: Past
    titles: Titles
    caches: Path | None
    own: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def entries(self, windows: Sequence[Window]) -> list[list[Entry]]:
        """The entries of each of `windows`, newest first."""
        if self.caches is None:
            return list(self._told(windows, Memory()))
        file, memory = remembered(self.caches, self.past.workspace.root)
        found = list(self._told(windows, memory))
        keep(file, memory)
        return found

    def _told(self, windows: Sequence[Window], memory: Memory) -> Iterator[list[Entry]]:
        teller = Teller(self.titles, memory, self._text)
        pending: list[Window] = []
        wanted: set[str] = set()
        for window in windows:
            self._recognise(window[0], teller)
            pending.append(window)
            wanted.update(teller.wanted(*window))
            if len(wanted) >= _AT_ONCE:
                yield from self._batch(teller, pending, wanted)
                pending, wanted = [], set()
        yield from self._batch(teller, pending, wanted)

    def _recognise(self, versions: Versions, teller: Teller) -> None:
        """Tells what the newest version is, where that is the document of today."""
        newest = versions[0] if versions else None
        document = self.documents.get(newest.path) if newest is not None else None
        if newest is None or newest.new is None or document is None or not teller.is_new(newest.new):
            return
        try:
            data = self.past.workspace.read(document.path, SIZE_LIMIT)
        except UnreadableFile:
            return
        if blob_id(data, newest.new) == newest.new:
            teller.recognise(newest.new, document)

    def _batch(self, teller: Teller, windows: Iterable[Window], wanted: set[str]) -> Iterator[list[Entry]]:
        self._contents = self.past.repository.blobs(sorted(wanted - self.own.keys())) if wanted else {}
        for versions, most in windows:
            yield teller.entries(versions, most)

    def _text(self, id: str) -> bytes | None:
        found = self.own.get(id)
        if found is None:
            found = self._contents.get(id)
        return found if found is not None else self.past.repository.blobs([id]).get(id)
