"""Rules about stages, gates and launches where a case folder cannot show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from inspect import cleandoc
from pathlib import Path

import pytest

from mopsdocs.checks.facts.topics import WORDS
from mopsdocs.checks.rules import MODULES
from mopsdocs.diagnostics import AddKey
from tests.checks.workspaces import RULES as CASES
from tests.checks.workspaces import SETTINGS, base, changed, report_on

PLAYBOOK = "playbooks/library/mailing.yml"

WITHOUT_GATES = (CASES / "launch-without-go-no-go/fail/no-gate" / PLAYBOOK).read_text(encoding="utf-8")
WITHOUT_MONITOR = (CASES / "stage-missing/fail/two-missing" / PLAYBOOK).read_text(encoding="utf-8")


def _found(rule: str, text: str, folder: Path) -> Sequence[tuple[str, ...]]:
    """The values of what `rule` finds in a playbook of this text."""
    settings = base(SETTINGS).replace(f"  {rule}: off\n", "")
    report = report_on(changed(folder, {PLAYBOOK: text, SETTINGS: settings}))
    return [found.values for found in report.diagnostics if found.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "damage"),
    [
        ("stage-missing", WITHOUT_MONITOR, ("type: build", "type: qa, I think")),
        ("stage-missing", WITHOUT_MONITOR, ("    type: build\n", "")),
        (
            "launch-without-go-no-go",
            WITHOUT_GATES,
            ("    type: build\n", "    type: build\n    gaet: {id: go-no-go}\n"),
        ),
        ("launch-without-rollback", WITHOUT_GATES, ("    type: build\n", "    type: bild\n")),
        ("launch-without-on-call", WITHOUT_GATES, ("    type: build\n", "    typ: build\n")),
    ],
)
def test_what_may_be_misspelt_is_not_called_missing(
    rule: str, text: str, damage: tuple[str, str], tmp_path: Path
) -> None:
    assert damage[0] in text
    assert _found(rule, text, tmp_path / "whole")
    assert _found(rule, text.replace(*damage, 1), tmp_path / "damaged") == []


def test_an_effort_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    text = (CASES / "effort-missing/pass/all-given" / PLAYBOOK).read_text(encoding="utf-8")
    region = base("site_config/regions/de.yml").replace("due: -6bd", "due: -6bd\n      effort: 1h")
    files = {"site_config/regions/de.yml": region, SETTINGS: base(SETTINGS).replace("  effort-missing: off\n", "")}
    report = report_on(changed(tmp_path, {**files, PLAYBOOK: text.replace("effort: 1d", "effort: one day")}))
    assert [found.rule for found in report.diagnostics if found.rule.startswith(("effort", "schema"))] == [
        "schema-format"
    ]


@pytest.mark.parametrize(
    ("case", "key"),
    [("gate-without-criteria/fail/missing", "criteria"), ("approver-is-doer/fail/solo-nothing-instead", "description")],
)
def test_the_gate_gets_a_placeholder(case: str, key: str, tmp_path: Path) -> None:
    files = {
        path.relative_to(CASES / case).as_posix(): path.read_text(encoding="utf-8")
        for path in (CASES / case).rglob("*.yml")
    }
    settings = base(SETTINGS).replace("  gate-without-criteria: off\n", "")
    report = report_on(changed(tmp_path, {SETTINGS: settings, **files}))
    (found,) = [found for found in report.diagnostics if found.rule == case.partition("/")[0]]
    assert isinstance(found.fix, AddKey)
    assert found.fix.key == key
    assert "TODO " in str(found.fix.value)


@pytest.mark.parametrize(
    ("rule", "topic"), [("launch-without-rollback", "rollback"), ("launch-without-on-call", "on-call")]
)
def test_the_manual_lists_the_words_that_count(rule: str, topic: str) -> None:
    section = cleandoc(MODULES[rule].__doc__ or "").partition("The words,")[2].partition("Add your own")[0]
    listed = [" ".join(word.split()) for word in re.findall(r"`([^`]+)`", section)]
    assert listed == list(WORDS[topic])
