"""The repository is its own first user."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest

from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import schedule
from mopsdocs.checks.checking import check_workspace
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.workspace import Workspace

REVIEWED = datetime.date(2026, 11, 23)
"""A day on which every review was fresh. Overdue ones are for their owners to mend, not a reason for a red test."""

STEPS = {"webinar": (7, 42), "product-launch": (7, 40), "one-off-email": (6, 28), "event": (7, 40)}
"""Stages and steps that each playbook has at least."""


def test_its_own_documents_are_clean(repository: Path) -> None:
    report = check_workspace(Workspace.at(repository), REVIEWED).report
    assert report.diagnostics == ()
    assert report.accepted == (), "and need no waiver"


def test_the_starter_library_is_as_deep_as_promised(repository: Path) -> None:
    library = check_workspace(Workspace.at(repository), REVIEWED).library
    for id, (stages, steps) in STEPS.items():
        playbook = library.playbook(id)
        assert playbook is not None
        assert len(playbook.stages) == stages
        assert len(playbook.steps) >= steps
        assert all(kpi.target is not None and kpi.guardrail for kpi in playbook.kpis)
    assert len(library.entries("process")) >= 6
    assert set(library.ids("region")) >= {"us", "gb", "de", "fr", "tr", "sa"}


TIERS = {
    999: {"campaign-manager"},
    1_000: {"mops-manager"},
    4_999: {"mops-manager"},
    5_000: {"mops-manager", "marketing-director"},
    499_999: {"mops-manager", "marketing-director"},
}
"""Whom the approval matrix asks before one e-mail is sent, by the number of people who get it."""

LARGEST = {"mops-manager", "marketing-director", "privacy-counsel", "chief-marketing-officer"}
"""Whom the approval matrix asks before a launch to 500,000 people, whatever the playbook and the region."""

ANSWERS = {"topic": "x", "format": "trade-show", "tier": "L1", "speaker_type": "partner", "languages": 2}


@pytest.fixture(scope="module")
def library() -> Library:
    return check_workspace(Workspace.at(Path(__file__).parents[1]), REVIEWED).library


def _campaign(library: Library, playbook: str, region: str, size: int) -> Campaign:
    """A campaign that nobody has begun."""
    people = {role: entry.id for entry in library.entries("person") for role in entry.item.roles}
    some: Campaign = library.entries("campaign")[0].item
    return msgspec.structs.replace(
        some,
        id="x", playbook=playbook, playbook_version=None, region=region, status="planned",
        anchor_date=datetime.date(2027, 3, 16), anchor_time="10:00", people=people,
        variables={**ANSWERS, "audience_size": size}, progress={}, approvals=(), deviations=(),
    )  # fmt: skip


@pytest.mark.parametrize("region", ["de", "fr", "gb", "sa", "tr", "us"])
def test_the_size_of_the_audience_decides_who_must_agree(region: str, library: Library) -> None:
    plans = Plans(library)

    def asked(playbook: str, size: int) -> set[str]:
        seats = plans.plan(_campaign(library, playbook, region, size)).gates["go-no-go"].seats
        assert not any(seat.undecided for seat in seats)
        return {seat.role for seat in seats}

    assert {size: asked("one-off-email", size) for size in TIERS} == TIERS
    for playbook in STEPS:
        assert asked(playbook, 500_000) >= LARGEST, playbook
        assert "chief-marketing-officer" not in asked(playbook, 499_999), playbook


@pytest.mark.parametrize("region", ["de", "fr", "sa", "tr"])
def test_every_copy_can_be_kept_to(region: str, library: Library) -> None:
    """Its gates leave the time that they promise, in the region's own calendar."""
    plans = Plans(library)
    for playbook in STEPS:
        made = schedule(plans.plan(_campaign(library, playbook, region, 24_600)))
        found = {problem.id for problem in problems_of(made)} - {"estimated"}
        assert found == set(), playbook
