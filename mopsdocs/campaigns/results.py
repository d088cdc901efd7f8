"""What a campaign achieved: its results held against the targets of its playbook's KPIs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.documents.model import Campaign, Metric, PlaybookHead, Result

Outcome = Literal["met", "missed", "not-measured", "no-target", "not-comparable"]
"""How a KPI came out. `not-comparable`: one of the two is no number, or nothing says whether more is better."""

_NUMBER: Final = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?) ?(%?)\Z")


@dataclass(frozen=True, slots=True)
class Achieved:
    """One metric at the end: what was aimed at, and what was measured last. `target` is None without one.

    `is_kpi` tells the KPIs of the playbook from what was measured besides.
    """

    metric: str
    target: int | float | str | None
    value: int | float | str | None
    on: datetime.date | None
    note: str | None
    outcome: Outcome
    is_kpi: bool


def achievements(campaign: Campaign, playbook: PlaybookHead, metrics: Mapping[str, Metric]) -> tuple[Achieved, ...]:
    """Every KPI of `playbook`, then whatever else was measured, each once with its newest value.

    `metrics` is the catalogue by id. Whether more or less meets a target is what `direction` says there; a metric that
    is to stay `steady` meets its target exactly or misses it; without a direction the two cannot be compared.
    """
    newest = _newest(campaign)
    return tuple(_achievements(newest, playbook, metrics))


def _achievements(
    newest: Mapping[str, Result], playbook: PlaybookHead, metrics: Mapping[str, Metric]
) -> Iterator[Achieved]:
    targets = {kpi.metric: kpi.target for kpi in reversed(playbook.kpis)}
    for metric in dict.fromkeys((*(kpi.metric for kpi in playbook.kpis), *newest)):
        result, target = newest.get(metric), targets.get(metric)
        yield Achieved(
            metric=metric,
            target=target,
            value=result.value if result is not None else None,
            on=result.on if result is not None else None,
            note=result.note if result is not None else None,
            outcome=_outcome(result, target, metrics.get(metric)),
            is_kpi=metric in targets,
        )


def _newest(campaign: Campaign) -> dict[str, Result]:
    """The newest result of each metric, in the order in which the metrics come; without days the later one counts."""
    found: dict[str, Result] = {}
    for result in campaign.results:
        before = found.get(result.metric)
        if before is None or before.on is None or result.on is None or result.on >= before.on:
            found[result.metric] = result
    return found


def _outcome(result: Result | None, target: float | str | None, metric: Metric | None) -> Outcome:
    if result is None:
        return "not-measured"
    if target is None:
        return "no-target"
    unit = metric.unit if metric is not None else ""
    wanted, measured = _number(target, unit), _number(result.value, unit)
    direction = metric.direction if metric is not None else None
    if wanted is None or measured is None:
        return "not-comparable"
    if wanted == measured:
        return "met"
    if direction is None:
        return "not-comparable"
    better = "up" if measured > wanted else "down"
    return "met" if better == direction else "missed"


def _number(value: float | str, unit: str) -> float | None:
    """The number that `value` is: 12, `1,200`, and `4.5 %` of a metric that is counted in %; None for anything else."""
    if not isinstance(value, str):
        return float(value)
    found = _NUMBER.match(value.strip())
    if found is None or (found[2] and found[2] != unit):
        return None
    return float(found[1].replace(",", ""))
