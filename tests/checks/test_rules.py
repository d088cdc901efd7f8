"""Every rule against its cases in tests/rules/: what must pass passes clean, what must fail says exactly this."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.checks.report import Report
from mopsdocs.checks.rules import MODULES, RULES
from mopsdocs.documents.loader import load
from mopsdocs.documents.schema import Schema, bundle, child
from mopsdocs.reporters.concise import concise_report
from tests.checks import workspaces

SECTIONS = ["What it finds", "Why it matters", "How to mend it", "Passes", "Fails"]

KIND_OF_FOLDER = {"library": "playbook", "processes": "process", "campaigns": "campaign", "regions": "region"}


def _cases(side: str) -> list[Path]:
    return sorted(path for path in workspaces.RULES.glob(f"*/{side}/*") if path.is_dir())


def _name(case: Path) -> str:
    return f"{case.parent.parent.name}/{case.name}"


def test_the_base_is_clean(tmp_path: Path) -> None:
    report = workspaces.report_on(workspaces.changed(tmp_path, {}))
    assert concise_report(report) == ""


@pytest.mark.parametrize("side", ["pass", "fail"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_on_both_sides(rule: str, side: str) -> None:
    assert [case for case in _cases(side) if case.parent.parent.name == rule], f"add tests/rules/{rule}/{side}/CASE/"


def test_every_case_belongs_to_a_rule() -> None:
    folders = {path.name for path in workspaces.RULES.iterdir() if path.is_dir()}
    assert folders == {"_base", *RULES}


def _report(case: Path, folder: Path) -> Report:
    """What the case's own rule finds there, and whatever keeps it from finding anything."""
    report = workspaces.report_on(workspaces.laid_over(case, folder), before=workspaces.before(case))
    relevant = {case.parent.parent.name, *FORMAT_RULES}
    return replace(report, diagnostics=tuple(found for found in report.diagnostics if found.rule in relevant))


@pytest.mark.parametrize("case", _cases("pass"), ids=_name)
def test_passes(case: Path, tmp_path: Path) -> None:
    assert concise_report(_report(case, tmp_path)) == ""


@pytest.mark.parametrize("case", _cases("fail"), ids=_name)
def test_fails(case: Path, tmp_path: Path) -> None:
    report = _report(case, tmp_path)
    expected = case / "expected.txt"
    if os.environ.get("MOPSDOCS_WRITE_EXPECTED") == "1":
        expected.write_text(concise_report(report), encoding="utf-8", newline="")
    assert concise_report(report) == expected.read_text(encoding="utf-8")
    assert case.parent.parent.name in {diagnostic.rule for diagnostic in report.diagnostics}


@pytest.mark.parametrize("rule", RULES)
def test_the_docstring_is_a_manual_page(rule: str) -> None:
    manual = MODULES[rule].__doc__ or ""
    first, _, rest = manual.partition("\n\n")
    assert first.endswith("."), "the first line is one sentence"
    assert "\n" not in first
    assert re.findall(r"^## (.+)$", rest, re.MULTILINE) == SECTIONS
    for section in re.split(r"^## .+$", rest, flags=re.MULTILINE)[1:]:
        assert section.strip(), "no section is empty"


def _snippets(rule: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", MODULES[rule].__doc__ or "", re.DOTALL)


@pytest.mark.parametrize("rule", RULES)
def test_snippets_are_documents_of_this_format(rule: str) -> None:
    snippets = _snippets(rule)
    assert len(snippets) == 2, "one that passes and one that fails"
    assert snippets[0] != snippets[1]
    for snippet in snippets:
        path = snippet.partition("\n")[0].removeprefix("# ")
        loaded = load(snippet)
        assert not loaded.problems
        assert list(_unknown_keys(loaded.value, bundle(_kind(path)), bundle(_kind(path)))) == []


def _kind(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if folder.startswith("playbooks/regions/"):
        return "playbook"
    return KIND_OF_FOLDER.get(folder.rpartition("/")[2], name.removesuffix(".yml"))


def _unknown_keys(value: Any, schema: Schema | None, root: Schema) -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        inner = child(schema, key, root)
        if inner is None:
            yield str(key)
        yield from _unknown_keys(part, inner, root)
