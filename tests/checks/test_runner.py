"""What the runner puts to findings: levels from the settings, waivers, order; and what it must never swallow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from mopsdocs.checks import runner
from mopsdocs.checks.report import Report
from mopsdocs.checks.rules import MODULES
from mopsdocs.diagnostics import Severity
from tests.checks.workspaces import base, changed, report_on

WRITING = "playbooks/processes/writing.yml"
SETTINGS = "site_config/workspace.yml"
OVERDUE = base(WRITING).replace("last_reviewed: 2026-10-01", "last_reviewed: 2024-03-01")


def _with_level(folder: Path, rule: str, level: str, files: dict[str, str]) -> Report:
    settings = f"{base(SETTINGS)}  {rule}: {level}\n"
    return report_on(changed(folder, {**files, SETTINGS: settings}))


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_settings_change_the_level(level: str, tmp_path: Path) -> None:
    report = _with_level(tmp_path, "review-overdue", level, {WRITING: OVERDUE})
    assert [diagnostic.severity for diagnostic in report.diagnostics] == [level]


def test_settings_switch_a_rule_off(tmp_path: Path) -> None:
    assert not _with_level(tmp_path, "review-overdue", "off", {WRITING: OVERDUE}).diagnostics


@pytest.mark.parametrize(("level", "found"), [("error", ["error"]), ("off", [])])
def test_settings_change_the_level_of_the_readers_warning(level: str, found: list[str], tmp_path: Path) -> None:
    text = base(WRITING).replace("title: Writing", "title: Writing #1")
    report = _with_level(tmp_path, "yaml-comment-in-text", level, {WRITING: text})
    assert [diagnostic.severity for diagnostic in report.diagnostics] == found


def test_what_makes_a_file_unreadable_stays_an_error(tmp_path: Path) -> None:
    report = _with_level(tmp_path, "yaml-tag", "off", {WRITING: base(WRITING).replace("Writing", "!x Writing")})
    assert {diagnostic.rule: diagnostic.severity for diagnostic in report.diagnostics}["yaml-tag"] is Severity.ERROR


def test_a_warning_that_is_made_an_error_does_not_make_the_file_broken(tmp_path: Path) -> None:
    text = OVERDUE.replace("title: Writing", "title: Writing #1")
    report = _with_level(tmp_path, "yaml-comment-in-text", "error", {WRITING: text})
    assert [diagnostic.rule for diagnostic in report.diagnostics] == ["yaml-comment-in-text", "review-overdue"]


def test_a_rule_that_raises_is_not_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(*arguments: object) -> Iterator[object]:
        raise ZeroDivisionError(len(arguments))

    monkeypatch.setattr(runner, "MODULES", {**MODULES, "review-overdue": SimpleNamespace(check=check)})
    with pytest.raises(ZeroDivisionError):
        report_on(changed(tmp_path, {}))


def test_findings_are_in_order(tmp_path: Path) -> None:
    text = base("playbooks/library/mailing.yml").replace("campaign-manager", "nobody").replace("mailer", "none")
    found = report_on(changed(tmp_path, {"playbooks/library/mailing.yml": text, WRITING: OVERDUE})).diagnostics
    places = [(diagnostic.path, diagnostic.line, diagnostic.column) for diagnostic in found]
    assert len(places) == 6
    assert places == sorted(places)


def test_a_workspace_of_broken_files_still_gives_a_report(tmp_path: Path) -> None:
    workspace = changed(tmp_path, {})
    paths = [path for path in workspace.rglob("*.yml") if path.name != "workspace.yml"]
    for path in paths:
        path.write_text("kind: [\n", encoding="utf-8")
    report = report_on(workspace)
    assert report.files == len(paths) + 1
    assert {diagnostic.rule for diagnostic in report.diagnostics} == {"yaml-syntax"}


def test_a_broken_catalogue_makes_no_flood(tmp_path: Path) -> None:
    for name in ("roles", "people", "tools", "metrics", "regions/de"):
        report = report_on(changed(tmp_path / name.replace("/", "-"), {f"site_config/{name}.yml": "kind: nothing\n"}))
        assert [diagnostic.rule for diagnostic in report.diagnostics] == ["schema-kind"], name


def test_without_any_catalogue_each_is_reported_once(tmp_path: Path) -> None:
    workspace = changed(tmp_path, {})
    for name in ("roles", "people", "tools", "metrics"):
        (workspace / f"site_config/{name}.yml").unlink()
    found = report_on(workspace).diagnostics
    assert [diagnostic.values for diagnostic in found] == [("roles",), ("people",), ("metrics",), ("tools",)]


def test_only_keeps_a_part(tmp_path: Path) -> None:
    report = report_on(changed(tmp_path, {WRITING: OVERDUE}))
    assert report.only(lambda path: path == WRITING).diagnostics == report.diagnostics
    rest = report.only(lambda path: path != WRITING)
    assert (rest.diagnostics, rest.files) == ((), report.files - 1)


def test_reaches_compares_with_the_threshold(tmp_path: Path) -> None:
    report = report_on(changed(tmp_path, {WRITING: OVERDUE}))
    assert report.reaches(Severity.WARNING)
    assert not report.reaches(Severity.ERROR)
