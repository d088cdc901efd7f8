"""Who may decide for a role in a campaign, and who did the work that a gate decides on: people, not roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mopsdocs.checks.facts.records import deviation_of, record_of
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Gate, Step

As = Literal["holder", "backup", "escalation"]
"""In which capacity somebody decides: holding the role, standing in for it, or because the approvers did not decide."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a workspace by the roles that they hold, and which role stands in for which.

    `solo` says that one person holds several roles here, so nobody is asked to keep doing and approving apart.
    """

    by_role: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    backups: Mapping[str, str] = field(default_factory=dict)
    solo: bool = False

    @classmethod
    def of(cls, library: Library) -> Staff:
        """The people of the workspace that `library` has the documents of."""
        people: dict[str, list[str]] = {}
        for id in library.ids("person"):
            entry = library.get("person", id)
            for role in entry.item.roles if entry is not None else ():
                people.setdefault(role, []).append(id)
        roles = [entry.item for entry in library.entries("role")]
        return cls(
            {role: tuple(ids) for role, ids in people.items()},
            {role.id: role.backup for role in roles if role.backup is not None and role.backup != role.id},
            library.settings.solo,
        )

    def holders(self, campaign: Campaign, role: str) -> tuple[str, ...]:
        """Who holds `role` in `campaign`: whom it names, else everybody who holds the role at all."""
        named = campaign.people.get(role)
        return (named,) if named is not None else self.by_role.get(role, ())

    def deciders(self, campaign: Campaign, gate: Gate, role: str) -> Iterator[tuple[As, tuple[str, ...]]]:
        """Who may decide for the approving `role` at `gate`. Whoever comes later counts where nobody before decided."""
        yield "holder", self.holders(campaign, role)
        backup = self.backups.get(role)
        if backup is not None:
            yield "backup", self.holders(campaign, backup)
        if gate.escalate_to is not None:
            yield "escalation", self.holders(campaign, gate.escalate_to)

    def for_role(self, campaign: Campaign, gate: Gate, role: str) -> frozenset[str]:
        """Everybody who may decide for the approving `role` at `gate`, in whatever capacity."""
        return frozenset(person for _, people in self.deciders(campaign, gate, role) for person in people)


def own_work(campaign: Campaign, steps: Iterable[Step], person: str) -> tuple[Step, ...]:
    """The `steps` that `person` has done, by the records, or is to do, by the roles that the campaign gives them."""
    return tuple(step for step in steps if _is_own(campaign, step, person))


def _is_own(campaign: Campaign, step: Step, person: str) -> bool:
    record = record_of(campaign, step)
    if record is not None:
        return record.by == person
    planned = any(campaign.people.get(role) == person for role in step.responsible)
    return planned and deviation_of(campaign, step) is None
