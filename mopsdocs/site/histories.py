"""What the documents of a workspace have been through, gathered once for all pages of a build.

Everything comes from one `git log`; contents come from one `git cat-file`, or several where there are thousands. What
is told depends on the commits alone, and the work is bounded: of each document the newest entries are compared, and of
all documents together the newest COMPARED. What was found out is remembered, so the next build compares what is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.git.history import Commit
from mopsdocs.review.following import Version, followed
from mopsdocs.review.history import Entry
from mopsdocs.review.judging import levels_in
from mopsdocs.review.narrator import Narrator
from mopsdocs.review.past import Past, former
from mopsdocs.site.pages.history import SHOWN, CommitHistory, DocumentHistory, SiteHistory

RECENT: Final = 60
"""Commits that the page of changes tells."""

DOCUMENTS: Final = 12
"""Documents of one commit that it tells."""

COMPARED: Final = 3_000
"""Versions that are compared with what was before. One takes some milliseconds, the first time."""

_OF_A_CATALOGUE: Final = 40
"""Versions of a catalogue that are told, for the pages of its entries."""


def site_history(past: Past, library: Library, caches: Path | None, address: str) -> SiteHistory:
    """What the site of `library` tells of the `past`. `address` is where it is published, '' where that is unknown.

    Raises MopsError when git cannot tell, or the settings name a change that there is not.
    """
    levels = levels_in(library.settings)
    recent = list(islice((commit for commit in past.commits if commit.changes), RECENT))
    versions = _versions(past, library, recent)
    most = _most(past.commits, recent, versions, library)
    narrator = Narrator(past, library.title, caches, documents=library.by_path)
    told = narrator.entries([(versions[path], most[path]) for path in versions])
    documents = {
        path: DocumentHistory(tuple(entries), tuple(_commits(versions[path][most[path] :])))
        for path, entries in zip(versions, told, strict=True)
    }
    return SiteHistory(documents, tuple(_recent(recent, documents)), levels, address)


def _versions(past: Past, library: Library, recent: Iterable[Commit]) -> dict[str, list[Version]]:
    """The versions of all documents, and of those that the site no longer has but recent commits speak of."""
    files = {document.path: former(document) for document in library.documents}
    known = {*files, *(path for paths in files.values() for path in paths)}
    names = {change.path for commit in recent for change in commit.changes}
    renamed = {change.before for commit in recent for change in commit.changes if change.status == "renamed"}
    return followed(past.commits, {**files, **dict.fromkeys(sorted(names - renamed - known), ())})


def _most(
    commits: Iterable[Commit], recent: Iterable[Commit], versions: Mapping[str, Sequence[Version]], library: Library
) -> dict[str, int]:
    """How many versions of each document are told. That one came is told without a comparison."""
    place = {commit.id: number for number, commit in enumerate(commits)}
    last = max((place[commit.id] for commit in recent), default=-1)
    usual = {document.path: _usual(document.kind) for document in library.documents}
    wanted: list[tuple[int, str]] = []
    for path, all_versions in versions.items():
        for number, version in enumerate(all_versions):
            at = place[version.commit.id] if version.commit is not None else 0
            if version.status != "added" and (number < usual.get(path, 0) or at <= last):
                wanted.append((at, path))
    most = Counter(path for _, path in sorted(wanted)[:COMPARED])
    return {path: _with_coming(found, most[path]) for path, found in versions.items()}


def _usual(kind: str) -> int:
    return _OF_A_CATALOGUE if kind in ENTRY_LISTS else SHOWN


def _with_coming(versions: Sequence[Version], most: int) -> int:
    return most + 1 if most < len(versions) and versions[most].status == "added" else most


def _recent(recent: Iterable[Commit], documents: Mapping[str, DocumentHistory]) -> Iterable[CommitHistory]:
    by_commit: dict[str, list[tuple[str, Entry]]] = {}
    for path, history in documents.items():
        for entry in history.entries:
            if entry.version.commit is not None:
                by_commit.setdefault(entry.version.commit.id, []).append((path, entry))
    for commit in recent:
        entries = by_commit.get(commit.id, [])
        ordered = sorted(entries, key=lambda one: (_weight(one[1]), one[0]))[:DOCUMENTS]
        yield CommitHistory(commit, tuple(ordered), max(len(commit.changes) - len(ordered), 0))


def _weight(entry: Entry) -> int:
    """Where an entry comes among those of its commit: what changed, then what came and went, then layout."""
    order = ("changed", "unreadable", "created", "begins", "readable", "replaced", "removed", "same", "moved", "layout")
    return order.index(entry.event)


def _commits(versions: Iterable[Version]) -> list[Commit]:
    return [version.commit for version in versions if version.commit is not None]
