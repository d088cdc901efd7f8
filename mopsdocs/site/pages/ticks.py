"""What can be ticked on a page, under names that outlast titles.

The browser remembers ticks by these names, and links that share them say which names they were made for. So a name is
made of the first ids that things had, and of a criterion, which has no id, its words: another wording is another
criterion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.model import ChecklistItem, Gate
from mopsdocs.site.pages.conditions import Condition, condition


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a step's checklist."""

    item: ChecklistItem
    condition: Condition | None
    tick: str

    @property
    def is_blocker(self) -> bool:
        """Whether nothing may go out without it."""
        return self.item.severity == "blocker"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What has to be true for a gate to be passed."""

    text: str
    tick: str


def tick(kind: Literal["step", "gate"], first: str) -> str:
    """The name of a step or gate; `first` is the first id that it had."""
    return f"{kind}/{first}"


def points_of(items: Sequence[ChecklistItem], step: str, names: Mapping[str, str]) -> tuple[Point, ...]:
    """The checklist of the step whose tick is called `step`; `names` are titles of variables by id."""
    firsts = first_ids(items)
    return tuple(Point(item, condition(item.when, names), f"{step}/{firsts[item.id]}") for item in items)


def criteria_of(gate: Gate, name: str) -> tuple[Criterion, ...]:
    """The criteria of `gate`, whose own name is `name`."""
    return tuple(Criterion(text, f"{name}/{_short(text)}") for text in gate.criteria)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
