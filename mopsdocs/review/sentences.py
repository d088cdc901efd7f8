"""What the entries of a history say, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.git.history import Commit
from mopsdocs.review.history import Entry, Event, Told
from mopsdocs.wording import one_line

Levels = Mapping[str, Severity | None]
"""The level of each rule about changes in this workspace, None for those that are off."""

_SENTENCES: Final[Mapping[Event, str]] = {
    "begins": "The history begins here in this clone; what was before is not in it.",
    "layout": "Layout or comments alone.",
    "same": "It says again what it said before.",
    "removed": "Removed.",
    "readable": "The first version that can be read.",
}
_ADDRESS: Final = re.compile(r"(?<![\w.+%-])([\w.+%-]+)@[\w-]+(?:\.[\w-]+)+")


def reported(entry: Entry, levels: Levels) -> list[tuple[Severity, Told]]:
    """The changes of an entry with their levels, without those that the workspace has turned off."""
    found = ((levels.get(told.id, Severity.INFO), told) for told in entry.changes)
    return [(level, told) for level, told in found if level is not None]


def sentences(entry: Entry, levels: Levels) -> Iterator[str]:
    """What there is to say of an entry besides its changes."""
    if entry.event in _SENTENCES:
        yield _SENTENCES[entry.event]
    elif entry.event == "created":
        yield f"Created, as version {entry.number}." if entry.number else "Created."
    elif entry.event == "unreadable":
        yield f"It cannot be read here: {entry.problem}."
    elif entry.event == "replaced":
        yield f"A document of another kind: it was a {entry.problem.replace('_', ' ')} before."
    if entry.renamed_from:
        yield f"Renamed from {one_line(entry.renamed_from)}."
    if entry.number and entry.event not in ("created", "begins", "readable"):
        if all(told.unit != "version" for told in entry.changes):
            yield f"Version {entry.number}."
    elif entry.event == "changed" and not reported(entry, levels):
        yield "Nothing of a kind that this workspace reports."
    if entry.since is not None and entry.since.commit is not None:
        commit = entry.since.commit
        yield f"Compared with {day(commit)} ({short(commit)}), because what was in between cannot be read."


def day(commit: Commit) -> str:
    """The day of a commit where it was made: 2026-10-05."""
    return commit.date.date().isoformat()


def short(commit: Commit) -> str:
    """The beginning of a commit's id, by which people name it."""
    return commit.id[:12]


def without_addresses(text: str) -> str:
    """`text` without the second half of e-mail addresses, which nobody wants to see published."""
    return _ADDRESS.sub(r"\1@…", text) if "@" in text else text
