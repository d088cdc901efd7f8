"""The lines of the table: what is compared with what, and when that is good enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.benchmarks.timing import Command, Cost

By = Literal["cpu", "wall"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `over` ÷ (`times` × `under`).

    It is judged by processor time or, where several processes work, the clock.
    """

    work: str
    over: str
    under: str
    against: str
    target: float
    at_least: bool = False
    by: By = "cpu"
    times: int = 1
    memory: bool = False
    """Whether the memory of both belongs to it. No process is counted with less than the bench itself has."""

    @property
    def aim(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.target:g}"

    def ratios(self, over: Cost, under: Cost) -> dict[By, float]:
        return {"cpu": over.cpu / under.cpu / self.times, "wall": over.wall / under.wall / self.times}

    def peaks(self, over: Cost, under: Cost) -> str:
        return f"{over.megabytes} / {under.megabytes} MB" if self.memory else "–"

    def verdict(self, ratio: float) -> str:
        return "PASS" if (ratio >= self.target if self.at_least else ratio <= self.target) else "MISS"


@dataclass(frozen=True, slots=True)
class Group:
    """Commands measured in turns with each other, and the rows that come of them."""

    commands: Mapping[str, Command]
    rows: Sequence[Row]
    rounds: int
    warm_up: bool
