"""What is said of a copy's required steps while a file around them has errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.workspaces import RULES, base, changed, report_on

COPY = "playbooks/regions/de/mailing.yml"
REGION = "site_config/regions/de.yml"
MISSING = (RULES / "region-step-missing/fail/not-there" / COPY).read_text(encoding="utf-8")
WEAKENED = RULES / "region-step-weakened/fail/severity"


def _rules(folder: Path, files: dict[str, str]) -> set[str]:
    return {found.rule for found in report_on(changed(folder, files)).diagnostics if found.rule.startswith("region-")}


def test_both_are_found_in_whole_files(tmp_path: Path) -> None:
    assert _rules(tmp_path / "missing", {COPY: MISSING}) == {"region-step-missing"}
    weakened = {path: (WEAKENED / path).read_text(encoding="utf-8") for path in (COPY, REGION)}
    assert _rules(tmp_path / "weakened", weakened) == {"region-step-weakened"}


@pytest.mark.parametrize(("id", "broken"), [("write-copy", "Write_Copy!"), ("build-email", "[]")])
def test_a_step_without_a_good_id_may_be_the_missing_one(id: str, broken: str, tmp_path: Path) -> None:
    assert not _rules(tmp_path, {COPY: MISSING.replace(f"- id: {id}", f"- id: {broken}")})


def test_a_region_with_errors_requires_nothing_for_certain(tmp_path: Path) -> None:
    assert not _rules(tmp_path, {COPY: MISSING, REGION: base(REGION).replace("due: -6bd", "due: soon")})


def test_a_weaker_value_that_is_an_error_is_reported_as_that_alone(tmp_path: Path) -> None:
    weakened = {path: (WEAKENED / path).read_text(encoding="utf-8") for path in (COPY, REGION)}
    weakened[COPY] = weakened[COPY].replace("severity: info", "severity: lowest")
    assert not _rules(tmp_path, weakened)
