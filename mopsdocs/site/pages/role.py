"""Roles: the index and one page per role with everything it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import ProcessStep, Role, Step
from mopsdocs.site.page import Page
from mopsdocs.site.pages.conditions import Condition, condition
from mopsdocs.site.pages.facts import catalogue_facts, facts_of
from mopsdocs.site.pages.step_index import IN_FULL, Part, Placed, StageWork, StepIndex
from mopsdocs.site.pages.steps import variable_names
from mopsdocs.site.pages.used_by import COPIES, Group, UsedBy, grouped
from mopsdocs.site.urls import url_of

_OWNING: Final = frozenset({"owner", "business_owner", "technical_owner"})

LISTED: Final = 60
"""Decisions and standing jobs that a role's page lists. Of the others it tells the number."""

_TOOLS: Final = 12
_AT_ONCE: Final = 15


class Jobs:
    """The steps of processes by role: work that has no day 0. Looked through once, when first asked."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, role: str) -> Sequence[tuple[Entry, ProcessStep]]:
        """Steps that `role` does, by process."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> Mapping[str, list[tuple[Entry, ProcessStep]]]:
        found: dict[str, list[tuple[Entry, ProcessStep]]] = {}
        for entry in self._library.entries("process"):
            for step in entry.item.steps:
                for role in step.responsible:
                    found.setdefault(role, []).append((entry, step))
        return found


class RoleView:
    """What a role's page shows."""

    def __init__(self, library: Library, entry: Entry, index: StepIndex, jobs: Jobs) -> None:
        self._library = library
        self._index = index
        self._jobs = jobs
        self.role: Role = entry.item

    @property
    def people(self) -> tuple[Entry, ...]:
        """People who hold the role."""
        return tuple(entry for entry in self._library.entries("person") if self.role.id in entry.item.roles)

    @property
    def stands_in_for(self) -> tuple[str, ...]:
        """Ids of roles whose stand-in it is."""
        return tuple(entry.id for entry in self._library.entries("role") if entry.item.backup == self.role.id)

    @cached_property
    def work(self) -> tuple[StageWork, ...]:
        """Steps it does or answers for, by stage."""
        return self._index.work(self.role.id)

    @property
    def is_short(self) -> bool:
        """Whether all its steps can be shown at once."""
        return sum(len(stage.rows) + stage.more for stage in self.work) <= _AT_ONCE

    @property
    def hears(self) -> tuple[Part, ...]:
        """Steps it is consulted or informed about."""
        return self._index.of_role(self.role.id, "CI")

    @property
    def decides(self) -> tuple[tuple[Placed, Condition | None], ...]:
        """Gates it approves, each with the condition under which it is asked."""
        return tuple(
            (placed, condition(placed.when, variable_names(placed.source.item)))
            for placed in self._index.approvals(self.role.id)
        )

    @property
    def jobs(self) -> Sequence[tuple[Entry, ProcessStep]]:
        """Steps of processes that it does."""
        return self._jobs.of(self.role.id)

    @property
    def tools(self) -> tuple[tuple[str, int], ...]:
        """The tools that most of its steps need, with the number of steps."""
        parts = self._index.of_role(self.role.id)
        counts = Counter(
            tool for part in parts for one in part.items if isinstance(one.item, Step) for tool in one.item.tools
        )
        return tuple(sorted(counts.items(), key=lambda count: (-count[1], count[0]))[:_TOOLS])

    @property
    def numbers(self) -> tuple[tuple[int, str], ...]:
        """How much there is of everything, in words; of what there is."""
        parts = self._index.of_role(self.role.id)
        copies = sum(group.count for group in self.groups if group.label == COPIES)
        counts = (
            (sum(len(part.items) for part in parts), "step to do or answer for", "steps to do or answer for"),
            (len(self._index.approvals(self.role.id)), "decision", "decisions"),
            (sum(group.count for group in self.owns), "thing it owns", "things it owns"),
            (copies, "regional copy with its work", "regional copies with its work"),
        )
        return tuple((number, one if number == 1 else many) for number, one, many in counts if number)

    @cached_property
    def owns(self) -> tuple[Group, ...]:
        """Documents and catalogue entries it owns, but for regional copies: those have the owner of their playbook."""
        uses = self._library.uses("role", self.role.id)
        return grouped(self._library, (use.user for use in uses if use.reference.field in _OWNING))

    @cached_property
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
    index, jobs = StepIndex(library), Jobs(library)
    for entry in entries:
        role: Role = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "role.html",
            {"view": RoleView(library, entry, index, jobs), "in_full": IN_FULL, "listed": LISTED, "open_steps": steps},
            role.responsibilities[0] if role.responsibilities else "",
            facts_of(library, entry.path),
            (),
            role.synonyms,
        )
