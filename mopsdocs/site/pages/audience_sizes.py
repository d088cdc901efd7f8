"""The sizes of an audience, told apart where the gates of a playbook have other approvers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.conditions.expressions import variable_name
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.remaining import thresholds
from mopsdocs.documents.model import Playbook

_ROUND: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Size:
    """All numbers from `least` to `most`, which have the same approvers; `most` is None for the largest."""

    least: int
    most: int | None

    @property
    def title(self) -> str:
        """The numbers in words: `1,000 to 4,999`."""
        if self.most is None:
            return f"{self.least:,} and more" if self.least else "Any number"
        return f"{self.least:,} to {self.most:,}" if self.least else f"Fewer than {self.most + 1:,}"

    @property
    def examples(self) -> tuple[int, ...]:
        """Round numbers of this size that people ask about: 5,000, 10,000, 20,000, 50,000."""
        most = self.most if self.most is not None else 20 * self.least
        rounds = (digit * 10**power for power in range(2, 6) for digit in _ROUND)
        return tuple(number for number in rounds if self.least <= number <= most)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The variable that counts the audience, with its title, and its sizes, smallest first."""

    name: str
    title: str
    all: tuple[Size, ...]


_UNCOUNTED: Final = Sizes("", "", (Size(0, None),))


def audience_sizes(playbook: Playbook) -> Sizes:
    """The sizes that the gates of `playbook` tell apart; a single one where they ask for no number.

    Where approvers depend on several numbers, it is the one that most conditions ask for.
    """
    titles = {variable_name(one.id): one.title for one in playbook.variables if one.type == "integer"}
    found = [(name, number) for name, number in _compared(playbook) if name in titles and number > 0]
    if not found:
        return _UNCOUNTED
    counts = Counter(name for name, _ in found)
    name = min(counts, key=lambda each: (-counts[each], each))
    starts = [0, *sorted({number for each, number in found if each == name})]
    ends = [*(start - 1 for start in starts[1:]), None]
    return Sizes(name, titles[name], tuple(map(Size, starts, ends)))


def _compared(playbook: Playbook) -> Iterator[tuple[str, int]]:
    for stage in playbook.stages:
        for approver in stage.gate.approvers if stage.gate is not None else ():
            expression = reading(approver.when) if approver.when is not None else None
            if expression is not None and not isinstance(expression, Flaw):
                yield from thresholds(expression)
