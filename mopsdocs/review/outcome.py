"""All that a review has to say: what counts, what is accepted, document by document, and who must agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.library import Library
from mopsdocs.review.agreement import Agreement, agreements
from mopsdocs.review.comparison import Change, DocumentPair, Reviewed, review
from mopsdocs.review.impact.versions import RULES as VERSION_RULES
from mopsdocs.review.impact.versions import wanted
from mopsdocs.review.judging import CHANGE_RULES, levels_between
from mopsdocs.review.states import States
from mopsdocs.review.waiving import Accepted, without_waived

_NO_WORK = frozenset({"copy-behind", *(rule.id for rule in VERSION_RULES)})
"""Kinds of changes that say nothing about what is different in the document."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that a document had and has, and the lowest that would say what changed."""

    before: str
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """One document that changed: its key and title, its region's title if it has one, and its changes, worst first."""

    key: str
    title: str
    region: str | None
    path: str
    changes: tuple[Change, ...]
    versions: Versions | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A review. `base` and `head` are what the states are called; `changes` counts, worst first, `accepted` does not.

    `layout_only` are the keys of documents that differ in layout or comments alone, `regions` the titles of all
    regions by their codes.
    """

    base: str
    head: str
    changes: tuple[Change, ...]
    accepted: tuple[Accepted, ...]
    layout_only: tuple[str, ...]
    documents: tuple[ChangedDocument, ...]
    agreements: tuple[Agreement, ...]
    regions: Mapping[str, str]

    def worst(self) -> Severity | None:
        """The gravest level that a change has; None when there is none."""
        return min((change.level for change in self.changes), key=lambda level: level.rank, default=None)


def outcome(states: States, today: datetime.date) -> Outcome:
    """What is to be said of what differs between `states`; raises MopsError where settings or waivers are wrong."""
    before, after = states.before, states.after
    found = review(before, after, levels_between(before.settings, after.settings), states.bases)
    counted = without_waived(found.changes, before, after, CHANGE_RULES, today)
    return Outcome(
        states.base,
        states.head,
        counted.kept,
        counted.accepted,
        found.layout_only,
        tuple(_documents(counted.kept, found, after)),
        agreements(counted.kept, found.documents, before, after),
        {entry.id: entry.title for library in (before, after) for entry in library.entries("region")},
    )


def _documents(counted: Iterable[Change], found: Reviewed, after: Library) -> Iterator[ChangedDocument]:
    by_path: dict[str, list[Change]] = {}
    for change in counted:
        by_path.setdefault(change.path, []).append(change)
    for path, changes in by_path.items():
        two = found.documents[path]
        document = two.after or two.before
        assert document is not None
        region = changes[0].region if document.kind == "playbook" else None
        levels = [CHANGE_RULES[one.id].level for one in found.changes if one.path == path and one.id not in _NO_WORK]
        yield ChangedDocument(
            document.key,
            title_of(document.value, document.kind.replace("_", " ").capitalize()),
            after.title("region", region) if region is not None else None,
            path,
            tuple(changes),
            _versions(two, levels),
        )


def _versions(two: DocumentPair, levels: list[Severity]) -> Versions | None:
    """The versions of a document that has some in both states; of a copy only where it has its own."""
    if two.before is None or two.after is None or not levels:
        return None
    was, now = (document.value.get("version") for document in (two.before, two.after))
    if not isinstance(was, str) or not isinstance(now, str) or (was == now and "region" in two.after.value):
        return None
    return Versions(was, now, wanted(was, levels))
