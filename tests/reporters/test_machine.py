"""The reports for programs: one line per finding, and JSON that meets its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mopsdocs.reporters
from mopsdocs.diagnostics import Diagnostic, Severity, Splice
from mopsdocs.reporters.concise import concise_report
from mopsdocs.reporters.json_report import json_report
from mopsdocs.reporters.summary import summary
from tests.checks.workspaces import base, changed, report_on
from tests.reporters.reports import finding, report

SCHEMA = json.loads((Path(next(iter(mopsdocs.reporters.__path__))) / "schemas/validate.json").read_text("utf-8"))


def test_concise() -> None:
    found = report(
        finding(7, 22, 26, hint='did you mean "bass"?'), finding(2, 1, 1, "a\nb\x1b[0m", severity=Severity.INFO)
    )
    assert concise_report(found) == (
        "playbooks/library/webinar.yml:2:1: info [unknown-reference] a\\nb\\x1b[0m\n"
        'playbooks/library/webinar.yml:7:22: error [unknown-reference] accountable: there is no role "boss" '
        '(did you mean "bass"?)\n'
    )
    assert concise_report(report()) == ""


@given(st.text(), st.text(), st.text(min_size=1))
def test_concise_is_one_line_per_finding(message: str, hint: str, path: str) -> None:
    text = concise_report(report(finding(1, 1, 1, message, hint=hint, path=path)))
    assert len(text.splitlines()) == 1


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_shape() -> None:
    fixable = Diagnostic(
        "unknown-reference", Severity.ERROR, "a.yml", 3, 4, 3, 8, "no role", "ask", ("steps", 0, "a/b"), "a/steps[x]",
        ("boss",), Splice(10, 14, "bass"),
    )  # fmt: skip
    document = json.loads(json_report(report(fixable, files=2, waived=1)))
    assert document == {
        "version": 1,
        "diagnostics": [
            {
                "rule": "unknown-reference",
                "severity": "error",
                "path": "a.yml",
                "line": 3,
                "column": 4,
                "end_line": 3,
                "end_column": 8,
                "pointer": "/steps/0/a~1b",
                "message": "no role",
                "hint": "ask",
                "fixable": True,
                "fingerprint": fixable.fingerprint,
            }
        ],
        "summary": {"files": 2, "errors": 1, "warnings": 0, "infos": 0, "waived": 1},
    }


@pytest.mark.parametrize(
    ("known", "expected"), [(None, {}), ((), {"known": 0}), ((finding(1, 1, 2),) * 14, {"known": 14})]
)
def test_json_counts_known_findings_where_there_is_a_baseline(
    known: tuple[Diagnostic, ...] | None, expected: dict[str, int]
) -> None:
    document = json.loads(json_report(replace(report(finding(3, 1, 2), waived=2), known=known)))
    jsonschema.validate(document, SCHEMA)
    assert document["summary"] == {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "waived": 2, **expected}


@pytest.mark.parametrize(
    ("waived", "known", "aside"),
    [(0, None, ""), (0, 0, ""), (2, 0, " (2 waived)"), (0, 1414, " (1,414 known)"), (2, 14, " (2 waived, 14 known)")],
)
def test_the_last_line_counts_what_is_waived_and_known(waived: int, known: int | None, aside: str) -> None:
    before = None if known is None else (finding(1, 1, 2),) * known
    assert summary(replace(report(files=32, waived=waived), known=before)) == f"32 files, nothing to object to{aside}."
    found = report(finding(1, 1, 2), files=32, waived=waived)
    assert summary(replace(found, known=before)) == f"1 error in 1 of 32 files{aside}"


def test_json_meets_its_schema(tmp_path: Path) -> None:
    text = base("playbooks/library/mailing.yml").replace("campaign-manager", "nobody").replace("due: 0d", "due: soon")
    files = {
        "playbooks/library/mailing.yml": text.replace("due: soon", "due: 0d"),
        "playbooks/library/other.yml": text,
        "playbooks/library/broken.yml": "a: [\n",
        "playbooks/library/empty.yml": "",
        "playbooks/processes/x.yml": '"a\\nb": 1\nkind: process\n',
    }
    found = report_on(changed(tmp_path, files))
    assert found.errors > 10
    jsonschema.validate(json.loads(json_report(found)), SCHEMA)


@given(st.text(min_size=1), st.text())
def test_json_survives_any_text(message: str, hint: str) -> None:
    text = json_report(report(finding(1, 1, 1, message, hint=hint)))
    assert text.isascii()
    (found,) = json.loads(text)["diagnostics"]
    assert (found["message"], found["hint"]) == (message, hint)
