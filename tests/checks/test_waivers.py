"""Which findings a waiver covers."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from mopsdocs.checks.waivers import PlacedWaiver
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.documents.model import Waiver
from tests.checks.workspaces import TODAY, base, changed, report_on

UNIT = "webinar@de/stages[launch]/steps[send-invitations]/due"
FINDING = Diagnostic("review-overdue", Severity.WARNING, "playbooks/x.yml", 1, 1, 1, 1, "late", unit=UNIT)


def _covers(**fields: str) -> bool:
    waiver = Waiver(reason="Known", approver="boss", expires=TODAY, **fields)
    return PlacedWaiver("site_config/waivers.yml", 0, waiver).covers(FINDING)


@pytest.mark.parametrize(
    ("unit", "covered"),
    [
        ("webinar@de", True),
        ("webinar@de/send-invitations", True),
        ("webinar@de/launch/send-invitations", True),
        (UNIT, True),
        ("playbooks/x.yml", True),
        ("webinar", False),
        ("webinar/send-invitations", False),
        ("webinar@de/send", False),
        ("webinar@de/send-invitations/launch", False),
        ("send-invitations", False),
        ("webinar@de/other", False),
        ("/", False),
    ],
)
def test_units(unit: str, covered: bool) -> None:
    assert _covers(rule="review-overdue", unit=unit) is covered


def test_everything_the_waiver_says_must_be_true() -> None:
    assert _covers(fingerprint=FINDING.fingerprint)
    assert _covers(fingerprint=FINDING.fingerprint, rule="review-overdue")
    assert not _covers(fingerprint=FINDING.fingerprint, rule="wrong-folder")
    assert not _covers(fingerprint="0" * 16, rule="review-overdue", unit="webinar@de")
    assert not _covers(rule="wrong-folder", unit="webinar@de")


@pytest.mark.parametrize(("days", "waived"), [(0, 1), (1, 0)])
def test_the_last_day_still_counts(days: int, waived: int, tmp_path: Path) -> None:
    path = "playbooks/processes/writing.yml"
    text = base(path).replace("last_reviewed: 2026-10-01", "last_reviewed: 2024-03-01")
    waivers = (
        "kind: waivers\nschema_version: 1\nwaivers:\n"
        "  - {rule: review-overdue, unit: writing, reason: Known, approver: reviewer, expires: 2026-11-22}\n"
    )
    workspace = changed(tmp_path, {path: text, "site_config/waivers.yml": waivers})
    report = report_on(workspace, TODAY + datetime.timedelta(days=days))
    assert report.waived == waived
    assert len(report.diagnostics) == 2 * days
