"""Pages and sections as numbers: each distinct section once, however many pages have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mopsdocs.site.pages.labels import label
from mopsdocs.site.search.records import Findable, FoundSection, Record

_NONE: Final = 0


@dataclass(slots=True)
class Interned:
    """Values with numbers from 1 on, in the order in which they came."""

    numbers: dict[str | tuple[int, ...], int] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Iterable[str]) -> Interned:
        """With `values` first, in their order."""
        return cls({value: number for number, value in enumerate(values, 1)})

    def number(self, value: str | tuple[int, ...]) -> int:
        """The number of `value`; 0 for what is empty."""
        return self.numbers.setdefault(value, len(self.numbers) + 1) if value else _NONE


@dataclass(slots=True)
class Tables:
    """All pages and sections of a site, numbered.

    The first section of a page is the page itself. Sections are numbered in the order in which pages first have them,
    so those that a page is the first to have are the numbers from its `starts` to the next. `also` has all pages of
    those that more than one page has.
    """

    records: tuple[Record, ...]
    sections: list[FoundSection] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    also: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: tuple[Record, ...]) -> Tables:
        """The tables of `records`; a copy comes somewhere after the page it is a copy of."""
        tables = cls(records)
        numbers: dict[FoundSection, int] = {}
        for page, record in enumerate(records):
            tables.starts.append(len(tables.sections))
            for section in record.sections:
                # The page itself is never shared, so that the first number of a page is always its own.
                number = numbers.setdefault(section, len(tables.sections)) if section.anchor else len(tables.sections)
                if number == len(tables.sections):
                    tables.sections.append(section)
                    tables.owners.append(page)
                elif tables.owners[number] != page:
                    tables.also.setdefault(number, [tables.owners[number]]).append(page)
        return tables


def columns(found: Findable, tables: Tables) -> dict[str, Any]:
    """What the browser has to know of every page and section before it can order results."""
    lists, sets, kinds = Interned(), Interned(), Interned()
    records, sections = found.records, tables.sections
    regions = _used(found, "region", (record.region for record in records))
    statuses = _used(found, "status", (record.status for record in records))
    channels = _used(found, "channel", (channel for record in records for channel in record.channels))
    stages = _used(found, "stage", (section.stage for section in sections))
    roles = _used(found, "role", (role for section in sections for role in section.roles))
    choices = {
        "region": regions,
        "kind": kinds,
        "stage": stages,
        "channel": channels,
        "role": roles,
        "status": statuses,
    }
    pages = {record.url: number for number, record in enumerate(records)}
    page_sets = [sets.number(_apart(dict.fromkeys(tables.also.get(number, ())))) for number in range(len(sections))]
    return {
        "pages": {
            "sections": _apart(tables.starts),
            "kind": [kinds.number(record.kind) for record in records],
            "region": [regions.number(record.region) for record in records],
            "status": [statuses.number(record.status) for record in records],
            "channels": [lists.number(tuple(map(channels.number, record.channels))) for record in records],
            "weight": [0 if record.is_rule else round(100 * record.weight) for record in records],
            "source": [number - pages.get(one.source, number) for number, one in enumerate(records)],
        },
        "sections": {
            "pages": page_sets,
            "stage": [stages.number(section.stage) for section in sections],
            "roles": [lists.number(tuple(map(roles.number, section.roles))) for section in sections],
        },
        "sets": list(sets.numbers),
        "lists": list(lists.numbers),
        "choices": {what: _titled(values, found.titles.get(what, {})) for what, values in choices.items()},
    }


def _apart(numbers: Iterable[int]) -> tuple[int, ...]:
    """Rising numbers as what each is more than the one before."""
    before, found = 0, []
    for number in numbers:
        found.append(number - before)
        before = number
    return tuple(found)


def _used(found: Findable, what: str, values: Iterable[str]) -> Interned:
    """The `values` by which results can be chosen: those with a title in the order of titles, then the others."""
    used = set(values) - {""}
    titles = found.titles.get(what, {})
    return Interned.of([value for value in titles if value in used] + sorted(used - titles.keys()))


def _titled(values: Interned, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(value), titles.get(str(value)) or label(str(value))) for value in values.numbers]
