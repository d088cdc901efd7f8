"""Checklists across playbooks: for each stage everything that has to be looked at in it, whatever is being run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.stages import STAGE_ORDER
from mopsdocs.site.page import Page
from mopsdocs.site.pages.conditions import Condition
from mopsdocs.site.pages.labels import inline, label
from mopsdocs.site.pages.region import only_with, required_steps
from mopsdocs.site.pages.steps import GateView, StepView, stage_views, variable_names
from mopsdocs.site.pages.ticks import Criterion, Point
from mopsdocs.site.urls import url_of

URL: Final = "checklists/"

LIMIT: Final = 200
"""Playbooks that one checklist shows. Of the others it tells the number, or it would never end."""

_SUMMARY: Final = "What has to be checked in each stage, over all playbooks: choose a stage, and tick as you go."
_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "planning": ("kick-off", "preparation"),
    "segmentation": ("audience", "list"),
    "build": ("production", "set-up"),
    "content_review": ("copy review", "proofreading"),
    "qa": ("quality assurance", "pre-send", "peer review", "QA"),
    "launch": ("go-live", "pre-launch", "before sending"),
    "monitor": ("monitoring", "post-launch", "after sending"),
    "retrospective": ("lessons learned", "debrief", "post-mortem"),
}
"""What people call such a checklist, without the word itself: it would outweigh what they ask for."""


@dataclass(frozen=True, slots=True)
class Part:
    """A step or gate with what there is to tick: itself, where it is a check, and its points or criteria.

    `type` is the kind of the step, or the type of the gate; `tick` is empty where it cannot be ticked itself.
    """

    title: str
    url: str
    type: str
    due: str
    roles: tuple[str, ...]
    tick: str = ""
    severity: str | None = None
    condition: Condition | None = None
    points: tuple[Point, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    note: str = ""

    @property
    def is_blocker(self) -> bool:
        """Whether nothing may go out without it, or without one of its points."""
        return self.severity == "blocker" or any(point.is_blocker for point in self.points)

    @property
    def boxes(self) -> int:
        """How much of it can be ticked."""
        return bool(self.tick) + len(self.points) + len(self.criteria)


@dataclass(frozen=True, slots=True)
class Group:
    """What one playbook, or one region for all playbooks, has to check in a stage: blockers first, gates last."""

    entry: Entry
    parts: tuple[Part, ...]
    copies: int = 0

    @property
    def boxes(self) -> int:
        """How much of it can be ticked."""
        return sum(part.boxes for part in self.parts)

    @property
    def blockers(self) -> int:
        """How many of its steps and points are blockers."""
        found = (point for part in self.parts for point in part.points)
        return sum(part.severity == "blocker" for part in self.parts) + sum(point.is_blocker for point in found)


@dataclass(frozen=True, slots=True)
class StageChecklist:
    """The checklist of a type of stage."""

    type: str
    groups: tuple[Group, ...]
    regions: tuple[Group, ...]

    @property
    def url(self) -> str:
        """Address of its page: `checklists/content-review/`."""
        return f"{URL}{self.type.replace('_', '-')}/"

    @property
    def title(self) -> str:
        """`QA checklist`."""
        return f"{label(self.type)} checklist"

    @property
    def shown(self) -> tuple[Group, ...]:
        """The playbooks that the page shows."""
        return self.groups[:LIMIT]

    @property
    def more(self) -> int:
        """How many playbooks it leaves out."""
        return len(self.groups) - len(self.shown)

    @property
    def boxes(self) -> int:
        """How much there is to tick in all of them."""
        return sum(group.boxes for group in (*self.groups, *self.regions))

    @property
    def blockers(self) -> int:
        """How many blockers there are in all of them."""
        return sum(group.blockers for group in (*self.groups, *self.regions))


class ChecklistsView:
    """The checklists of a workspace, worked out once for all of their pages."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def stages(self) -> tuple[StageChecklist, ...]:
        """Those that have anything in them, in the order in which the stages come."""
        groups: dict[str, list[Group]] = {type: [] for type in STAGE_ORDER}
        regions: dict[str, list[Group]] = {type: [] for type in STAGE_ORDER}
        copies = Counter(copy.head.id for copy in self._library.all_copies)
        for entry in self._library.entries("playbook"):
            for type, parts in _of_playbook(entry).items():
                groups[type].append(Group(entry, parts, copies[entry.id]))
        for entry in self._library.entries("region"):
            for type, parts in _of_region(entry).items():
                regions[type].append(Group(entry, parts))
        found = (StageChecklist(type, tuple(groups[type]), tuple(regions[type])) for type in STAGE_ORDER)
        return tuple(checklist for checklist in found if checklist.groups or checklist.regions)


def _of_playbook(entry: Entry) -> dict[str, tuple[Part, ...]]:
    """What there is to check in a playbook, by type of stage."""
    found: dict[str, list[Part]] = {}
    gates: dict[str, list[Part]] = {}
    here = url_of(entry)
    for stage in stage_views(entry.item.stages, variable_names(entry.item)):
        type = stage.stage.type
        steps = (step for step in stage.steps if step.step.kind == "check" or step.checklist)
        found.setdefault(type, []).extend(_of_step(step, here, entry.id, step.step.kind == "check") for step in steps)
        if stage.gate is not None and stage.gate.criteria:
            gates.setdefault(type, []).append(_of_gate(stage.gate, here, entry.id))
    wanted = {type: (*_blockers_first(parts), *gates.get(type, ())) for type, parts in found.items()}
    return {type: parts for type, parts in wanted.items() if parts}


def _of_region(entry: Entry) -> dict[str, tuple[Part, ...]]:
    """The steps that a region requires of all playbooks, by type of stage."""
    found: dict[str, list[Part]] = {}
    for required, step in required_steps(entry.item):
        part = _of_step(step, url_of(entry), f"region/{entry.id}", True, only_with(required))
        found.setdefault(required.after_stage_type, []).append(part)
    return {type: _blockers_first(parts) for type, parts in found.items()}


def _of_step(view: StepView, page: str, owner: str, ticked: bool, note: str = "") -> Part:
    return Part(
        view.step.title,
        f"{page}#{view.anchor}",
        view.step.kind,
        view.step.due,
        view.step.responsible,
        f"{owner}/{view.tick}" if ticked else "",
        view.step.severity,
        view.condition,
        tuple(_named(point, owner) for point in sorted(view.checklist, key=lambda point: not point.is_blocker)),
        note=note,
    )


def _of_gate(view: GateView, page: str, owner: str) -> Part:
    roles = tuple(role for role, _ in view.approvers)
    criteria = tuple(Criterion(one.text, f"{owner}/{one.tick}") for one in view.criteria)
    return Part(view.gate.title, f"{page}#{view.anchor}", view.gate.type, view.gate.due or "", roles, criteria=criteria)


def _named(point: Point, owner: str) -> Point:
    """`point` under a name that no other playbook's has."""
    return Point(point.item, point.condition, f"{owner}/{point.tick}")


def _blockers_first(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: not part.is_blocker))


def pages(library: Library) -> Iterator[Page]:
    """The index and one page for each type of stage."""
    view = ChecklistsView(library)
    if not view.stages:
        return
    answers = ("Where are all checklists?", "What do we check before something goes out?")
    yield Page(URL, "Checklists", "checklists.html", {"view": view}, _SUMMARY, answers=answers)
    for checklist in view.stages:
        stage = inline(checklist.type)
        yield Page(
            checklist.url,
            checklist.title,
            "checklist.html",
            {"checklist": checklist, "limit": LIMIT, "index_url": URL},
            f"Every check and every condition of a gate in the stage {stage}, playbook by playbook, blockers first.",
            answers=(f"What has to be checked in the stage {stage}?",),
            synonyms=_SYNONYMS[checklist.type],
        )
