"""Quarters of a year, and which campaigns have something due in one."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.errors import MopsError

_WRITTEN: Final = re.compile(r"([0-9]{4})-?[qQ]([1-4])\Z")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months; `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> Quarter:
        """The quarter that `day` lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def written(cls, text: str) -> Quarter:
        """The quarter written as `2027-Q1`; raises MopsError."""
        match = _WRITTEN.match(text)
        if match is None or int(match[1]) < datetime.MINYEAR:
            raise MopsError(f'"{text}" is not a quarter.', "Write year and quarter, such as 2027-Q1.")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    def has(self, day: datetime.date) -> bool:
        """Whether `day` lies in it."""
        return Quarter.of(day) == self

    def is_touched_by(self, made: Schedule) -> bool:
        """Whether a step or a gate is due in it, on its first day or a further one."""
        days = [placed.date for placed in made.days.steps.values() if placed is not None]
        days += [gate.placed.date for gate in made.days.gates.values() if gate.placed is not None]
        return any(map(self.has, days)) or any(self.has(day) for again in made.again.values() for day in again)
