"""Day 0 of a campaign: the anchor as a moment in the region's time zone, and what is odd about it."""

from __future__ import annotations

import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mopsdocs.campaigns.model import Plan, Problem
from mopsdocs.campaigns.placing import Moment
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.timing import weekday_in_words

_START: Final = "09:00"


def day_zero(plan: Plan, anchor: datetime.date) -> tuple[Moment, list[Problem]]:
    """The moment that `plan` counts from when day 0 is `anchor`, and the problems with it.

    The time is the campaign's, else the beginning of the region's send window, else nine in the morning.
    """
    campaign, region = plan.campaign, plan.region
    zone, problems = _zone(region.timezone, region.code)
    window = region.send_window.start if region.send_window is not None else None
    text = campaign.anchor_time or window or _START
    time = datetime.datetime.combine(anchor, datetime.time.fromisoformat(text), zone)
    if campaign.anchor_time is None and plan.course.counts_hours:
        source = "the beginning of the send window" if window is not None else "which nobody has chosen"
        message = f"Hours are counted from {text}, {source}, because the campaign has no time for day 0."
        hint = f'Write anchor_time: "{text}", or the real time, below anchor_date.'
        problems.append(Problem("time-assumed", Severity.INFO, message, hint))
    if campaign.anchor_time is not None and not _exists(time):
        message = (
            f"On {weekday_in_words(anchor)} the clocks of {region.timezone} skip {text}, so it counts an hour later."
        )
        problems.append(Problem("time-skipped", Severity.WARNING, message, "Choose another anchor_time."))
    return Moment(anchor, time), problems


def _zone(name: str, region: str) -> tuple[datetime.tzinfo, list[Problem]]:
    try:
        return ZoneInfo(name), []
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f'There is no time zone "{name}"; times are those of UTC.'
        hint = f"Correct timezone in site_config/regions/{region}.yml; names look like Europe/Berlin."
        return ZoneInfo("UTC"), [Problem("zone-unknown", Severity.ERROR, message, hint)]


def _exists(time: datetime.datetime) -> bool:
    """Whether clocks ever show `time`, which they do not in the hour that is left out in spring."""
    try:
        return time.astimezone(datetime.UTC).astimezone(time.tzinfo).replace(tzinfo=None) == time.replace(tzinfo=None)
    except OverflowError:
        return True
