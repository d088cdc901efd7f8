"""Roles: the index and one page per role with everything it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Role
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import catalogue_facts, facts_of
from mopsdocs.site.pages.step_index import IN_FULL, Part, StepIndex
from mopsdocs.site.pages.used_by import Group, UsedBy, grouped
from mopsdocs.site.urls import url_of

_OWNING: Final = frozenset({"owner", "business_owner", "technical_owner"})


class RoleView:
    """What a role's page shows."""

    def __init__(self, library: Library, entry: Entry, index: StepIndex) -> None:
        self._library = library
        self._index = index
        self.role: Role = entry.item

    @property
    def people(self) -> tuple[Entry, ...]:
        """People who hold the role."""
        return tuple(entry for entry in self._library.entries("person") if self.role.id in entry.item.roles)

    @property
    def does(self) -> tuple[Part, ...]:
        """Steps it is responsible or accountable for."""
        return self._index.of_role(self.role.id)

    @property
    def hears(self) -> tuple[Part, ...]:
        """Steps it is consulted or informed about."""
        return self._index.of_role(self.role.id, "CI")

    @property
    def approvals(self) -> tuple[Part, ...]:
        """Gates it approves."""
        return self._index.approvals(self.role.id)

    @property
    def owns(self) -> tuple[Group, ...]:
        """Documents and catalogue entries it owns, but for regional copies: those have the owner of their playbook."""
        uses = self._library.uses("role", self.role.id)
        return grouped(self._library, (use.user for use in uses if use.reference.field in _OWNING))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Everything that names it."""
        return UsedBy(self._library, "role", self.role.id).groups


def pages(library: Library, steps: frozenset[str] = frozenset()) -> Iterator[Page]:
    """The index and every role; `steps` are the addresses of pages that list what somebody has to do."""
    entries = library.entries("role")
    if not entries:
        return
    summary = "Who does what. A role is a hat: one person may wear several, as long as nobody checks their own work."
    yield Page("roles/", "Roles", "roles.html", {"entries": entries}, summary, catalogue_facts(library, entries))
    index = StepIndex(library)
    for entry in entries:
        role: Role = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "role.html",
            {"view": RoleView(library, entry, index), "in_full": IN_FULL, "open_steps": steps},
            role.responsibilities[0] if role.responsibilities else "",
            facts_of(library, entry.path),
            (),
            role.synonyms,
        )
