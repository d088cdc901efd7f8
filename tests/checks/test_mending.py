"""Documents with schema errors: the rest of them is looked at, and nothing is said about what only stands in."""

from __future__ import annotations

import copy
import datetime
import json
import random
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.mending import mended
from mopsdocs.documents.model import to_model
from mopsdocs.documents.validation import accepts
from tests.checks.workspaces import BASE, base, changed, report_on
from tests.documents.mutants import mutated

PLAYBOOK = "playbooks/library/mailing.yml"


def _found(folder: Path, *changes: tuple[str, str], path: str = PLAYBOOK) -> list[tuple[str, int]]:
    text = base(path)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [(one.rule, one.line) for one in report_on(changed(folder, {path: text})).diagnostics]


MISTAKES = [
    ("title: Mailing", "titel: Mailing", "schema-unknown-key"),
    ("status: approved", "status: aproved", "schema-enum"),
    ("version: 1.0.0", "version: 1.10", "schema-type"),
    ("last_reviewed: 2026-10-01", "last_reviewed: 2026-02-30", "schema-format"),
    ("summary: Send one message to many people.\n", "", "schema-missing-key"),
    ("how_to: writing", "how_to: {a: 1}", "schema-type"),
    ("kind: task", "kind: tsk", "schema-enum"),
]


@pytest.mark.parametrize(("old", "new", "rule"), MISTAKES)
def test_one_mistake_is_one_finding(old: str, new: str, rule: str, tmp_path: Path) -> None:
    errors = [name for name, _ in _found(tmp_path, (old, new))]
    assert errors == [rule]


@pytest.mark.parametrize(("old", "new", "rule"), MISTAKES)
def test_the_rest_of_the_document_is_looked_at(old: str, new: str, rule: str, tmp_path: Path) -> None:
    wrong_role = ("accountable: campaign-manager\n        due: 0d", "accountable: nobody\n        due: 0d")
    assert sorted(name for name, _ in _found(tmp_path, wrong_role, (old, new))) == sorted([rule, "unknown-reference"])


def test_what_stands_in_for_a_due_date_is_compared_with_nothing(tmp_path: Path) -> None:
    assert [name for name, _ in _found(tmp_path, ("due: -10bd", "due: tomorrow"))] == ["schema-format"]
    assert [name for name, _ in _found(tmp_path / "b", ("        due: -10bd\n", ""))] == ["schema-missing-key"]


def test_a_wrong_id_in_a_catalogue_hides_no_other_names(tmp_path: Path) -> None:
    roles = ("id: reviewer", "id: The Reviewer")
    assert [name for name, _ in _found(tmp_path, roles, path="site_config/roles.yml")] == ["schema-format"]


def test_a_mistake_beside_the_ids_leaves_unknown_names_visible(tmp_path: Path) -> None:
    roles = base("site_config/roles.yml").replace("title: Builder", "titel: Builder")
    text = base(PLAYBOOK).replace("responsible: [builder]", "responsible: [bilder]", 1)
    report = report_on(changed(tmp_path, {"site_config/roles.yml": roles, PLAYBOOK: text}))
    assert [one.rule for one in report.diagnostics] == ["unknown-reference", "schema-unknown-key"]


def test_waivers_that_match_nothing_are_let_be_while_something_is_broken(tmp_path: Path) -> None:
    waiver = "{rule: review-overdue, unit: mailing, reason: r, approver: reviewer, expires: 2027-01-01}"
    waivers = f"kind: waivers\nschema_version: 1\nwaivers:\n  - {waiver}\n"
    files = {"site_config/waivers.yml": waivers, PLAYBOOK: base(PLAYBOOK).replace("title: Mailing", "titel: Mailing")}
    assert [one.rule for one in report_on(changed(tmp_path, files)).diagnostics] == ["schema-unknown-key"]


def _own() -> list[tuple[str, dict[str, Any]]]:
    values = [load(path.read_text(encoding="utf-8")).value for path in sorted(BASE.rglob("*.yml"))]
    return [(value["kind"], value) for value in values]


def test_whatever_is_mended_can_be_worked_with() -> None:
    chance = random.Random(20261122)
    originals = _own()
    whole = 0
    for number in range(1_500):
        kind, value = originals[number % len(originals)]
        mutant = mutated(copy.deepcopy(value), chance)
        if not isinstance(mutant, dict) or mutant.get("kind") != kind or accepts(kind, mutant):
            continue
        before = copy.deepcopy(mutant)
        result = mended(kind, mutant, lambda pointer: "")
        assert mutant == before, "the value itself is left alone"
        if result is not None:
            whole += 1
            assert result.stand_ins
            to_model(kind, result.value)
    assert whole > 500


def test_rules_survive_whatever_is_mended(tmp_path: Path) -> None:
    """Mutants of the playbook through all the rules: findings, never an exception."""
    chance = random.Random(7)
    value = load(base(PLAYBOOK)).value
    workspace = changed(tmp_path, {})
    rules: set[str] = set()
    for _ in range(150):
        mutant = mutated(copy.deepcopy(value), chance)
        (workspace / PLAYBOOK).write_text(json.dumps(mutant, ensure_ascii=False), encoding="utf-8")
        rules.update(one.rule for one in report_on(workspace, datetime.date(2026, 11, 22)).diagnostics)
    assert len(rules) > 8, "mutants that all fail alike prove nothing"
