"""Every campaign of a workspace on a day, those with work ahead first, and which cannot be looked at."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from mopsdocs.campaigns.day_zero import day_zero
from mopsdocs.campaigns.days import days_of
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.results import Achieved, achievements
from mopsdocs.campaigns.standing import Standing
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Metric
from mopsdocs.errors import MopsError

_ORDER: Final = ("launched", "running", "planned", "on_hold", "completed", "cancelled")
_ACHIEVED: Final = ("launched", "completed")
"""Where campaigns stand that may have results."""


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign: where it stands, and what it achieved once it is launched."""

    standing: Standing
    achieved: tuple[Achieved, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A campaign that cannot be looked at: its id or path, why, and what helps."""

    campaign: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Campaigns on the day `today`."""

    today: datetime.date
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def overview(library: Library, today: datetime.date, region: str | None = None) -> Overview:
    """The campaigns of `library`, of one region if that is given: by status, then by day 0, then by id."""
    plans = Plans(library)
    metrics: Mapping[str, Metric] = {entry.id: entry.item for entry in library.entries("metric")}
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for campaign in _sorted(cast(Campaign, entry.item) for entry in library.entries("campaign")):
        if region is not None and campaign.region != region:
            continue
        try:
            rows.append(_row(plans, campaign, today, metrics))
        except MopsError as error:
            left_out.append(LeftOut(campaign.id, error.message, error.hint))
    return Overview(today, tuple(rows), tuple(left_out))


def _sorted(campaigns: Iterable[Campaign]) -> list[Campaign]:
    return sorted(campaigns, key=lambda one: (_ORDER.index(one.status), one.anchor_date, one.id))


def _row(plans: Plans, campaign: Campaign, today: datetime.date, metrics: Mapping[str, Metric]) -> Row:
    plan = plans.plan(campaign)
    zero, _ = day_zero(plan, campaign.anchor_date)
    achieved = achievements(campaign, plan.playbook, metrics) if campaign.status in _ACHIEVED else ()
    return Row(Standing(days_of(plan, zero), today), achieved)
