"""Who does what where: the steps and gates of all playbooks by role and by tool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Gate, Step
from mopsdocs.documents.stages import STAGE_ORDER
from mopsdocs.documents.timing import offset
from mopsdocs.site.pages.raci import letters
from mopsdocs.site.urls import url_of

IN_FULL: Final = 25
"""Playbooks whose steps a role's or tool's page lists. Of the others it tells the number, or it would never end."""


ROWS: Final = 40
"""Steps of one stage that a role's page lists, the first by date. Of the others it tells the number."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A step or gate, the playbook it stands in or the region that requires it, and the letters of a role in it.

    `stage` is the type of its stage, `when` the condition of an approver.
    """

    source: Entry
    item: Step | Gate
    letters: str = ""
    stage: str = ""
    when: str | None = None

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


@dataclass(frozen=True, slots=True)
class StageWork:
    """What a role has to do in stages of one type, over all playbooks, by date; `more` steps are not listed."""

    type: str
    rows: tuple[Placed, ...]
    more: int


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

    def work(self, role: str) -> tuple[StageWork, ...]:
        """Steps that `role` does or answers for, by stage; those that regions add come last, with no type."""
        by_stage: dict[str, list[Placed]] = {}
        for placed in self._by_role.get(role, ()):
            if "R" in placed.letters or "A" in placed.letters:
                by_stage.setdefault(placed.stage if placed.source.kind == "playbook" else "", []).append(placed)
        stages = [(type, sorted(by_stage[type], key=_by_date)) for type in (*STAGE_ORDER, "") if type in by_stage]
        return tuple(StageWork(type, tuple(rows[:ROWS]), max(0, len(rows) - ROWS)) for type, rows in stages)

    def of_tool(self, tool: str) -> tuple[Part, ...]:
        """Steps that need `tool`."""
        return _parts(self._by_tool.get(tool, ()))

    def approvals(self, role: str) -> Sequence[Placed]:
        """Gates that `role` approves, by playbook."""
        return self._by_approver.get(role, ())

    @cached_property
    def _steps(self) -> tuple[tuple[Entry, str, Step], ...]:
        """Every step with where it stands and the type of its stage."""
        playbooks = [
            (entry, stage.type, step)
            for entry in self._library.entries("playbook")
            for stage in entry.item.stages
            for step in stage.steps
        ]
        regions = [
            (entry, required.after_stage_type, required.step)
            for entry in self._library.entries("region")
            for required in entry.item.required_steps
        ]
        return (*playbooks, *regions)

    @cached_property
    def _by_role(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry, stage, step in self._steps:
            for role in dict.fromkeys((*step.responsible, step.accountable, *step.consulted, *step.informed)):
                found.setdefault(role, []).append(Placed(entry, step, letters(step, role), stage))
        return found

    @cached_property
    def _by_tool(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry, stage, step in self._steps:
            for tool in step.tools:
                found.setdefault(tool, []).append(Placed(entry, step, stage=stage))
        return found

    @cached_property
    def _by_approver(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for entry in self._library.entries("playbook"):
            for stage in entry.item.stages:
                for approver in stage.gate.approvers if stage.gate else ():
                    placed = Placed(entry, stage.gate, stage=stage.type, when=approver.when)
                    found.setdefault(approver.role, []).append(placed)
        return found


def _by_date(placed: Placed) -> tuple[float, str, str]:
    due = placed.item.due
    return offset(due).nominal_hours if due else 0.0, placed.item.title.lower(), placed.source.id


def _parts(placed: Iterable[Placed]) -> tuple[Part, ...]:
    by_source: dict[str, list[Placed]] = {}
    titles: dict[str, str] = {}
    for one in placed:
        key = "" if one.source.kind == "region" else one.source.id
        by_source.setdefault(key, []).append(one)
        titles[key] = one.source.title if key else "Required in some regions"
    return tuple(Part(titles[key], tuple(items)) for key, items in by_source.items())
