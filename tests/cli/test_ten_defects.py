"""One file with ten mistakes of ten kinds: ten findings at their places in every format, and --fix for those it can."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mopsdocs.checks.checking import check_workspace
from mopsdocs.workspace import Workspace
from tests.checks.workspaces import BASE, TODAY
from tests.cli.conftest import Caller

CASE = Path(__file__).parent / "ten_defects"
PLAYBOOK = "playbooks/library/mailing.yml"
MARK = re.compile(r"# ([0-9]+): (.*)")

RULES = {
    "wrong key": "schema-unknown-key",
    "wrong enum": "schema-enum",
    "old review date": "review-overdue",
    "an alias for a tag": "alias-in-use",
    "wrong type": "schema-type",
    "unknown role": "unknown-reference",
    "cycle": "dependency-cycle",
    "approver is doer": "approver-is-doer",
    "missing key, the title": "schema-missing-key",
    "duplicate id": "duplicate-id",
}
WORDS = {
    "wrong key": "sumary",
    "wrong enum": "aproved",
    "old review date": "2024-05-06",
    "an alias for a tag": "e-mail",
    "wrong type": "2027",
    "unknown role": "campaign-manger",
    "cycle": "build-email",
    "approver is doer": "builder",
    "missing key, the title": "id: test-send",
    "duplicate id": "write-copy",
}
"""What each finding marks, in the line where the defect is."""

MENDED = {
    "sumary: Send": "summary: Send",
    "status: aproved": "status: approved",
    "channels: [e-mail]": "channels: [email]",
    "message: 2027": 'message: "2027"',
    "accountable: campaign-manger": "accountable: campaign-manager",
    "- id: test-send\n": "- id: test-send\n        title: TODO what is done, as an instruction\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    return Path(shutil.copytree(CASE, folder, dirs_exist_ok=True))


def _expected() -> set[tuple[str, int, int, int]]:
    """Rule, line, column and end of every defect, read off the marks in the file."""
    found = set()
    lines = (CASE / PLAYBOOK).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        mark = MARK.search(line)
        if mark:
            word = WORDS[mark[2]]
            above = 0 if word in line else 1  # what is missing is reported where the step begins
            column = lines[number - 1 - above].index(word) + 1
            found.add((RULES[mark[2]], number - above, column, column + len(word)))
    assert len(found) == len(RULES) == 10
    return found


def test_ten_findings_each_at_its_place_with_a_remedy(workspace: Path) -> None:
    report = check_workspace(Workspace.at(workspace), TODAY).report
    assert {(one.rule, one.line, one.column, one.end_column) for one in report.diagnostics} == _expected()
    assert len(report.diagnostics) == 10
    assert all(one.path == PLAYBOOK and one.hint and one.line == one.end_line for one in report.diagnostics)


def _json(text: str) -> set[tuple[str, int, int]]:
    return {(found["rule"], found["line"], found["column"]) for found in json.loads(text)["diagnostics"]}


def _concise(text: str) -> set[tuple[str, int, int]]:
    found = re.findall(r"^[^:\n]+:([0-9]+):([0-9]+): [a-z]+ \[([a-z-]+)\]", text, re.MULTILINE)
    return {(rule, int(line), int(column)) for line, column, rule in found}


def _text(text: str) -> set[tuple[str, int, int]]:
    found = re.findall(r"^[^:\n ]+:([0-9]+):([0-9]+)  [a-z]+  \[([a-z-]+)\]", text, re.MULTILINE)
    return {(rule, int(line), int(column)) for line, column, rule in found}


def _github(text: str) -> set[tuple[str, int, int]]:
    found = re.findall(r"^::[a-z]+ .*?line=([0-9]+),.*?col=([0-9]+),.*?title=([a-z-]+)", text, re.MULTILINE)
    return {(rule, int(line), int(column)) for line, column, rule in found}


def _sarif(text: str) -> set[tuple[str, int, int]]:
    found = set()
    for result in json.loads(text)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        found.add((result["ruleId"], region["startLine"], region["startColumn"]))
    return found


def _junit(text: str) -> set[tuple[str, int, int]]:
    cases = ElementTree.fromstring(text).iterfind(".//testcase/*")
    return _concise("\n".join(f"{(case.text or '').strip()}" for case in cases))


@pytest.mark.parametrize(
    ("format", "read"),
    [
        ("text", _text),
        ("concise", _concise),
        ("json", _json),
        ("github", _github),
        ("sarif", _sarif),
        ("junit", _junit),
    ],
)
def test_ten_findings_in_every_format(format: str, read: object, workspace: Path, call: Caller) -> None:
    assert callable(read)
    done = call(workspace, "validate", "--format", format)
    assert done.code == 1
    assert read(done.out) == {(rule, line, column) for rule, line, column, _ in _expected()}


def test_ten_findings_for_gitlab(workspace: Path, call: Caller) -> None:
    """GitLab takes lines without columns."""
    issues = json.loads(call(workspace, "validate", "--format", "gitlab").out)
    found = {(issue["check_name"], issue["location"]["lines"]["begin"]) for issue in issues}
    assert found == {(rule, line) for rule, line, _, _ in _expected()}
    assert len({issue["fingerprint"] for issue in issues}) == 10


def test_fix_mends_what_it_can_and_nothing_else(workspace: Path, call: Caller) -> None:
    before = (workspace / PLAYBOOK).read_text(encoding="utf-8")
    others = {path: path.read_bytes() for path in workspace.rglob("*.yml") if path != workspace / PLAYBOOK}
    expected = before
    for old, new in MENDED.items():
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert call(workspace, "validate", "--fix").code == 1
    assert (workspace / PLAYBOOK).read_text(encoding="utf-8") == expected
    assert {path: path.read_bytes() for path in others} == others
    left = {found["rule"] for found in json.loads(call(workspace, "validate", "--format", "json").out)["diagnostics"]}
    assert left == {"review-overdue", "dependency-cycle", "approver-is-doer", "duplicate-id", "placeholder-left"}


def test_the_findings_do_not_depend_on_the_day_but_for_the_review(workspace: Path) -> None:
    later = check_workspace(Workspace.at(workspace), TODAY + datetime.timedelta(days=30)).report
    assert {(one.rule, one.line, one.column, one.end_column) for one in later.diagnostics} == _expected()
