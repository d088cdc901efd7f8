"""SARIF, held against its schema and what the schema cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given

from mopsdocs.checks.facts.catalogue import rule_pages
from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Related, Severity, Splice
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.sarif import sarif_report
from tests.checks.workspaces import base, changed, report_on
from tests.reporters.hostile import messages, paths, texts
from tests.reporters.reports import PATH, finding, report

SCHEMA = json.loads((Path(__file__).parent / "data/sarif-2.1.0.json").read_text("utf-8"))
LINK = re.compile(r"\[([^\]]*)\]\(([^)]+)\)")
"""As loosely as viewers look for links."""


@cache
def validator() -> Any:
    return jsonschema_rs.Draft202012Validator(SCHEMA)


def run(found: Report, prefix: str = "", address: str = "https://mops.example/rules/{id}") -> dict[str, Any]:
    """The one run in the report on `found`, after it was checked."""
    text = sarif_report(found, rule_pages(), "1.2.3", address, prefix)
    assert text.isascii()
    log = json.loads(text)
    validator().validate(log)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert isinstance(only, dict)
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    for result in only["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        check_links(result)
    for key in ("suppressions", "baselineState"):
        assert len({key in result for result in only["results"]}) <= 1, f"{key}: in all results or in none"
    return only


def check_links(result: dict[str, Any]) -> None:
    ids = [str(place["id"]) for place in result.get("relatedLocations", [])]
    assert [target for _, target in LINK.findall(result["message"]["text"])] == ids
    assert len(set(ids)) == len(ids)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_finding_with_all_there_is() -> None:
    found = replace(
        finding(7, 22, 26, hint='did you mean "bass"?'),
        fix=Splice(120, 124, "bass"),
        related=(Related(PATH, 3, 5, 3, 9, "the step"), Related("a[b].yml", 1, 1, 1, 1, "the role")),
    )
    text = sarif_report(report(found), rule_pages(), "1.2.3", "https://mops.example/rules/{id}", "my docs/")
    log = json.loads(text)
    assert list(log) == ["$schema", "version", "runs"]
    manual = next(page.manual for page in rule_pages() if page.rule.id == "unknown-reference")
    artifact = {"uri": "my%20docs/playbooks/library/webinar.yml", "uriBaseId": "%SRCROOT%"}
    assert run(report(found), "my docs/") == log["runs"][0]
    assert log["runs"][0] == {
        "tool": {
            "driver": {
                "name": "mopsdocs",
                "semanticVersion": "1.2.3",
                "informationUri": "https://github.com/mopsdocs/mopsdocs",
                "rules": [
                    {
                        "id": "unknown-reference",
                        "name": "UnknownReference",
                        "shortDescription": {"text": "A name leads nowhere."},
                        "fullDescription": {
                            "text": "A name leads nowhere: no role, step, tool, process … of that id exists."
                        },
                        "help": {"text": manual, "markdown": manual},
                        "helpUri": "https://mops.example/rules/unknown-reference",
                        "defaultConfiguration": {"level": "error"},
                        "properties": {"tags": ["references"], "category": "references"},
                    }
                ],
            }
        },
        "automationDetails": {"id": "mopsdocs/my docs/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [
            {
                "ruleId": "unknown-reference",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                    "text": 'accountable: there is no role "boss". Hint: did you mean "bass"? '
                    "See [line 3](1), a[b].yml [line 1](2)."
                },
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": artifact,
                            "region": {"startLine": 7, "startColumn": 22, "endLine": 7, "endColumn": 26},
                        }
                    }
                ],
                "partialFingerprints": {"mopsdocs/v1": found.fingerprint},
                "relatedLocations": [
                    {
                        "id": 1,
                        "physicalLocation": {
                            "artifactLocation": artifact,
                            "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
                        },
                        "message": {"text": "the step"},
                    },
                    {
                        "id": 2,
                        "physicalLocation": {
                            "artifactLocation": {"uri": "my%20docs/a%5Bb%5D.yml", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
                        },
                        "message": {"text": "the role"},
                    },
                ],
                "fixes": [
                    {
                        "description": {"text": 'did you mean "bass"?'},
                        "artifactChanges": [
                            {
                                "artifactLocation": artifact,
                                "replacements": [
                                    {
                                        "deletedRegion": {"charOffset": 120, "charLength": 4},
                                        "insertedContent": {"text": "bass"},
                                    }
                                ],
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_nothing_to_object_to() -> None:
    empty = run(report(files=3))
    assert empty["results"] == []
    assert empty["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_levels(severity: Severity, level: str) -> None:
    (result,) = run(report(finding(1, 1, 2, severity=severity)))["results"]
    assert result["level"] == level


def test_every_rule_can_be_told() -> None:
    found = report(*(finding(1, 1, 2, rule=page.rule.id) for page in rule_pages()))
    rules = run(found, address="https://mops.example/#{id}")["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [page.rule.id for page in rule_pages()]
    for rule in rules:
        assert re.fullmatch(r"([A-Z][a-z]*)+", rule["name"])
        assert len(rule["shortDescription"]["text"]) < len(rule["help"]["text"])
        assert rule["fullDescription"]["text"].endswith(".")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert urlsplit(rule["helpUri"]).fragment == rule["id"]


def test_waived_findings_are_suppressed() -> None:
    results = run(report(finding(7, 1, 2), waived=1))["results"]
    assert [result["suppressions"] for result in results] == [[], [{"kind": "external", "status": "accepted"}]]


def test_known_findings_are_unchanged() -> None:
    known = replace(report(finding(7, 1, 2), waived=1), known=(finding(9, 1, 2, severity=Severity.INFO),))
    results = run(known)["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "new"]
    assert [len(result["suppressions"]) for result in results] == [0, 0, 1]
    (result,) = run(replace(report(finding(7, 1, 2)), known=()))["results"]
    assert result["baselineState"] == "new"


@given(messages, texts, paths)
def test_any_text_comes_back(message: str, hint: str, path: str) -> None:
    found = replace(
        finding(3, 4, 8, message, hint=hint, path=path),
        related=(Related(path, 9, 1, 9, 2, hint), Related(f"{path}x", 8, 1, 8, 2, message)),
    )
    (result,) = run(report(found), "docs/")["results"]
    text = result["message"]["text"]
    for part in (message, hint):
        assert safe(part).replace("](", "] (") in text
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)
    assert (urlsplit(uri).scheme, urlsplit(uri).netloc) == ("", "")
    assert unquote(urlsplit(uri).path) == f"docs/{path}"


@pytest.mark.parametrize("text", ["[x](https://evil.example)", "[](1)", "[[x]](2)", "![x](javascript:x)"])
def test_authored_text_is_no_link(text: str) -> None:
    (result,) = run(report(finding(1, 1, 2, text, hint=text)))["results"]
    assert not LINK.search(result["message"]["text"])


def test_half_a_character_in_a_path_is_still_an_address() -> None:
    place = replace(finding(1, 1, 2), path="a\udcff.yml")
    (result,) = run(report(place))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%ED%B3%BF.yml"


def many() -> Iterator[Diagnostic]:
    rules = [page.rule.id for page in rule_pages()]
    for number in range(5000):
        place = finding(1 + number // 50, 3, 9, f"number {number}", path=f"f/{number % 50}.yml", rule=rules[number % 9])
        yield replace(place, related=(Related(PATH, 1, 1, 1, 2, "there"),) if number % 3 == 0 else ())


def test_five_thousand_findings() -> None:
    found = report(*many(), files=60)
    results = run(found)["results"]
    assert len(results) == 5000
    again = Report(found.diagnostics, frozenset(sorted(found.paths, reverse=True)))
    assert sarif_report(found, rule_pages(), "1") == sarif_report(again, rule_pages(), "1")


def test_a_real_workspace(tmp_path: Path) -> None:
    text = base("playbooks/library/mailing.yml").replace("campaign-manager", "nobody")
    found = report_on(changed(tmp_path, {"playbooks/library/mailing.yml": text, "playbooks/library/b.yml": "a: [\n"}))
    assert found.errors > 2
    assert len(run(found, "docs/")["results"]) == len(found.diagnostics)


def test_fixes_put_back_what_they_say(tmp_path: Path) -> None:
    """The offsets of a fix mean characters of the file as it is read."""
    text = "# 会議 🚀\n" + base("playbooks/library/mailing.yml").replace("campaign-manager", "campaign-manger", 1)
    path = "playbooks/library/mailing.yml"
    found = report_on(changed(tmp_path, {path: text}))
    fixes = [fix for result in run(found)["results"] for fix in result.get("fixes", [])]
    assert fixes
    for fix in fixes:
        (change,) = fix["artifactChanges"]
        assert change["artifactLocation"]["uri"] == path
        (replacement,) = change["replacements"]
        region = replacement["deletedRegion"]
        deleted = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert (deleted, replacement["insertedContent"]["text"]) == ("campaign-manger", "campaign-manager")
