"""Who answers for a role, under which name a host knows them, and which roles nobody can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Person, Role
from mopsdocs.review.ownership import Control, Owned

Host = Literal["github", "gitlab"]

HOSTS: Final[Mapping[Host, str]] = {"github": "GitHub", "gitlab": "GitLab"}
"""What people call each host."""

Why = Literal["no such role", "nobody holds it", "no address"]
"""Why nobody can be asked for a role; "no address" means neither a handle on the host nor an e-mail address."""


@dataclass(frozen=True, slots=True)
class Held:
    """The people who answer for `role`, by id. `by` is the role that they hold: itself, its replacement or backup."""

    role: str
    by: str
    people: tuple[Person, ...]


class Holders:
    """The people of a workspace by the roles that they hold."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._mentions: dict[tuple[str, Host], tuple[str, ...]] = {}
        self._people: dict[str, list[Person]] = {}
        for entry in sorted(library.entries("person"), key=lambda entry: entry.id):
            for role in entry.item.roles:
                self._people.setdefault(role, []).append(entry.item)

    def of(self, role: str) -> Held:
        """Who answers for `role`. Where nobody holds it, what replaces it counts, and then its backup, and so on."""
        waiting, seen = [role], {role}
        while waiting:
            here = waiting.pop(0)
            if here in self._people:
                return Held(role, here, tuple(self._people[here]))
            following = [id for id in self._next(here) if id not in seen]
            waiting += following
            seen.update(following)
        return Held(role, role, ())

    def mentions(self, role: str, host: Host) -> tuple[str, ...]:
        """How `host` is told to ask for `role`, sorted; empty where nobody can be asked."""
        if (role, host) not in self._mentions:
            found = (mention(person, host) for person in self.of(role).people)
            self._mentions[role, host] = tuple(sorted({name for name in found if name is not None}))
        return self._mentions[role, host]

    def title(self, role: str) -> str:
        """What people call a role."""
        return self._library.title("role", role)

    def why_nobody(self, role: str) -> Why:
        """Why `mentions` is empty for `role`."""
        if self.of(role).people:
            return "no address"
        return "nobody holds it" if self._library.get("role", role) is not None else "no such role"

    def _next(self, role: str) -> Iterator[str]:
        entry = self._library.get("role", role)
        if entry is None:
            return
        item = cast(Role, entry.item)
        if item.deprecation is not None and item.deprecation.replaced_by is not None:
            yield item.deprecation.replaced_by
        if item.backup is not None:
            yield item.backup


def mention(person: Person, host: Host) -> str | None:
    """How `host` is told to ask a person: by handle, else by e-mail address; None where there is neither."""
    handle = _handle(person, host)
    return f"@{handle}" if handle is not None else person.email


def _handle(person: Person, host: Host) -> str | None:
    return person.handles.github if host == "github" else person.handles.gitlab


@dataclass(frozen=True, slots=True)
class Gap:
    """A role that nobody can be asked for, None for files that name no role; and where its say would be needed.

    `uncontrolled` says that at one of these places nobody else can be asked either: a gate without any approver left.
    """

    role: str | None
    files: tuple[str, ...]
    first: Control
    uncontrolled: bool


def gaps(owned: Iterable[Owned], holders: Holders, host: Host) -> tuple[Gap, ...]:
    """Everything that nobody can be asked for on `host`; what lacks an owner first, then by role."""
    places: dict[str | None, list[tuple[str, Control]]] = {}
    for each in owned:
        for control in each.controls:
            for role in control.roles or (None,):
                if role is None or not holders.mentions(role, host):
                    places.setdefault(role, []).append((each.path, control))
    return tuple(_gap(role, places[role], holders, host) for role in sorted(places, key=lambda role: role or ""))


def _gap(role: str | None, places: list[tuple[str, Control]], holders: Holders, host: Host) -> Gap:
    open = [control for _, control in places if not any(holders.mentions(other, host) for other in control.roles)]
    files = tuple(dict.fromkeys(path for path, _ in places))
    return Gap(role, files, open[0] if open else places[0][1], bool(open))


def by_mail(owned: Iterable[Owned], holders: Holders, host: Host) -> tuple[Person, ...]:
    """People who are asked by e-mail address, for want of a handle, by id."""
    roles = {role for each in owned for role in each.roles}
    people = {person.id: person for role in roles for person in holders.of(role).people}
    return tuple(person for _, person in sorted(people.items()) if person.email and _handle(person, host) is None)
