"""The repository is its own first user."""

from __future__ import annotations

import datetime
from pathlib import Path

from mopsdocs.checks.checking import check_workspace
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
