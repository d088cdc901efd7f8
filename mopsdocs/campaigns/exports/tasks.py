"""What the tables for task managers share: unique names, sections, people, and what waits for what."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.exports.items import Export, Item
from mopsdocs.wording import one_line

STATUS: Final = {"open": "To Do", "done": "Done", "cancelled": "Cancelled"}
"""What a state is called in the tables."""

_LONGEST: Final = 250
"""Characters in a name; Jira and monday.com refuse longer ones than 255."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """Items of one or more campaigns under the `names` that they have in a table, by ref. No name is there twice."""

    items: tuple[Item, ...]
    names: Mapping[str, str]
    several: bool

    def name(self, item: Item) -> str:
        """`[DE-WEB-K7Q2-MX4P] Confirm double opt-in`."""
        return self.names[item.ref]

    def waits_for(self, item: Item) -> list[str]:
        """The names of what comes before `item`; all of them stand in earlier rows."""
        return [self.names[ref] for ref in item.waits_for]

    def section(self, item: Item) -> str:
        """The stage; with the campaign before it where there are several."""
        return f"{one_line(item.campaign.title)}: {item.stage}" if self.several else item.stage


def tasks_of(exports: Sequence[Export], spelled: Callable[[str], str] = str) -> Tasks:
    """The items of `exports` for a table. `spelled` takes from a title what the tool cannot have in a name."""
    items = tuple(item for export in exports for item in export.items)
    names = {item.ref: named(item.code, spelled(item.called)) for item in items}
    counts = Counter(names.values())
    for item in items:
        if counts[names[item.ref]] > 1:  # two codes are alike, so they have to be spelled out
            names[item.ref] = named(item.ref, spelled(item.called))
    return Tasks(items, names, len(exports) > 1)


def named(code: str, title: str) -> str:
    """A name of a length that every tool takes."""
    name = f"[{code}] {title}"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def mails(item: Item) -> list[str]:
    """The addresses of those who do it, in order; without those who have none."""
    return list(dict.fromkeys(person.email for person in item.people if person.email))


def first_mail(item: Item) -> str:
    """The address of who does it first of all."""
    return next(iter(mails(item)), "")


def iso(day: datetime.date | None) -> str:
    """`2027-03-10`."""
    return day.isoformat() if day is not None else ""


def month_first(day: datetime.date | None) -> str:
    """`03/10/2027`."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}" if day is not None else ""


def joined(words: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(words)
