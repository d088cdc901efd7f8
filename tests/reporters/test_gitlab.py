"""The Code Quality report, held against what GitLab asks of it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.gitlab import gitlab_report
from mopsdocs.reporters.printable import safe
from tests.checks.workspaces import base, changed, report_on
from tests.reporters.hostile import messages, paths, texts
from tests.reporters.reports import PATH, finding, report

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}

# GitLab reads a report up to the first entry that is not of this form, and forgets the others without a word.
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": TEXT,
                    "lines": {"required": ["begin"], "properties": {"begin": LINE, "end": LINE}},
                },
            },
        },
    },
}


def issues(found: Report, prefix: str = "") -> list[dict[str, Any]]:
    text = gitlab_report(found, prefix)
    assert text.isascii()
    read: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(read, SCHEMA)
    assert len({issue["fingerprint"] for issue in read}) == len(read), "GitLab keeps one of those that are equal"
    return read


def test_findings_become_issues() -> None:
    error = replace(finding(7, 22, 26, hint='did you mean "bass"?'), end_line=9)
    other = finding(9, 1, 2, "late", severity=Severity.WARNING)
    third = finding(11, 1, 2, "a remark", severity=Severity.INFO)
    assert issues(report(error, other, third), "docs/") == [
        {
            "description": 'accountable: there is no role "boss" (did you mean "bass"?)',
            "check_name": "unknown-reference",
            "fingerprint": issues(report(error), "docs/")[0]["fingerprint"],
            "severity": "major",
            "location": {"path": f"docs/{PATH}", "lines": {"begin": 7, "end": 9}},
        },
        {
            "description": "late",
            "check_name": "unknown-reference",
            "fingerprint": issues(report(other), "docs/")[0]["fingerprint"],
            "severity": "minor",
            "location": {"path": f"docs/{PATH}", "lines": {"begin": 9, "end": 9}},
        },
        {
            "description": "a remark",
            "check_name": "unknown-reference",
            "fingerprint": issues(report(third), "docs/")[0]["fingerprint"],
            "severity": "info",
            "location": {"path": f"docs/{PATH}", "lines": {"begin": 11, "end": 11}},
        },
    ]


def test_nothing_to_object_to() -> None:
    assert gitlab_report(report(files=3, waived=2)) == "[]\n"


def test_at_the_root_of_a_repository_fingerprints_are_those_of_the_findings() -> None:
    found = finding(7, 22, 26)
    assert issues(report(found))[0]["fingerprint"] == found.fingerprint


def test_two_workspaces_of_a_repository_do_not_hide_each_others_findings() -> None:
    given = {issues(report(finding(7, 22, 26)), prefix)[0]["fingerprint"] for prefix in ("", "de/", "fr/")}
    assert len(given) == 3


def test_equal_fingerprints_get_numbers_that_stay() -> None:
    same = replace(finding(1, 1, 2), unit="webinar", values=("x",))
    found = [replace(same, line=line) for line in range(1, 6)]
    before = [issue["fingerprint"] for issue in issues(report(*found[:3]))]
    assert before[0] == same.fingerprint
    after = issues(report(finding(1, 1, 1, path="a.yml"), *found))
    assert [issue["fingerprint"] for issue in after][1:4] == before


def test_five_thousand_equal_findings_are_five_thousand_issues() -> None:
    same = replace(finding(1, 1, 2), unit="webinar")
    found = report(*(replace(same, line=line) for line in range(1, 5001)))
    assert len(issues(found)) == 5000
    assert gitlab_report(found) == gitlab_report(found)


@given(messages, texts, paths)
def test_any_text_comes_back(message: str, hint: str, path: str) -> None:
    (issue,) = issues(report(finding(3, 4, 8, message, hint=hint, path=path)), "docs/")
    assert issue["description"] == safe(message) + (f" ({safe(hint)})" if hint else "")
    assert issue["location"] == {"path": f"docs/{path}", "lines": {"begin": 3, "end": 3}}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=30))
def test_fingerprints_depend_on_equal_findings_alone(units: list[tuple[str, str]]) -> None:
    found = [replace(finding(1, 1, 2), unit=unit, values=(value,)) for unit, value in units]
    given = issues(Report(tuple(found), frozenset({PATH})))
    number: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[tuple[str, str], int], str] = {}
    for unit, issue in zip(units, given, strict=True):
        names[unit, number[unit]] = issue["fingerprint"]
        number[unit] += 1
    for unit, count in number.items():
        alone = Report(tuple(found[units.index(unit)] for _ in range(count)), frozenset({PATH}))
        assert [issue["fingerprint"] for issue in issues(alone)] == [names[unit, index] for index in range(count)]


@pytest.mark.parametrize("prefix", ["", "docs/"])
def test_a_real_workspace(tmp_path: Path, prefix: str) -> None:
    text = base("playbooks/library/mailing.yml").replace("campaign-manager", "nobody")
    found = report_on(changed(tmp_path, {"playbooks/library/mailing.yml": text, "playbooks/library/b.yml": "a: [\n"}))
    assert found.errors > 2
    assert len(issues(found, prefix)) == len(found.diagnostics)
