"""The tool map: which tools exchange data, when each renews, and which of them nobody has money or time for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Tool
from mopsdocs.documents.timing import day_in_words
from mopsdocs.site.drawing.network import Band, Network, Node, network
from mopsdocs.site.page import Page
from mopsdocs.site.pages.axis import Axis
from mopsdocs.site.pages.facts import catalogue_facts
from mopsdocs.site.pages.labels import label
from mopsdocs.site.urls import relative, url_of
from mopsdocs.wording import counted

URL: Final = "tool-map/"
"""Not below `tools/`, where every name may be a tool's."""

MOST: Final = 60
"""Tools in the picture; nobody finds anything in a larger one. The table has all of them."""

_TIERS: Final = {
    1: "Tier 1: campaigns stop when it fails",
    2: "Tier 2: campaigns slow down when it fails",
    3: "Tier 3: campaigns go on when it fails",
}
_LAST: Final = 99
_APART: Final = 4.6
"""Per cent of the width between two marks of the calendar; what is nearer to each other is one mark."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A mark of the calendar: the tools that renew on a day or on a few near each other."""

    at: str
    number: int
    said: str
    due: datetime.date


@dataclass(frozen=True, slots=True)
class Renewals:
    """The calendar of all renewals; `said` are its words."""

    axis: Axis
    marks: tuple[Renewal, ...]
    said: str


class ToolMap:
    """What the page shows."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._entries = {entry.id: entry for entry in library.entries("tool")}

    @cached_property
    def partners(self) -> dict[str, tuple[Entry, ...]]:
        """With what each tool exchanges data, whichever of the two says so, by title."""
        found: dict[str, set[str]] = {id: set() for id in self._entries}
        for id, entry in self._entries.items():
            for other in entry.item.integrates_with:
                if other in found and other != id:
                    found[id].add(other)
                    found[other].add(id)
        return {id: tuple(sorted((self._entries[one] for one in ids), key=_by_title)) for id, ids in found.items()}

    @property
    def number(self) -> int:
        """How many tools there are."""
        return len(self._entries)

    @property
    def connections(self) -> int:
        """How many pairs of tools exchange data."""
        return sum(map(len, self.partners.values())) // 2

    @property
    def most(self) -> int:
        """How many tools the picture can have."""
        return MOST

    @property
    def picture(self) -> Network | None:
        """The tools with lines between those that exchange data, those that matter most on top; None without lines."""
        order = sorted(self._entries.values(), key=self._weight)[:MOST]
        number = {entry.id: place for place, entry in enumerate(order)}
        arrows = [
            (number[id], number[other.id])
            for id in number
            for other in self.partners[id]
            if number.get(other.id, -1) > number[id]
        ]
        tiers = sorted({_tier(entry) for entry in order})
        nodes = [
            Node(
                entry.title,
                relative(url_of(entry), URL),
                tiers.index(_tier(entry)),
                "" if entry.item.status == "active" else "pale",
                label(entry.item.category),
            )
            for entry in order
        ]
        bands = [Band(_tier_in_words(tier), "") for tier in tiers]
        return network(nodes, bands, arrows, (), directed=False) if arrows else None

    def _weight(self, entry: Entry) -> tuple[int, int, str, str]:
        return _tier(entry), -len(self.partners[entry.id]), *_by_title(entry)

    @property
    def categories(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Every category with its tools, both by title."""
        found: dict[str, list[Entry]] = {}
        for entry in sorted(self._entries.values(), key=_by_title):
            found.setdefault(label(entry.item.category), []).append(entry)
        return tuple((name, tuple(entries)) for name, entries in sorted(found.items()))

    @cached_property
    def renewing(self) -> tuple[Entry, ...]:
        """Tools that renew on a known day, the nearest first."""
        dated = [entry for entry in self._entries.values() if entry.item.renewal_date is not None]
        return tuple(sorted(dated, key=lambda entry: (entry.item.renewal_date, *_by_title(entry))))

    @property
    def undated(self) -> tuple[Entry, ...]:
        """Tools of which nobody knows when they renew, by title."""
        return tuple(sorted((one for one in self._entries.values() if one not in self.renewing), key=_by_title))

    @property
    def renewals(self) -> Renewals | None:
        """The calendar of renewals; None for less than two days."""
        days = [entry.item.renewal_date for entry in self.renewing]
        if len(set(days)) < 2:
            return None
        axis = Axis(days[0], days[-1])
        first, last = (day_in_words(day.isoformat()) for day in (days[0], days[-1]))
        said = f"{counted(len(days), 'renewal')} from {first} to {last}. The table has every day."
        return Renewals(axis, tuple(_marks(self.renewing, axis)), said)

    @property
    def lacking(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """What a tool can lack, with the tools that do."""
        tools = sorted(self._entries.values(), key=_by_title)
        without = (
            ("budget", tuple(one for one in tools if not one.item.four_questions.has_budget)),
            ("time to use it", tuple(one for one in tools if not one.item.four_questions.has_time)),
        )
        return tuple((what, found) for what, found in without if found)


def _marks(entries: tuple[Entry, ...], axis: Axis) -> Iterator[Renewal]:
    groups: list[list[Tool]] = []
    for entry in entries:
        part = axis.part(entry.item.renewal_date)
        if not groups or part - axis.part(groups[-1][0].renewal_date or axis.first) >= _APART:
            groups.append([])
        groups[-1].append(entry.item)
    for tools in groups:
        days = [tool.renewal_date for tool in tools if tool.renewal_date is not None]
        said = "\n".join(
            f"{day_in_words(day.isoformat())}: {tool.title}" for day, tool in zip(days, tools, strict=True)
        )
        yield Renewal(axis.at(days[0] + (days[-1] - days[0]) / 2), len(tools), said, days[0])


def _by_title(entry: Entry) -> tuple[str, str]:
    return entry.title.lower(), entry.id


def _tier(entry: Entry) -> int:
    return entry.item.tier or _LAST


def _tier_in_words(tier: int) -> str:
    return _TIERS.get(tier, "No tier yet" if tier == _LAST else f"Tier {tier}")


def pages(library: Library) -> Iterator[Page]:
    """The page, where there are tools."""
    entries = library.entries("tool")
    if not entries:
        return
    summary = "How our systems hang together: what exchanges data with what, which matter most, and when they renew."
    context = {"view": ToolMap(library)}
    synonyms = ("tech stack", "martech stack", "integrations", "renewals")
    facts = catalogue_facts(library, entries)
    yield Page(URL, "Tool map", "tool_map.html", context, summary, facts, synonyms=synonyms, wide=True)
