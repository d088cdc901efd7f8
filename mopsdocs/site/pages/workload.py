"""How much work every role has in every week, over all campaigns that are ahead, as bars with a line for capacity."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mopsdocs.campaigns.load import WeekLoad
from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages.axis import Axis, Tick
from mopsdocs.site.pages.labels import hours
from mopsdocs.site.pages.runs import Run, Runs
from mopsdocs.wording import counted, listed

URL: Final = "load/"
WEEKS: Final = 78
"""Weeks that a chart has at most, a year and a half; beyond, bars are too thin to be seen on a phone."""

HEIGHT: Final = 96
"""Height of the highest bar in pixels."""

_TITLE: Final = "Work by role and week"
_SUMMARY: Final = (
    "How many hours of work the campaigns ahead ask of each role, week by week, and where that is too much."
)
_CAMPAIGNS: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One week with work: its Monday, hours in all and over capacity, and what the campaigns ask for, most first.

    Heights are pixels: `high` of the bar as a whole, `over` of the part above the capacity.
    """

    monday: datetime.date
    hours: float
    too_much: float
    campaigns: tuple[tuple[Run, float], ...]
    more: int
    at: str
    width: str
    high: float
    over: float


class RoleLoad:
    """The chart and the table of one role. `monday` is the first week of all charts, `weeks` their number."""

    def __init__(self, title: str, role: str, loads: Sequence[WeekLoad], monday: datetime.date, weeks: int) -> None:
        self.title = title
        self.role = role
        self.capacity = loads[0].capacity
        self._loads = loads
        self.axis = Axis(monday, _weeks_from(monday, weeks))

    @property
    def most(self) -> float:
        """Hours that the height stands for."""
        return max(*(load.hours for load in self._loads), self.capacity or 0.0)

    @property
    def line(self) -> float | None:
        """How far below the top the capacity lies, in pixels."""
        return round(HEIGHT * (1 - self.capacity / self.most), 1) if self.capacity else None

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Marks of the axis."""
        return self.axis.ticks

    def bars(self, runs: Runs) -> Iterator[Bar]:
        """One for each week with work, in order of time."""
        part = self.axis.part(_weeks_from(self.axis.first, 1)) - self.axis.part(self.axis.first)
        for load in self._loads:
            monday = monday_of(load.week)
            asked = sorted(load.campaigns, key=lambda one: (-one[1], one[0]))
            yield Bar(
                monday,
                load.hours,
                load.too_much,
                tuple((runs.of(id), hours) for id, hours in asked[:_CAMPAIGNS]),
                max(len(asked) - _CAMPAIGNS, 0),
                f"{self.axis.part(monday) + part * 0.08:.2f}%",
                f"{part * 0.84:.2f}%",
                round(HEIGHT * load.hours / self.most, 1),
                round(HEIGHT * load.too_much / self.most, 1),
            )

    @property
    def over(self) -> tuple[WeekLoad, ...]:
        """Weeks with more work than time."""
        return tuple(load for load in self._loads if load.too_much)

    @property
    def said(self) -> str:
        """The chart in words."""
        busiest = max(self._loads, key=lambda load: load.hours)
        monday = monday_of(busiest.week)
        week = f"in the week of {monday.day} {monday:%B %Y}"
        text = f"{hours(round(busiest.hours, 1))} of work {week}."
        if len(self._loads) > 1:
            text = f"{counted(len(self._loads), 'week')} with work; most {week}, {hours(round(busiest.hours, 1))}."
        if self.capacity is None:
            return text
        if not self.over:
            return f"{text} Never more than the {hours(self.capacity)} that there are."
        return f"{text} More than the {hours(self.capacity)} that there are in {counted(len(self.over), 'week')}."


class LoadView:
    """What the page shows."""

    def __init__(self, library: Library, runs: Runs) -> None:
        self._library = library
        self.runs = runs

    @property
    def roles(self) -> tuple[RoleLoad, ...]:
        """Roles with work, by title; all charts have the same weeks."""
        return tuple(self._charts.values())

    @property
    def busy(self) -> tuple[RoleLoad, ...]:
        """Those with more work than time in some week."""
        return tuple(load for load in self.roles if load.over)

    @property
    def left_out(self) -> str:
        """What the charts leave out, in words; '' for nothing."""
        if not self._of_roles:
            return ""
        first, weeks = self._window
        mondays = [monday_of(load.week) for load in self._of_roles]
        before = len({monday for monday in mondays if monday < first})
        after = len({monday for monday in mondays if monday >= _weeks_from(first, weeks)})
        parts = [f"{counted(before, 'week')} before"] * bool(before) + [f"{counted(after, 'week')} after"] * bool(after)
        return f"{listed(parts)} that time with work are not shown." if parts else ""

    def of(self, role: str) -> RoleLoad | None:
        """The chart of the role called `role`, None where it has no work."""
        return self._charts.get(role)

    @cached_property
    def _of_roles(self) -> tuple[WeekLoad, ...]:
        return tuple(load for load in self.runs.loads if load.who[0] == "role")

    @cached_property
    def _window(self) -> tuple[datetime.date, int]:
        """The first Monday of the charts and their weeks: all that have work, or as many around the middle of it."""
        mondays = sorted(monday_of(load.week) for load in self._of_roles)
        first, last = mondays[0], mondays[-1]
        weeks = (last - first).days // 7 + 1
        if weeks <= WEEKS:
            return first, weeks
        middle = mondays[len(mondays) // 2]
        return max(first, _weeks_from(middle, -WEEKS // 2)), WEEKS

    @cached_property
    def _charts(self) -> Mapping[str, RoleLoad]:
        if not self._of_roles:
            return {}
        first, weeks = self._window
        found: dict[str, list[WeekLoad]] = {}
        for load in self._of_roles:
            if first <= monday_of(load.week) < _weeks_from(first, weeks):
                found.setdefault(load.who[1], []).append(load)
        titles = {role: self._library.title("role", role) for role in found}
        ordered = sorted(found, key=lambda role: (titles[role].lower(), role))
        return {role: RoleLoad(titles[role], role, found[role], first, weeks) for role in ordered}


def monday_of(week: str) -> datetime.date:
    """The Monday of the ISO week called `week`, such as `2027-W10`."""
    year, number = week.split("-W")
    return datetime.date.fromisocalendar(int(year), int(number), 1)


def _weeks_from(monday: datetime.date, weeks: int) -> datetime.date:
    """`monday` and so many weeks, within what calendars have."""
    return datetime.date.fromordinal(min(max(monday.toordinal() + 7 * weeks, 1), datetime.date.max.toordinal()))


def pages(view: LoadView, linked: frozenset[str]) -> Iterator[Page]:
    """The page of work, where there is any; `linked` are the addresses of pages that list the steps of roles."""
    if view.roles or view.runs.not_counted:
        context = {"view": view, "runs": view.runs, "height": HEIGHT, "linked": linked}
        yield Page(URL, _TITLE, "load.html", context, _SUMMARY)
