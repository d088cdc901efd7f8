"""Processes: the index and one page per process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Process, ProcessStep
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import facts_of
from mopsdocs.site.pages.labels import label
from mopsdocs.site.pages.old_anchors import of_items
from mopsdocs.site.pages.ticks import Point, points_of, tick
from mopsdocs.site.pages.used_by import UsedBy
from mopsdocs.site.urls import url_of

_TYPES = (
    ("how_to", "How to do it"),
    ("policy", "What the rules are"),
    ("reference", "Look it up"),
    ("explanation", "Why it is so"),
)


class ProcessView:
    """What a process's page shows."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self.process: Process = entry.item
        self._used_by = UsedBy(library, "process", entry.id)

    @property
    def steps(self) -> tuple[tuple[ProcessStep, str, str, tuple[Point, ...]], ...]:
        """Steps with their anchors, the names of their ticks and their checklists.

        A duplicate id, which `validate` reports, gets a number.
        """
        firsts = first_ids(self.process.steps)
        seen: dict[str, int] = {}
        found = []
        for step in self.process.steps:
            seen[step.id] = seen.get(step.id, 0) + 1
            anchor = f"step-{step.id}" if seen[step.id] == 1 else f"step-{step.id}--{seen[step.id]}"
            name = tick("step", firsts[step.id])
            found.append((step, anchor, name, points_of(step.checklist, name, {})))
        return tuple(found)

    @property
    def groups(self) -> tuple[object, ...]:
        """Who refers to it."""
        return self._used_by.groups


class ProcessIndex:
    """All processes, by what kind of text they are."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def groups(self) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
        """Type, heading and processes of each group that has any."""
        order = {name: position for position, (name, _) in enumerate(_TYPES)}
        entries = sorted(self._library.entries("process"), key=lambda entry: order[entry.item.process_type])
        for name, group in groupby(entries, key=lambda entry: str(entry.item.process_type)):
            yield name, dict(_TYPES)[name], tuple(group)


def pages(library: Library) -> Iterator[Page]:
    """The index and every process."""
    if not library.entries("process"):
        return
    summary = "How standing jobs are done, from asking for a campaign to retiring a tool."
    yield Page("processes/", "Processes", "processes.html", {"index": ProcessIndex(library)}, summary)
    for entry in library.entries("process"):
        yield page_of(library, entry)


def page_of(library: Library, entry: Entry) -> Page:
    """The page of one process."""
    process: Process = entry.item
    return Page(
        url_of(entry),
        entry.title,
        "process.html",
        {"view": ProcessView(library, entry)},
        process.summary,
        facts_of(library, entry.path),
        process.answers,
        process.synonyms,
        category=label(process.process_type),
        old_anchors=partial(of_items, "step", process.steps),
        beside=tuple,
    )
