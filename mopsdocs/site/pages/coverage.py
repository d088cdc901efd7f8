"""What is covered: which stages each playbook has, and in which regions it runs as a copy or as the library has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.stages import STAGE_ORDER
from mopsdocs.site.page import Page
from mopsdocs.site.pages.copy_states import STATES, UNKNOWN, CopyStates
from mopsdocs.site.pages.facts import region_title

URL: Final = "coverage/"

SHARE: Final = 25
"""Rows of one table; further ones are folded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The stages of one type in one playbook: how many steps, and whether a gate ends one of them."""

    type: str
    steps: int
    gate: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A playbook: a cell for each type of stage, None without one, and its copies as (name, label, number)."""

    entry: Entry
    cells: tuple[Cell | None, ...]
    copies: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region: its copies by state, and how many playbooks it runs as the library has them."""

    title: str
    entry: Entry | None
    copies: tuple[tuple[str, str, int], ...]
    as_is: int


class CoverageView:
    """What the page shows. It grows with playbooks and with regions, never with both at once."""

    types = STAGE_ORDER

    def __init__(self, library: Library, states: CopyStates) -> None:
        self._library = library
        self._states = states

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every playbook, by title."""
        copies: dict[str, list[str]] = {}
        for copy in self._library.all_copies:
            copies.setdefault(copy.head.id, []).append(self._state(copy))
        return tuple(
            Row(entry, _cells(entry), _tally(copies.get(entry.id, ()))) for entry in self._library.entries("playbook")
        )

    @property
    def shares(self) -> tuple[tuple[Row, ...], ...]:
        """The rows, a table at a time."""
        return tuple(self.rows[start : start + SHARE] for start in range(0, len(self.rows), SHARE))

    @property
    def totals(self) -> tuple[int, ...]:
        """How many playbooks have a stage of each type."""
        return tuple(sum(row.cells[place] is not None for row in self.rows) for place in range(len(STAGE_ORDER)))

    @property
    def regions(self) -> Iterator[RegionRow]:
        """Every region that is described or has copies, by title."""
        states: dict[str, list[str]] = {code: [] for code in self._library.ids("region")}
        copied: dict[str, set[str]] = {}
        for copy in self._library.all_copies:
            states.setdefault(copy.head.region, []).append(self._state(copy))
            copied.setdefault(copy.head.region, set()).add(copy.head.id)
        known = set(self._library.ids("playbook"))
        titles = sorted((region_title(self._library, code), code) for code in states)
        for title, code in sorted(titles, key=lambda one: (one[0].lower(), one[1])):
            as_is = len(known - copied.get(code, set()))
            yield RegionRow(title, self._library.get("region", code), _tally(states[code]), as_is)

    def _state(self, copy: Entry) -> str:
        return self._states.get(copy.path, UNKNOWN).name


def _cells(entry: Entry) -> tuple[Cell | None, ...]:
    steps: dict[str, int] = {}
    gates: set[str] = set()
    for stage in entry.item.stages:
        steps[stage.type] = steps.get(stage.type, 0) + len(stage.steps)
        if stage.gate is not None:
            gates.add(stage.type)
    return tuple(Cell(type, steps[type], type in gates) if type in steps else None for type in STAGE_ORDER)


def _tally(names: list[str] | tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, label, names.count(name)) for name, (label, _) in STATES.items() if name in names)


def pages(library: Library, states: CopyStates) -> Iterator[Page]:
    """The page, always: without playbooks it says so."""
    summary = "Which stages each playbook has, and which regions run their own version of it."
    synonyms = ("coverage matrix", "gaps")
    context = {"view": CoverageView(library, states)}
    yield Page(URL, "Coverage", "coverage.html", context, summary, synonyms=synonyms, wide=True)
