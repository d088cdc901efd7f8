"""What the page of a regional copy marks: what is the region's own, and what the library has changed since."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import MISSING, path_of, stage_of, value_at
from mopsdocs.site.pages.copy_states import STATES, CopyState, in_sentence
from mopsdocs.site.pages.differences import Decision, Difference, Wording
from mopsdocs.site.pages.facts import region_title
from mopsdocs.site.pages.plain_values import title_in
from mopsdocs.site.urls import url_of

if TYPE_CHECKING:
    from mopsdocs.regions.merging.changes import Change

_STAGE: Final = re.compile(r"stages\[([^\]]*)\]")


@dataclass(slots=True)
class StepMarks:
    """What is marked in one step: a label, the region's own changes, those of the library, and open decisions."""

    label: str = ""
    own: list[Difference] = field(default_factory=list)
    behind: list[Difference] = field(default_factory=list)
    decisions: list[Difference] = field(default_factory=list)
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class MissingStep:
    """A step of the library that is not in the copy; `url` leads to it, '' when the library has no such step now."""

    title: str
    url: str


@dataclass(slots=True)
class _Found:
    """Differences by where on the page they are shown."""

    steps: dict[str, StepMarks] = field(default_factory=dict)
    own: list[Difference] = field(default_factory=list)
    behind: list[Difference] = field(default_factory=list)
    removed: dict[str, list[MissingStep]] = field(default_factory=dict)
    coming: dict[str, list[MissingStep]] = field(default_factory=dict)
    gates: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    def step(self, id: str) -> StepMarks:
        return self.steps.setdefault(id, StepMarks())


class CopyMarks:
    """The marks of the copy `entry`, which was made from `source`, or from a playbook that is gone."""

    def __init__(self, library: Library, entry: Entry, source: Entry | None, state: CopyState) -> None:
        self._library = library
        self._entry = entry
        self._source = source
        self.state = state
        self._copy: Mapping[str, Any] = entry.source.value
        self._theirs: Mapping[str, Any] | None = source.source.value if source is not None else None

    @property
    def label(self) -> str:
        """The copy's state in words."""
        return STATES[self.state.name][0]

    @property
    def meaning(self) -> str:
        """What the state means."""
        return STATES[self.state.name][1]

    @property
    def newer(self) -> str:
        """The version that the library has by now; '' when it is the one that the copy was made from."""
        known = self.state.standing
        return (
            known.upstream_version or "" if known is not None and known.upstream_version != known.base_version else ""
        )

    @property
    def counts(self) -> tuple[str, ...]:
        """How many changes of each kind there are, in words."""
        return tuple(in_sentence(number, name) for number, name in self.state.counts)

    @property
    def differs(self) -> str:
        """The label of what is not as in the library: nobody knows whose doing it is once the base is lost."""
        return "Differs" if self.state.unexplained else "Changed here"

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What somebody has to decide."""
        return tuple(self._wording.decision(conflict, whole=True) for conflict in self.state.conflicts)

    @property
    def own(self) -> Sequence[Difference]:
        """What the region has changed outside its steps."""
        return self._found.own

    @property
    def behind(self) -> Sequence[Difference]:
        """What the library has changed outside its steps."""
        return self._found.behind

    @property
    def comments(self) -> int:
        """How many changes are only about comments or layout, which no page shows."""
        return self._found.comments

    @cached_property
    def declined(self) -> tuple[str, ...]:
        """What the region does not want from the library."""
        origin = self._entry.item.origin
        return tuple(self._wording.subject(path_of(unit)) for unit in origin.kept) if origin is not None else ()

    def step(self, id: str) -> StepMarks:
        """The marks of a step."""
        marks = self._found.steps.get(id) or StepMarks()
        if id in self._required:
            marks.label = f"Required in {region_title(self._library, self._entry.item.region)}"
        return marks

    def gate_label(self, stage: str) -> str:
        """The label of a stage's gate where it is not as in the library; the list on top says how."""
        return self._found.gates.get(stage, "")

    def removed(self, stage: str) -> Sequence[MissingStep]:
        """Steps of the library that the region has taken out of a stage."""
        return self._found.removed.get(stage, ())

    def coming(self, stage: str) -> Sequence[MissingStep]:
        """Steps that are new in the library and will come into a stage."""
        return self._found.coming.get(stage, ())

    @cached_property
    def to_take_over(self) -> tuple[Difference, ...]:
        """Everything that the library has changed since, in steps or not, but for the version and comments."""
        changes = [change for change in self.state.behind if change.kind != "comment"]
        return tuple(
            self._wording.difference(change, whole=True, found_in_copy=False)
            for change in changes
            if change.path != ("version",)
        )

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._library, self._copy, self._theirs)

    @cached_property
    def _required(self) -> frozenset[str]:
        """Ids of the steps that are there because the region requires them."""
        region = self._library.get("region", self._entry.item.region)
        if region is None:
            return frozenset()
        ids = {id for required in region.item.required_steps for id in (required.step.id, *required.step.previous_ids)}
        return frozenset(
            id for id in ids if self._theirs is None or value_at(self._theirs, ("stages", "steps", id)) is MISSING
        )

    @cached_property
    def _found(self) -> _Found:
        found = _Found()
        for change in (*self.state.local, *self.state.unexplained):
            self._sort_in(found, change, own=True)
        for change in self.state.behind:
            self._sort_in(found, change, own=False)
        for conflict in self.state.conflicts:
            step = self._step_at(conflict.question[0])
            if step is not None:
                found.step(step).decisions.append(self._wording.decision(conflict, whole=False).difference)
        return found

    def _sort_in(self, found: _Found, change: Change, *, own: bool) -> None:
        """Puts a change where the page shows it."""
        if change.kind == "comment":
            found.comments += 1
        elif change.path[:2] == ("stages", "steps") and len(change.path) == 3 and change.kind in ("added", "removed"):
            self._whole_step(found, change, own=own)
        elif not (own and self._is_to_be_decided(change.path)):
            self._difference(found, change, own=own)

    def _whole_step(self, found: _Found, change: Change, *, own: bool) -> None:
        step = self._step_at(change.path)
        if own == (change.kind == "removed"):
            places = found.removed if own else found.coming
            places.setdefault(self._stage_id(change), []).append(self._missing(change))
        elif step is not None and own:
            found.step(step).label = "Only here" if self.state.unexplained else "Added here"
        elif step is not None:
            found.step(step).dropped = True

    def _difference(self, found: _Found, change: Change, *, own: bool) -> None:
        step = self._step_at(change.path)
        difference = self._wording.difference(change, whole=step is None, found_in_copy=own)
        if difference.here == difference.library and not difference.note:
            return  # both have made the same change
        if step is not None:
            marks = found.step(step)
            (marks.own if own else marks.behind).append(difference)
            return
        (found.own if own else found.behind).append(difference)
        if change.path[2:3] == ("gate",):
            found.gates.setdefault(change.path[1], self.differs if own else "Behind")
        if own and change.kind == "added" and change.path[:1] == ("stages",) and len(change.path) == 2:
            self._new_stage(found, change)

    def _new_stage(self, found: _Found, change: Change) -> None:
        """Steps of a stage that is only here: new ones, and those that have come from another stage."""
        for step in change.new.get("steps", ()) if isinstance(change.new, Mapping) else ():
            there = stage_of(self._theirs, step["id"])
            if there is MISSING:
                found.step(step["id"]).label = "Added here"
            else:
                here = title_in(change.new, change.path[1])
                found.step(step["id"]).own.append(Difference("Stage", here, title_in(there, "")))

    def _is_to_be_decided(self, path: Path) -> bool:
        return any(path[: len(conflict.question[0])] == conflict.question[0] for conflict in self.state.conflicts)

    def _step_at(self, path: Path) -> str | None:
        """The id, in the copy, of the step that `path` leads to or into; None for everything else."""
        if path[:2] != ("stages", "steps") or len(path) < 3:
            return None
        found = value_at(self._copy, path[:3])
        return str(found["id"]) if found is not MISSING else None

    def _stage_id(self, change: Change) -> str:
        """The id, in the copy, of the stage that a step of the library stands in."""
        match = _STAGE.match(change.unit)
        stage = value_at(self._copy, ("stages", match[1])) if match is not None else MISSING
        return str(stage["id"]) if stage is not MISSING else ""

    def _missing(self, change: Change) -> MissingStep:
        id = change.path[2]
        there = value_at(self._theirs, change.path) if self._theirs is not None else MISSING
        title = title_in(change.old or change.new if there is MISSING else there, id)
        known = self._source is not None and there is not MISSING
        return MissingStep(title, f"{url_of(self._source)}#step-{there['id']}" if self._source and known else "")
