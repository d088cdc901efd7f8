"""Work per role, person and week over several campaigns, and who has too much of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from mopsdocs.campaigns.load import WeekLoad, overloads, week_loads
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.documents.model import Person
from tests.campaigns.plans import plan, stage, step

MONDAY = datetime.date(2027, 2, 8)


def run(id: str, effort: str = "8h", anchor: datetime.date = MONDAY, **campaign: Any) -> Schedule:
    steps = stage(step("a", "+1bd", effort=effort, responsible=["doer", "boss"]), step("b", "+2bd", effort="2h"))
    return schedule(plan([steps], anchor=anchor, id=id, **campaign))


def people(doer: str | None = None, boss: str | None = None) -> dict[str, Person]:
    return {
        "desk": Person(id="desk", name="Desk", roles=("doer",), capacity=doer),
        "chief": Person(id="chief", name="Chief", roles=("boss", "doer"), capacity=boss),
    }


def load(found: tuple[WeekLoad, ...], kind: str, id: str, week: str = "2027-W06") -> WeekLoad:
    (one,) = (one for one in found if one.who == (kind, id) and one.week == week)
    return one


def test_campaigns_add_up_and_roles_share_evenly() -> None:
    found = week_loads([run("c1"), run("c2", "4h")], people())
    desk = load(found, "person", "desk")
    assert (desk.hours, desk.campaigns) == (10.0, (("c1", 6.0), ("c2", 4.0)))
    assert load(found, "role", "boss").hours == 6.0
    assert load(found, "person", "chief").hours == 6.0
    assert sum(one.hours for one in found if one.who[0] == "role") == pytest.approx(8 + 4 + 2 + 2)


def test_what_is_done_is_no_load_and_a_role_without_a_person_is_nobodys() -> None:
    done = {"a": {"done_on": "2027-02-01", "by": "desk"}}
    found = week_loads([run("c1", progress=done, people={"boss": "chief"})], people())
    assert [(one.who, one.hours) for one in found] == [(("role", "doer"), 2.0)]


def test_work_before_monday_counts_in_the_week_before() -> None:
    found = week_loads([run("c1", "6d")], people())
    assert load(found, "role", "boss", "2027-W05").hours == 8.0
    assert load(found, "role", "boss", "2027-W06").hours == 16.0


def test_overload_is_told_to_the_campaigns_that_are_part_of_it() -> None:
    known = people("8h", "1d")
    found = week_loads([run("c1"), run("c2", "4h"), run("later", anchor=MONDAY + datetime.timedelta(70))], known)
    assert load(found, "person", "desk").too_much == 2.0
    assert load(found, "person", "chief").too_much == 0.0
    (problem,) = overloads(found, "c2")
    assert (problem.message, problem.hint) == (
        "desk has 10 hours of work in 2027-W06 and time for 8 hours.",
        'The other campaigns of that week are "c1". Move work to another person or day, or correct capacity in '
        "site_config/people.yml.",
    )
    assert list(overloads(found, "later")) == []


def test_a_role_has_the_capacity_of_all_who_hold_it_if_all_have_one() -> None:
    found = week_loads([run("c1")], people("8h", "2d"))
    assert load(found, "role", "doer").capacity == 24.0
    assert load(found, "role", "boss").capacity == 16.0
    found = week_loads([run("c1")], people("8h"))
    assert load(found, "role", "doer").capacity is None
    assert load(found, "person", "desk").capacity == 8.0
    assert load(found, "person", "chief").too_much == 0.0
