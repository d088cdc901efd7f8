"""What happened to a document, version by version, in the terms of a review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from mopsdocs.documents.document import Document
from mopsdocs.documents.opened import same
from mopsdocs.review.change import Pair, Titles, Verdict
from mopsdocs.review.following import Version
from mopsdocs.review.judging import judged

Event = Literal[
    "created", "begins", "changed", "moved", "layout", "same", "replaced", "removed", "unreadable", "readable"
]
"""What became of a document: it came; it is there where the history of this clone begins; it says something else; its
file has another name and that is all; layout or comments alone; it says what it said when it could last be read; it was
a document of another kind before; it went; it cannot be read; or it can be read for the first time."""


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


UNKNOWN: Final = Seen()
"""What is known of contents that were never read."""


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
    about: Seen = UNKNOWN

    @property
    def renamed_from(self) -> str:
        """Where the file was until then, if it was somewhere else."""
        return self.version.before if self.version.status == "renamed" else ""


def compare(before: Document, after: Document, titles: Titles) -> Compared:
    """What `after`, a version of the document `before`, changed."""
    asked: dict[tuple[str, str], str] = {}

    def title(kind: str, id: str) -> str:
        return asked.setdefault((kind, id), titles(kind, id))

    pair = Pair.of(after.kind, before.value, after.value, title)
    found = [verdict for verdict in judged(pair, None, None) if _happened(verdict)]
    changes = tuple(Told(verdict.id, pair.unit(verdict.fact), verdict.message) for verdict in found)
    return Compared(changes, not pair.facts, tuple((kind, id, title) for (kind, id), title in asked.items()))


def _happened(verdict: Verdict) -> bool:
    """Whether a verdict is about something that changed, and not about what its author might still do.

    The new version is told of each entry, so that it alone is higher need not be told.
    """
    return not same(verdict.fact.old, verdict.fact.new) and verdict.id != "version-raised"
