"""Who does what where: the steps and gates of all playbooks by role and by tool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Gate, Step
from mopsdocs.site.pages.raci import letters
from mopsdocs.site.urls import url_of

IN_FULL: Final = 25
"""Playbooks whose steps a role's or tool's page lists. Of the others it tells the number, or it would never end."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A step or gate, the playbook it stands in or the region that requires it, and the letters of a role in it."""

    source: Entry
    item: Step | Gate
    letters: str = ""

    @property
    def title(self) -> str:
        """Its title, with the region where one requires it."""
        return f"{self.item.title} – {self.source.title}" if self.source.kind == "region" else self.item.title

    @property
    def url(self) -> str:
        """Address of its place on the page of its source."""
        return f"{url_of(self.source)}#{'gate' if isinstance(self.item, Gate) else 'step'}-{self.item.id}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one playbook, or all regions together, have for a role or tool."""

    title: str
    items: tuple[Placed, ...]


class StepIndex:
    """Looks through library playbooks and the steps that regions require, once, when first asked.

    Regional copies are left out: they repeat their playbook, and "used by" lists them.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def of_role(self, role: str, wanted: str = "RA") -> tuple[Part, ...]:
        """Steps in which `role` has one of the parts `wanted`."""
        placed = self._by_role.get(role, ())
        return _parts(one for one in placed if any(letter in one.letters for letter in wanted))

    def of_tool(self, tool: str) -> tuple[Part, ...]:
        """Steps that need `tool`."""
        return _parts(self._by_tool.get(tool, ()))

    def approvals(self, role: str) -> tuple[Part, ...]:
        """Gates that `role` approves."""
        return _parts(self._by_approver.get(role, ()))

    @cached_property
    def _steps(self) -> tuple[tuple[Entry, Step], ...]:
        playbooks = [(entry, step) for entry in self._library.entries("playbook") for step in entry.item.steps]
        regions = [
            (entry, required.step)
            for entry in self._library.entries("region")
            for required in entry.item.required_steps
        ]
        return (*playbooks, *regions)

    @cached_property
    def _by_role(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry, step in self._steps:
            for role in dict.fromkeys((*step.responsible, step.accountable, *step.consulted, *step.informed)):
                found.setdefault(role, []).append(Placed(entry, step, letters(step, role)))
        return found

    @cached_property
    def _by_tool(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry, step in self._steps:
            for tool in step.tools:
                found.setdefault(tool, []).append(Placed(entry, step))
        return found

    @cached_property
    def _by_approver(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry in self._library.entries("playbook"):
            gates = (stage.gate for stage in entry.item.stages)
            for gate in gates:
                for approver in gate.approvers if gate else ():
                    found.setdefault(approver.role, []).append(Placed(entry, gate))
        return found


def _parts(placed: Iterable[Placed]) -> tuple[Part, ...]:
    by_source: dict[str, list[Placed]] = {}
    titles: dict[str, str] = {}
    for one in placed:
        key = "" if one.source.kind == "region" else one.source.id
        by_source.setdefault(key, []).append(one)
        titles[key] = one.source.title if key else "Required in some regions"
    return tuple(Part(titles[key], tuple(items)) for key, items in by_source.items())
