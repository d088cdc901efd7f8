"""What never changes about things that can be renamed: the first id that each of them had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Renamed(Protocol):
    """Anything with an id and those that it had before."""

    @property
    def id(self) -> str:
        """The present one."""
        ...

    @property
    def previous_ids(self) -> tuple[str, ...]:
        """Earlier ones, the first of all first."""
        ...


def first_ids(entries: Iterable[Renamed]) -> dict[str, str]:
    """The first id of each entry by the one that it has now.

    An id that another entry has now, or had first, is that entry's: two things never share one.
    """
    found = list(entries)
    taken = {entry.id for entry in found}
    firsts: dict[str, str] = {}
    for entry in found:
        first = next((id for id in entry.previous_ids[:1] if id not in taken), entry.id)
        taken.add(first)
        firsts[entry.id] = first
    return firsts
