"""The moments at which a playbook goes live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mopsdocs.checks.facts.playbooks import library_playbook_in_use, outline_is_certain
from mopsdocs.checks.facts.steps import PlacedStep, steps_of
from mopsdocs.checks.facts.topics import is_covered
from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook, Settings
from mopsdocs.documents.timing import offset


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch stage by its id and number, and the step with which it goes live.

    That is its first milestone in time. A stage without milestones prepares first, so there it is the last step.
    """

    id: str
    stage: int
    moment: PlacedStep

    @property
    def due(self) -> str:
        """When it goes live, as the documents write due dates."""
        return self.moment.step.due

    @property
    def pointer(self) -> Pointer:
        """Where the stage stands."""
        return "stages", self.stage

    def minus(self, period: str) -> str | None:
        """The time that lies `period` before it; None where only a calendar could tell."""
        at, back = offset(self.due), offset(period)
        if at.amount == 0 or at.unit == back.unit:
            return f"{at.amount - back.amount}{back.unit}"
        return None


def launches(playbook: Playbook) -> Iterator[Launch]:
    """Every launch stage of `playbook` in reading order."""
    for number, stage in enumerate(playbook.stages):
        if stage.type == "launch":
            steps = steps_of(stage, number)
            milestones = [placed for placed in steps if placed.step.kind == "milestone"]
            moment = min(milestones, key=_time) if milestones else max(steps, key=_time)
            yield Launch(stage.id, number, moment)


def launch_without(document: Document, topic: str, settings: Settings) -> Launch | None:
    """The first launch of a library playbook whose stages say nothing about `topic`; None where they do."""
    playbook = library_playbook_in_use(document)
    launch = next(launches(playbook), None) if playbook is not None else None
    if launch is None or is_covered(document, topic, settings) or not outline_is_certain(document):
        return None
    return launch


def _time(placed: PlacedStep) -> float:
    return offset(placed.step.due).nominal_hours
