"""Owners and reviews: what each role keeps up to date, when it was last looked at and when that is due again.

Which reviews are overdue depends on the day, so the browser says it. Regional copies share a line for each playbook and
owner: the one of them whose review is due first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_LISTS, Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.labels import label
from mopsdocs.site.urls import list_url, url_of

URL: Final = "upkeep/"
LISTED: Final = 100
"""Documents of one owner that are listed, those that are due first; of the others the page tells the number."""

_TITLE: Final = "Owners and reviews"
_SUMMARY: Final = "Which page belongs to whom, when it was last reviewed, and which reviews are due."
_SYNONYMS: Final = ("stale content", "overdue reviews", "content owners", "ownership report")
_KINDS: Final = {"playbook": "Playbook", "process": "Process", "region": "Region"}
_RETIRED: Final = "deprecated"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, or the `copies` of one playbook, that somebody keeps up to date.

    `reviewed` and `due` are None for what nobody has reviewed, `due` also for what is on its way out.
    """

    title: str
    url: str
    kind: str
    status: str | None
    reviewed: datetime.date | None
    due: datetime.date | None
    copies: int = 0

    @property
    def state(self) -> str:
        """What a reader can filter by: `draft`, `deprecated`, `unreviewed` or ''."""
        if self.reviewed is None:
            return "unreviewed"
        return self.status if self.status in ("draft", _RETIRED) else ""


@dataclass(frozen=True, slots=True)
class Keeper:
    """A role and what it keeps; `id` is '' for what nobody does."""

    id: str
    title: str
    kept: tuple[Kept, ...]

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return f"of-{self.id}" if self.id else "nobody"


class UpkeepView:
    """What the page shows."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._usual = library.settings.thresholds.review_cycle_days

    @cached_property
    def keepers(self) -> tuple[Keeper, ...]:
        """Everybody who keeps something, by title; what nobody keeps comes first."""
        found: dict[str, list[Kept]] = {}
        for document in self._library.documents:
            if _has_reviews(document):
                found.setdefault(_owner(document), []).append(self._kept(document))
        for (owner, id), copies in self._copies().items():
            found.setdefault(owner, []).append(self._of_copies(id, copies))
        keepers = [
            Keeper(id, self._library.title("role", id) if id else "Nobody", tuple(sorted(kept, key=_order)))
            for id, kept in found.items()
        ]
        return tuple(sorted(keepers, key=lambda keeper: (bool(keeper.id), keeper.title.lower(), keeper.id)))

    @property
    def tally(self) -> tuple[tuple[str, str, int], ...]:
        """State, words and number: all documents, then of every state that occurs."""
        kept = [one for keeper in self.keepers for one in keeper.kept]
        states = [one.state for one in kept for _ in range(one.copies or 1)]
        counts = [("", "in all", len(states))]
        words = (("draft", "drafts"), (_RETIRED, "on the way out"), ("unreviewed", "never reviewed"))
        counts += [(state, said, states.count(state)) for state, said in words]
        return tuple(one for one in counts if one[2])

    def _copies(self) -> dict[tuple[str, str], list[Entry]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for copy in self._library.all_copies:
            found.setdefault((copy.head.owner, copy.head.id), []).append(copy)
        return found

    def _of_copies(self, id: str, copies: Sequence[Entry]) -> Kept:
        """The line of several copies: that of the one whose review is due first."""
        first = min((self._line(copy.head, "", "", "") for copy in copies), key=_order)
        source = self._library.get("playbook", id)
        title, url = (source.title, url_of(source)) if source is not None else (copies[0].title, url_of(copies[0]))
        return Kept(title, url, "Regional copies", first.status, first.reviewed, first.due, len(copies))

    def _kept(self, document: Document) -> Kept:
        if document.kind in ENTRY_LISTS:
            page = list_url(ENTRY_LISTS[document.kind][0][0])
            return self._line(document.head, label(document.kind), page, "Catalogue")
        entry = self._library.get(document.kind, document.key)
        assert entry is not None, "only catalogues and documents with a page have reviews"
        return self._line(document.head, entry.title, url_of(entry), _KINDS[document.kind])

    def _line(self, head: Any, title: str, url: str, kind: str) -> Kept:
        cycle = datetime.timedelta(days=head.review_cycle_days or self._usual)
        reviewed: datetime.date | None = head.last_reviewed
        due = reviewed + cycle if reviewed is not None and head.status != _RETIRED else None
        return Kept(title, url, kind, head.status, reviewed, due)


def _order(kept: Kept) -> tuple[bool, datetime.date, str, str]:
    """What was never reviewed first, then what is due first, last what is never due again."""
    return kept.reviewed is not None, kept.due or datetime.date.max, kept.title.lower(), kept.url


def _has_reviews(document: Document) -> bool:
    return document.kind in ENTRY_LISTS or (document.kind in _KINDS and getattr(document.head, "region", None) is None)


def _owner(document: Document) -> str:
    return getattr(document.head, "owner", None) or ""


def pages(library: Library) -> Iterator[Page]:
    """The page, where there is anything to keep."""
    view = UpkeepView(library)
    if view.keepers:
        yield Page(URL, _TITLE, "upkeep.html", {"view": view, "listed": LISTED}, _SUMMARY, synonyms=_SYNONYMS)
