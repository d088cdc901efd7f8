"""Baselines: what was wrong when the tool came is counted, what is new fails."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from mopsdocs.checks.baseline import read_baseline, without_known
from mopsdocs.checks.report import Report
from mopsdocs.errors import MopsError
from mopsdocs.reporters.json_report import json_report
from tests.checks.workspaces import base, changed, report_on

PLAYBOOK = "playbooks/library/mailing.yml"
WRONG = (
    base(PLAYBOOK).replace("accountable: campaign-manager", "accountable: nobody").replace("title: Mailing", "titel: M")
)


def _judged(folder: Path, text: str, then: Report) -> Report:
    baseline = read_baseline(json_report(then), "baseline.json")
    return without_known(report_on(changed(folder, {PLAYBOOK: text})), baseline)


@pytest.fixture
def then(tmp_path: Path) -> Report:
    report = report_on(changed(tmp_path / "then", {PLAYBOOK: WRONG}))
    assert Counter(one.rule for one in report.diagnostics) == {"unknown-reference": 3, "schema-unknown-key": 1}
    return report


def test_what_is_known_does_not_count(then: Report, tmp_path: Path) -> None:
    now = _judged(tmp_path, WRONG, then)
    assert now.diagnostics == ()
    assert now.known == then.diagnostics


def test_known_findings_may_move(then: Report, tmp_path: Path) -> None:
    assert _judged(tmp_path, f"# a comment\n\n{WRONG}", then).diagnostics == ()


def test_a_new_finding_counts(then: Report, tmp_path: Path) -> None:
    now = _judged(tmp_path, WRONG.replace("how_to: writing", "how_to: reading"), then)
    assert [one.values for one in now.diagnostics] == [("reading",)]
    assert len(now.known or ()) == 4


def test_the_same_mistake_in_another_place_is_new(then: Report, tmp_path: Path) -> None:
    now = _judged(tmp_path, WRONG.replace("responsible: [builder]", "responsible: [nobody]", 1), then)
    assert [one.values for one in now.diagnostics] == [("nobody",)]


def test_each_known_finding_covers_one(then: Report) -> None:
    twice = replace(then, diagnostics=(*then.diagnostics, then.diagnostics[0]))
    baseline = read_baseline(json_report(then), "baseline.json")
    assert without_known(twice, baseline).diagnostics == (then.diagnostics[0],)


def test_a_file_that_cannot_be_read_is_never_known(tmp_path: Path) -> None:
    for name, text in {"syntax": "kind: [\n", "kind": "kind: nothing\n", "nothing": ""}.items():
        report = report_on(changed(tmp_path / name, {PLAYBOOK: text}))
        baseline = read_baseline(json_report(report), "baseline.json")
        assert [one.path for one in without_known(report, baseline).diagnostics] == [PLAYBOOK]


@pytest.mark.parametrize(
    "text",
    [
        *("", "no json", "[]", "{}", "[" * 99_999),
        *('{"version": 1}', '{"version": 1, "diagnostics": [{}]}', '{"diagnostics": []}'),
    ],
)
def test_what_is_no_report_is_refused_with_the_way_to_make_one(text: str) -> None:
    with pytest.raises(MopsError) as raised:
        read_baseline(text, "old.json")
    assert raised.value.message == "old.json is no report of mopsdocs."
    assert "validate --format json --output old.json" in raised.value.hint


def test_a_report_of_another_version_is_refused() -> None:
    with pytest.raises(MopsError, match="version 2"):
        read_baseline(json.dumps({"version": 2, "diagnostics": []}), "old.json")
