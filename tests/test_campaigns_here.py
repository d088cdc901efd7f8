"""The campaigns of this repository: six, at different points of their life, and plausible down to each record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from mopsdocs.campaigns.load import week_loads
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.checks.checking import check_workspace, inspect_workspace, library_of
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Person
from mopsdocs.workspace import Workspace

DAY = datetime.date
WRITTEN = DAY(2026, 11, 23)
"""The day on which the campaigns stand as they say."""

LATER = [DAY(2026, 11, 24), DAY(2027, 1, 26), DAY(2027, 6, 1), DAY(2028, 2, 29), DAY(2031, 1, 1)]


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(inspect_workspace(Workspace.at(Path(__file__).parents[1])))


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, Schedule]:
    plans = Plans(library)
    return {entry.id: schedule(plans.plan(entry.item)) for entry in library.entries("campaign")}


@pytest.fixture(scope="module")
def people(library: Library) -> dict[str, Person]:
    return {entry.id: entry.item for entry in library.entries("person")}


def _reached(one: Schedule) -> str:
    """The type of the first stage in which something is open, a step or the gate; nothing where all is done."""
    open_gates = {state.stage for state in one.plan.gates.values() if not state.met}
    for stage in one.plan.playbook.stages:
        if stage.id in open_gates or any(step.id not in one.days.done for step in stage.steps):
            return stage.type
    return ""


def test_there_are_six_in_six_regions_at_six_points(made: dict[str, Schedule]) -> None:
    campaigns = [one.plan.campaign for one in made.values()]
    assert len(campaigns) == 6
    assert {campaign.region for campaign in campaigns} == {"de", "fr", "gb", "sa", "tr", "us"}
    assert {campaign.playbook for campaign in campaigns} == {"event", "one-off-email", "product-launch", "webinar"}
    found = {(campaign.status, _reached(one)) for campaign, one in zip(campaigns, made.values(), strict=True)}
    assert found == {
        ("planned", "planning"),
        ("running", "build"),
        ("running", "content_review"),
        ("running", "qa"),
        ("launched", "monitor"),
        ("completed", ""),
    }


def test_they_show_what_happens_at_gates(made: dict[str, Schedule]) -> None:
    taken = {id: [(one.gate, one.by, one.decision) for one in made[id].plan.campaign.approvals] for id in made}
    (sent_back,) = (id for id, found in taken.items() if any(decision == "revise" for *_, decision in found))
    gate, by = next((gate, by) for gate, by, decision in taken[sent_back] if decision == "revise")
    assert [decision for at, who, decision in taken[sent_back] if (at, who) == (gate, by)] == ["revise", "go"]
    assert any(one.conditions for one in _of("us", made).plan.campaign.approvals)


@pytest.mark.parametrize("region", ["fr", "gb"])
def test_nothing_was_launched_past_a_gate(region: str, made: dict[str, Schedule]) -> None:
    gates = _of(region, made).plan.gates
    assert "go-no-go" in gates
    assert all(state.met for state in gates.values())


@pytest.mark.parametrize(
    ("region", "gate", "step", "roles"),
    [
        ("tr", "go-no-go", ["retest-fixes"], ["marketing-director", "mops-manager", "privacy-counsel"]),
        ("sa", "content-approved", [], ["privacy-counsel"]),
    ],
)
def test_two_wait_at_a_gate(
    region: str, gate: str, step: list[str], roles: list[str], made: dict[str, Schedule]
) -> None:
    gates = _of(region, made).plan.gates
    assert next(id for id, state in gates.items() if not state.met) == gate
    missing = gates[gate].missing
    assert [one.step.id for one in missing if one.step is not None] == step
    assert [seat.role for one in missing for seat in one.seats] == roles
    assert any(seat.agrees for seat in gates[gate].seats), "somebody has agreed already"


def test_conditions_make_them_differ(made: dict[str, Schedule]) -> None:
    assert {step.id for step in _of("gb", made).plan.left_out} == {"review-languages", "send-first-batch"}
    assert not _of("us", made).plan.left_out
    assert "build-paid-promotion" in {step.id for step in _of("tr", made).plan.left_out}
    assert not any(one.plan.run.undecided for one in made.values())


def test_what_is_over_says_what_came_of_it(made: dict[str, Schedule]) -> None:
    over = _of("gb", made)
    measured = {result.metric: result.value for result in over.plan.campaign.results}
    targets = {kpi.metric: kpi.target for kpi in over.plan.playbook.kpis}
    assert targets.keys() <= measured.keys()
    assert float(measured["click-rate"]) > float(targets["click-rate"] or 0)
    assert float(measured["conversion-rate"]) < float(targets["conversion-rate"] or 0), "honest: one target was missed"
    assert "What went wrong" in (over.plan.campaign.retrospective or "")
    assert _of("fr", made).plan.campaign.deviations


def test_records_fit_the_schedule(made: dict[str, Schedule], people: dict[str, Person]) -> None:
    odd = [f"{id}: {fault}" for id, one in made.items() for fault in _faults_of_work(one, people)]
    assert odd == []


def _faults_of_work(one: Schedule, people: dict[str, Person]) -> Iterator[str]:
    calendar, done = one.plan.calendar, one.plan.campaign.progress
    steps = {step.id: step for step in one.steps}
    for id, record in done.items():
        step, on = steps[id], record.done_on
        if not calendar.is_working(on) or on > WRITTEN or abs(calendar.between(step.date or on, on)) > 5:
            yield f"{id} was due on {step.date} and done on {on}"
        if not set(people[record.by].roles) & set(step.step.responsible):
            yield f"{record.by} does not do {id}"
        if step.step.evidence in ("link", "screenshot") and ".example.com/" not in (record.evidence or ""):
            yield f"{id} has no proof"
        early = [before for before in step.step.depends_on if before in steps]
        if any(before not in done or done[before].done_on > on for before in early):
            yield f"{id} was done before {early}"


def test_every_decision_counts_and_is_taken_in_time(made: dict[str, Schedule]) -> None:
    for one in made.values():
        assert [state.disregarded for state in one.plan.gates.values() if state.disregarded] == []
        dates = {gate.id: gate.date or WRITTEN for gate in one.gates}
        for approval in one.plan.campaign.approvals:
            assert one.plan.calendar.is_working(approval.on)
            assert approval.on <= min(WRITTEN, dates[approval.gate])


def test_their_schedules_have_no_problems_but_those_of_the_story(made: dict[str, Schedule]) -> None:
    found = {(id[-2:], problem.id) for id, one in made.items() for problem in problems_of(one, WRITTEN)}
    late = {("tr", "overdue")}
    moved_on = {(region, "playbook-moved-on") for region in ("gb", "fr", "tr", "us", "sa")}
    assert found == late | moved_on


def test_somebody_has_slightly_too_much_to_do(made: dict[str, Schedule], people: dict[str, Person]) -> None:
    running = [one for one in made.values() if one.plan.campaign.status != "completed"]
    over = {load.who[1]: load for load in week_loads(running, people) if load.who[0] == "person" and load.too_much}
    assert list(over) == ["quality-desk"]
    assert 0 < over["quality-desk"].too_much <= 4
    assert len(over["quality-desk"].campaigns) == 3
    assert all(person.capacity for person in people.values() if person.id != "executive-desk")


@pytest.mark.parametrize("today", LATER, ids=str)
def test_no_day_makes_them_wrong(today: DAY, made: dict[str, Schedule], repository: Path) -> None:
    """Reviews become overdue and steps late, which is for somebody to look at. Nothing becomes an error."""
    report = check_workspace(Workspace.at(repository), today).report
    assert [one.rule for one in report.diagnostics if one.severity == Severity.ERROR] == []
    assert not [one for one in report.diagnostics if one.path.startswith("playbooks/campaigns/")]
    for one in made.values():
        assert not [problem.id for problem in problems_of(one, today) if problem.level == Severity.ERROR]


def _of(region: str, made: dict[str, Schedule]) -> Schedule:
    return next(one for one in made.values() if one.plan.campaign.region == region)
