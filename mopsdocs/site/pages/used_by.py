"""Who names an entry: the other direction of every reference, grouped by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.pages.facts import title_of

SHOWN: Final = 200
"""Users that one group lists. Beyond it the page would grow with the whole workspace; the number is still told."""

COPIES: Final = "Regional copies"
"""The label of a group of them."""

_GROUPS: Final = (
    ("playbook", "Playbooks"),
    ("copy", COPIES),
    ("process", "Processes"),
    ("campaign", "Campaigns"),
    ("region", "Regions"),
    ("role", "Roles"),
    ("person", "People"),
    ("tool", "Tools"),
    ("metric", "Metrics"),
    ("segment", "Segments"),
    ("term", "Glossary terms"),
    ("field", "Data fields"),
    ("tag", "Tags"),
    ("overview", "Overviews"),
)


@dataclass(frozen=True, slots=True)
class User:
    """An entry that names another one, and in how many places it does; of a regional copy they are not counted."""

    entry: Entry
    title: str
    places: int


@dataclass(frozen=True, slots=True)
class Group:
    """All users of one kind, by title; `more` of them are not listed. `places` counts every mention."""

    label: str
    users: tuple[User, ...]
    more: int = 0
    places: int = 0

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return len(self.users) + self.more


class UsedBy:
    """Who uses the entry `id` of `kind`. Computed when first asked."""

    def __init__(self, library: Library, kind: str, id: str) -> None:
        self._library = library
        self._kind = kind
        self._id = id

    @property
    def groups(self) -> tuple[Group, ...]:
        """Groups that have users, in a fixed order."""
        users = (use.user for use in self._library.uses(self._kind, self._id))
        return grouped(self._library, (*users, *self._library.copies_naming(self._kind, self._id)))


def grouped(library: Library, users: Iterable[Entry]) -> tuple[Group, ...]:
    """`users`, one for each place, as groups."""
    places: dict[Entry, int] = {}
    for user in users:
        places[user] = places.get(user, 0) + 1
    by_group: dict[str, list[User]] = {}
    for entry, count in places.items():
        by_group.setdefault(_group(entry), []).append(User(entry, title_of(library, entry), count))
    return tuple(_shown(label, by_group[group]) for group, label in _GROUPS if group in by_group)


def _group(entry: Entry) -> str:
    return "copy" if entry.kind == "playbook" and entry.head.region else entry.kind


def _shown(label: str, users: list[User]) -> Group:
    users.sort(key=lambda user: (user.title.lower(), user.entry.id))
    return Group(label, tuple(users[:SHOWN]), max(0, len(users) - SHOWN), sum(user.places for user in users))
