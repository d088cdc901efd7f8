"""Where all regional copies stand: a matrix of playbooks and regions, and what there is to take over or decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.copy_marks import CopyMarks
from mopsdocs.site.pages.copy_states import STATES, UNKNOWN, CopyState, CopyStates, in_cell, meanings
from mopsdocs.site.pages.facts import region_title, title_of

URL: Final = "regional-copies/"
"""Not below `playbooks/`, where every name may be a playbook's."""

LINES: Final = 25
"""Changes of one copy that are told here; its own page tells them all."""

SHARE: Final = 25
"""Rows of the matrix in one table; further ones are folded, so that a browser lays out what somebody looks at."""

LISTED: Final = 60
"""Copies whose changes are told here. The matrix has all of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One copy in the matrix."""

    entry: Entry
    state: CopyState

    @property
    def label(self) -> str:
        """Its state in words."""
        return STATES[self.state.name][0]

    @property
    def counts(self) -> str:
        """Its counts in words: `3 new, 2 own`."""
        return ", ".join(in_cell(number, name) for number, name in self.state.counts)


@dataclass(frozen=True, slots=True)
class Row:
    """A playbook with its copies, one for each region of the matrix. `entry` is None where the library has no such."""

    title: str
    entry: Entry | None
    cells: tuple[Cell | None, ...]


class CopiesView:
    """What the page shows."""

    def __init__(self, library: Library, states: CopyStates) -> None:
        self._library = library
        self._cells = {
            (copy.head.id, copy.head.region): Cell(copy, states.get(copy.path, UNKNOWN)) for copy in library.all_copies
        }

    @cached_property
    def regions(self) -> tuple[tuple[str, str, Entry | None], ...]:
        """Code, title and entry of every region that has copies, by title."""
        codes = {code for _, code in self._cells}
        found = [(code, region_title(self._library, code), self._library.get("region", code)) for code in codes]
        return tuple(sorted(found, key=lambda region: (region[1].lower(), region[0])))

    @property
    def shares(self) -> tuple[tuple[Row, ...], ...]:
        """The rows, a table at a time."""
        rows = tuple(self.rows)
        return tuple(rows[start : start + SHARE] for start in range(0, len(rows), SHARE))

    @property
    def rows(self) -> Iterator[Row]:
        """Every playbook that has copies, by title; those that the library does not have come last."""
        titles = {id: cell.entry.title for (id, _), cell in reversed(self._cells.items())}
        known = {entry.id: entry for entry in self._library.entries("playbook") if entry.id in titles}
        for id in (*known, *(id for id in sorted(titles) if id not in known)):
            cells = tuple(self._cells.get((id, code)) for code, _, _ in self.regions)
            yield Row(known[id].title if id in known else titles[id], known.get(id), cells)

    @property
    def total(self) -> int:
        """How many copies there are."""
        return len(self._cells)

    @property
    def tally(self) -> tuple[tuple[str, str, int], ...]:
        """Name, label and number of every state that occurs."""
        names = [cell.state.name for cell in self._cells.values()]
        return tuple((name, label, names.count(name)) for name, (label, _) in STATES.items() if name in names)

    @cached_property
    def meanings(self) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]:
        """What the states and counts in the matrix mean."""
        return meanings(cell.state for cell in self._cells.values())

    @cached_property
    def open(self) -> tuple[tuple[Cell, str], ...]:
        """The copies with something to do, with their titles: conflicts first, then by title."""
        order = list(STATES)
        found = [(cell, title_of(self._library, cell.entry)) for cell in self._cells.values()]
        found = [(cell, title) for cell, title in found if cell.state.name != "in-sync"]
        return tuple(sorted(found, key=lambda one: (-order.index(one[0].state.name), one[1].lower(), one[0].entry.id)))

    @property
    def example(self) -> tuple[str, str]:
        """A playbook and a region for which a copy could be made."""
        return min(self._library.ids("playbook")), min(self._library.ids("region"))

    def marks(self, cell: Cell) -> CopyMarks:
        """What there is to say about one copy."""
        return CopyMarks(self._library, cell.entry, source_of(self._library, cell.entry), cell.state)


def source_of(library: Library, copy: Entry) -> Entry | None:
    """The library playbook that a copy was made from, also under another id by now."""
    origin = copy.head.origin
    id = origin.playbook if origin is not None else copy.head.id
    found = library.get("playbook", id)
    if found is not None:
        return found
    return next((entry for entry in library.entries("playbook") if id in entry.head.previous_ids), None)


def has_page(library: Library) -> bool:
    """Whether there are copies, or regions that could have some."""
    return bool(library.all_copies or (library.entries("region") and library.entries("playbook")))


def pages(library: Library, states: CopyStates) -> Iterator[Page]:
    """The page, where it has something to say."""
    if not has_page(library):
        return
    summary = "Which regions run their own version of a playbook, and whether it has the library's latest improvements."
    context = {"view": CopiesView(library, states), "lines": LINES, "listed": LISTED}
    yield Page(URL, "Regional copies", "regional_copies.html", context, summary)
