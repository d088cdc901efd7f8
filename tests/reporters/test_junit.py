"""JUnit XML, held against the schema of Jenkins and read as GitLab reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Related, Severity
from mopsdocs.reporters.junit import junit_report
from mopsdocs.reporters.printable import safe
from tests.checks.workspaces import base, changed, report_on
from tests.reporters.hostile import FRAGMENTS, messages, paths, texts
from tests.reporters.reports import PATH, finding, report


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(Path(__file__).parent / "data/junit-10.xsd"))


def suites(found: Report, prefix: str = "", fail_on: Severity = Severity.ERROR) -> ElementTree.Element:
    """The root of the report, after it was checked."""
    text = junit_report(found, prefix, fail_on)
    assert text.isascii()
    root = ElementTree.fromstring(text)
    schema().validate(root)
    for element in (root, *root.iter("testsuite")):
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert element.get(attribute) == str(len(list(element.iter(tag))))
    names = [
        (suite.get("name"), case.get("classname"), case.get("name"))
        for suite in root
        for case in suite.iter("testcase")
    ]
    assert len(set(names)) == len(names), "GitLab keeps one of those that are equal"
    return root


def written(text: str) -> str:
    """`text` in characters that XML has."""
    return safe(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def test_findings_become_cases() -> None:
    found = report(
        replace(finding(7, 22, 26, hint='did you mean "bass"?'), related=(Related(PATH, 3, 1, 3, 4, "the step"),)),
        finding(9, 1, 2),
        finding(11, 1, 2, "a < b & c", severity=Severity.WARNING),
    )
    found = replace(found, paths=frozenset({PATH, "clean.yml"}))
    assert (
        junit_report(found, "docs/")
        == """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="mopsdocs" tests="4" failures="2" errors="0">
  <testsuite name="docs/clean.yml" file="docs/clean.yml" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="docs.clean" />
  </testsuite>
  <testsuite name="docs/playbooks/library/webinar.yml" file="docs/playbooks/library/webinar.yml" \
tests="3" failures="2" errors="0">
    <testcase name="unknown-reference: accountable: there is no role &quot;boss&quot;" \
classname="docs.playbooks.library.webinar">
      <failure type="unknown-reference" message="accountable: there is no role &quot;boss&quot;">\
docs/playbooks/library/webinar.yml:7:22: error [unknown-reference]
accountable: there is no role "boss"
hint: did you mean "bass"?
see docs/playbooks/library/webinar.yml:3: the step</failure>
    </testcase>
    <testcase name="unknown-reference: accountable: there is no role &quot;boss&quot; (2)" \
classname="docs.playbooks.library.webinar">
      <failure type="unknown-reference" message="accountable: there is no role &quot;boss&quot;">\
docs/playbooks/library/webinar.yml:9:1: error [unknown-reference]
accountable: there is no role "boss"</failure>
    </testcase>
    <testcase name="unknown-reference: a &lt; b &amp; c" classname="docs.playbooks.library.webinar">
      <system-out>docs/playbooks/library/webinar.yml:11:1: warning [unknown-reference]
a &lt; b &amp; c</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )
    suites(found, "docs/")


def test_no_files_at_all() -> None:
    assert list(suites(Report((), frozenset()))) == []


def test_clean_files_pass() -> None:
    root = suites(report(files=3, waived=1))
    assert [root.get("tests"), root.get("failures")] == ["3", "0"]


@pytest.mark.parametrize(("fail_on", "failures"), [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3)])
def test_the_threshold_decides_what_fails(fail_on: Severity, failures: int) -> None:
    found = report(*(finding(line, 1, 2, severity=level) for line, level in enumerate(Severity, start=1)))
    root = suites(found, fail_on=fail_on)
    assert root.get("failures") == str(failures)
    assert len(list(root.iter("system-out"))) == 3 - failures


@given(messages, texts, paths)
def test_any_text_comes_back(message: str, hint: str, path: str) -> None:
    places = (finding(3, 4, 8, message, hint=hint, path=path), finding(4, 1, 2, "soft", path=path, hint=message))
    root = suites(report(places[0], replace(places[1], severity=Severity.INFO)), "docs/")
    (suite,) = root
    assert suite.get("name") == suite.get("file") == written(f"docs/{path}")
    failing, passing = suite
    (failure,) = failing
    assert (failing.tag, failure.tag, passing[0].tag) == ("testcase", "failure", "system-out")
    assert failure.get("message") == written(message)
    head, text, *rest = (failure.text or "").split("\n")
    assert head == f"{written(f'docs/{path}')}:3:4: error [unknown-reference]"
    assert text == written(message)
    assert rest == ([f"hint: {written(hint)}"] if hint else [])
    assert "[[ATTACHMENT|" not in (passing[0].text or "")


def test_numbers_do_not_meet_names_that_end_in_one() -> None:
    suites(report(*(finding(line, 1, 2, text) for line, text in enumerate(["a", "a", "a (2)", "a", "a (2)"], start=1))))


def test_a_name_stays_when_lines_move() -> None:
    names = [
        [case.get("name") for case in suites(report(finding(line, 1, 2, "x"), finding(line + 1, 1, 2, "y"))).iter()]
        for line in (1, 50)
    ]
    assert names[0] == names[1]


def many() -> Iterator[Diagnostic]:
    for number in range(5000):
        text = FRAGMENTS[number % len(FRAGMENTS)]
        yield finding(1 + number // 20, 1, 2, text, path=f"f/{number % 20}.yml", severity=tuple(Severity)[number % 3])


def test_five_thousand_findings() -> None:
    found = report(*many(), files=30)
    root = suites(found)
    assert [root.get("tests"), root.get("failures")] == ["5010", "1667"]
    again = Report(found.diagnostics, frozenset(sorted(found.paths, reverse=True)))
    assert junit_report(found) == junit_report(again)


def test_a_real_workspace(tmp_path: Path) -> None:
    text = base("playbooks/library/mailing.yml").replace("campaign-manager", "nobody")
    found = report_on(changed(tmp_path, {"playbooks/library/mailing.yml": text, "playbooks/library/b.yml": "a: [\n"}))
    root = suites(found)
    assert root.get("failures") == str(found.errors)
    assert [suite.get("name") for suite in root] == sorted(found.paths)
