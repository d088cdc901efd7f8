"""How much work everybody has, week by week, over all running campaigns, and where time does not suffice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.campaigns.course import MOST_HOURS
from mopsdocs.campaigns.model import Problem
from mopsdocs.campaigns.schedule import Schedule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Person
from mopsdocs.documents.timing import work_hours
from mopsdocs.wording import quoted

Who = tuple[Literal["role", "person"], str]
"""`("role", id)` or `("person", id)`."""

_ROUNDING: Final = 0.001


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Work of one role or person in one ISO week: hours in all, and how many of them each campaign asks for.

    `capacity` is what people.yml allows in a week; None where it does not say, and for a role of which one holder has
    not said it.
    """

    who: Who
    week: str
    hours: float
    capacity: float | None
    campaigns: tuple[tuple[str, float], ...]

    @property
    def too_much(self) -> float:
        """Hours above the capacity."""
        over = self.hours - self.capacity if self.capacity is not None else 0.0
        return over if over > _ROUNDING else 0.0


def week_loads(schedules: Iterable[Schedule], people: Mapping[str, Person]) -> tuple[WeekLoad, ...]:
    """The load of every role and person in every week, sorted. Steps that are done are no load.

    A step's work is shared evenly by the roles that do it, and a role's part is that of the person who holds it in the
    campaign.
    """
    found: dict[tuple[Who, str], dict[str, float]] = {}
    for made in schedules:
        campaign = made.plan.campaign
        for id, weeks in made.work.items():
            if id in made.days.done:
                continue
            roles = made.plan.course.steps[id].step.responsible
            for week, hours in weeks:
                for role in roles:
                    _add(found, ("role", role), week, campaign.id, hours / len(roles))
                    if role in campaign.people:
                        _add(found, ("person", campaign.people[role]), week, campaign.id, hours / len(roles))
    capacities = _capacities(people)
    return tuple(
        WeekLoad(who, week, sum(parts.values()), capacities.get(who), tuple(sorted(parts.items())))
        for (who, week), parts in sorted(found.items())
    )


def _add(found: dict[tuple[Who, str], dict[str, float]], who: Who, week: str, campaign: str, hours: float) -> None:
    parts = found.setdefault((who, week), {})
    parts[campaign] = parts.get(campaign, 0.0) + hours


def _capacities(people: Mapping[str, Person]) -> dict[Who, float]:
    found: dict[Who, float] = {}
    unknown: set[str] = set()
    for person in people.values():
        if person.capacity is None:
            unknown.update(person.roles)
            continue
        hours = min(work_hours(person.capacity), MOST_HOURS)
        found["person", person.id] = hours
        for role in person.roles:
            found["role", role] = found.get(("role", role), 0.0) + hours
    return {who: hours for who, hours in found.items() if who[0] == "person" or who[1] not in unknown}


def overloads(loads: Iterable[WeekLoad], campaign: str) -> Iterator[Problem]:
    """A problem for everybody whom `campaign` asks for work in a week with too much of it, worst week first told."""
    worst: dict[Who, list[WeekLoad]] = {}
    for load in loads:
        if load.too_much and load.who[0] == "person" and any(id == campaign for id, _ in load.campaigns):
            worst.setdefault(load.who, []).append(load)
    for (_, person), weeks in worst.items():
        most = max(weeks, key=lambda load: load.too_much)
        others = [id for id, _ in most.campaigns if id != campaign]
        more = f" (and in {len(weeks) - 1} more)" if len(weeks) > 1 else ""
        message = (
            f"{person} has {_hours(most.hours)} of work in {most.week}{more} and time for {_hours(most.capacity or 0)}."
        )
        shared = f"The other campaigns of that week are {quoted(others)}. " if others else ""
        hint = f"{shared}Move work to another person or day, or correct capacity in site_config/people.yml."
        yield Problem("overload", Severity.WARNING, message, hint)


def _hours(amount: float) -> str:
    return f"{round(amount, 1):g} hours"
