"""What waits for what in a playbook: a list of every step that has to wait, and the same as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from mopsdocs.documents.timing import work_hours
from mopsdocs.site.drawing.layers import rows_of, without_circles
from mopsdocs.site.drawing.network import Band, Network, Node, network
from mopsdocs.site.pages.steps import StageView, StepView

MOST: Final = 120
"""Steps that a picture can have; nobody finds anything in a larger one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The picture, None where there would be too much or nothing in it, and the longest chain of work in it.

    `chain` has titles and anchors, first to last; `hours` is the work in it.
    """

    picture: Network | None
    chain: tuple[tuple[str, str], ...]
    hours: float


_Key = tuple[tuple[str, str, tuple[tuple[str, str, tuple[str, ...], bool, float], ...]], ...]


def waiting(stages: Sequence[StageView]) -> Waiting:
    """What waits for what in `stages`; regional copies with the same titles and order share one."""
    return _waiting(
        tuple(
            (f"{stage.number}. {stage.stage.title}", stage.stage.type, tuple(_step(view) for view in stage.steps))
            for stage in stages
        )
    )


def waits(stages: Sequence[StageView]) -> tuple[StepView, ...]:
    """Every step that waits for another one, in reading order."""
    return tuple(view for stage in stages for view in stage.steps if view.needs)


def _step(view: StepView) -> tuple[str, str, tuple[str, ...], bool, float]:
    step = view.step
    first = tuple(need.anchor for need in view.needs if need.anchor)
    return step.title, view.anchor, first, step.severity == "blocker", work_hours(step.effort) if step.effort else 0.0


@lru_cache(maxsize=512)
def _waiting(stages: _Key) -> Waiting:
    steps = [step for _, _, found in stages for step in found]
    number = {anchor: place for place, (_, anchor, *_) in enumerate(steps)}
    arrows = tuple(
        (number[before], number[anchor]) for _, anchor, first, *_ in steps for before in first if before in number
    )
    longest = _chain(arrows, [hours for *_, hours in steps])
    named = tuple(steps[place][:2] for place in longest)
    hours = sum(steps[place][4] for place in longest)
    if not arrows or len(steps) > MOST:
        return Waiting(None, named, hours)
    nodes = tuple(
        Node(title, f"#{anchor}", group, "blocker" if blocker else "")
        for group, (_, _, found) in enumerate(stages)
        for title, anchor, _, blocker, _ in found
    )
    bands = tuple(Band(title, type.replace("_", "-")) for title, type, _ in stages)
    return Waiting(network(nodes, bands, arrows, longest, directed=True), named, hours)


def _chain(arrows: Sequence[tuple[int, int]], hours: Sequence[float]) -> tuple[int, ...]:
    """The steps, each waiting for the one before, that have most work in them together; at least two, or none."""
    arrows = without_circles(len(hours), arrows)
    before: dict[int, list[int]] = {}
    for first, then in arrows:
        before.setdefault(then, []).append(first)
    best: dict[int, tuple[float, int, int]] = {}
    for node in chain.from_iterable(rows_of((0,) * len(hours), arrows, len(hours) or 1)):
        start = max(((best[first][0], best[first][1], -first) for first in before.get(node, ())), default=(0.0, 0, 1))
        best[node] = (start[0] + hours[node], start[1] + 1, -start[2])
    if not arrows:
        return ()
    here = max(before, key=lambda node: (best[node][0], best[node][1], -node))
    found = [here]
    while best[here][2] >= 0:
        here = best[here][2]
        found.append(here)
    return tuple(reversed(found))
