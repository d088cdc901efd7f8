"""Work against time: a plan that some calendar has room for is never called too full."""

from __future__ import annotations

import datetime
from typing import cast

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.checks.facts.workload import Overload, overloads
from mopsdocs.documents.loader import load
from mopsdocs.documents.model import Playbook, Stage, Step, to_model
from tests.checks.workspaces import base

MAILING = cast(Playbook, to_model("playbook", load(base("playbooks/library/mailing.yml")).value))

WEEKS = ((0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (0, 1, 2, 3, 4, 5))
"""Working days: Monday to Friday, Sunday to Thursday, six days."""


def _step(
    id: str, due: str, effort: str | None = None, *waits_for: str, roles: int = 1, when: str | None = None
) -> Step:
    responsible = tuple(f"role-{number}" for number in range(roles))
    return Step(
        id=id,
        title=id,
        kind="task",
        responsible=responsible,
        accountable="role-0",
        due=due,
        effort=effort,
        depends_on=waits_for,
        when=when,
    )


def _overloads(*steps: Step) -> list[Overload]:
    """What is too much in the base's playbook with these steps for its own."""
    stage = Stage(id="build", title="Build", type="build", steps=steps)
    return list(overloads(msgspec.structs.replace(MAILING, stages=(stage,))))


def _position(due: str, anchor: datetime.date, week: tuple[int, ...]) -> int:
    """Working days from the anchor to `due`, which rolls away from the anchor off a free day."""
    if due.endswith("bd"):
        return int(due.removesuffix("bd"))
    days = int(due.removesuffix("d"))
    step = 1 if days > 0 else -1
    worked = 0
    date = anchor
    for _ in range(abs(days)):
        date += datetime.timedelta(days=step)
        worked += date.weekday() in week
    return step * (worked + (date.weekday() not in week))


@st.composite
def plans(draw: st.DrawFn) -> list[Step]:
    """Steps in a row or in parallel, with as much effort as fits in the calendar of one anchor date."""
    week = draw(st.sampled_from(WEEKS))
    anchor = datetime.date(2027, 3, 1) + datetime.timedelta(days=draw(st.integers(0, 6)))
    while anchor.weekday() not in week:
        anchor += datetime.timedelta(days=1)
    units = draw(st.sampled_from((("bd",), ("d",), ("bd", "d"))))
    dues = draw(st.lists(st.tuples(st.integers(-40, 10), st.sampled_from(units)), min_size=2, max_size=8))
    texts = [f"{amount:+d}{unit}" if amount else "0d" for amount, unit in dues]
    steps: list[Step] = []
    ends: dict[str, float] = {}
    for number, due in enumerate(sorted(texts, key=lambda text: _position(text, anchor, week))):
        names = [step.id for step in steps]
        waits_for = draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3)) if names else []
        day = _position(due, anchor, week)
        begin = max((ends[name] for name in waits_for), default=0.0)
        hours = int((day + 1 - begin) * 8) if waits_for else 0
        effort = f"{draw(st.just(hours) | st.integers(1, hours))}h" if hours > 0 else None
        steps.append(_step(f"s{number}", due, effort, *waits_for))
        ends[f"s{number}"] = max(float(day), begin + int(effort[:-1]) / 8 if effort else 0.0)
    return steps


@given(plans())
def test_what_fits_in_one_calendar_is_not_too_much(plan: list[Step]) -> None:
    assert _overloads(*plan) == []


@given(st.integers(1, 30), st.integers(0, 20), st.integers(1, 4))
def test_half_a_day_more_than_there_is_does_not_fit(first: int, days: int, roles: int) -> None:
    due = f"{days - first:+d}bd" if days != first else "0d"
    begin = _step("a", f"-{first}bd")
    hours = (days + 1) * 8 * roles
    assert _overloads(begin, _step("b", due, f"{hours}h", "a", roles=roles)) == []
    (found,) = _overloads(begin, _step("b", due, f"{hours + 4 * roles}h", "a", roles=roles))
    assert (found.needed, found.available) == (days + 1.5, days + 1)


def test_one_reason_is_reported_once() -> None:
    late = _step("b", "-9bd", "5d", "a")
    found = _overloads(_step("a", "-10bd"), late, _step("c", "-8bd", "1d", "b"), _step("d", "-8bd", "1d", "c"))
    assert [overload.chain[-1].step.id for overload in found] == ["b"]


def test_a_run_goes_on_over_a_step_that_fits_by_itself() -> None:
    steps = [
        _step("a", "-5bd"),
        *(_step(f"s{at}", f"-{5 - at}bd", "2d", f"s{at - 1}" if at else "a") for at in range(4)),
    ]
    steps[1] = _step("s0", "-5bd", "1d", "a")
    found = _overloads(*steps)
    assert [[placed.step.id for placed in overload.chain] for overload in found] == [["s0", "s1"], ["s2", "s3"]]
    assert [(overload.needed, overload.available) for overload in found] == [(3, 2), (4, 3)]


def test_steps_that_never_meet_are_not_added_up() -> None:
    steps = [
        _step("a", "-10bd", when='tier == "L1"'),
        _step("b", "-10bd", "1d", "a"),
        _step("c", "-10bd", "1d", "b", when='tier == "L3"'),
    ]
    assert _overloads(*steps) == []


def test_unknown_steps_circles_and_itself_do_no_harm() -> None:
    circle = [_step("b", "-5bd", "1d", "c"), _step("c", "-5bd", "1d", "b")]
    assert _overloads(_step("a", "-5bd", "9d", "a", "nobody"), *circle) == []
