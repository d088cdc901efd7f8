"""Corners of single rules that need more than a case folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mopsdocs.checks.rules import MODULES
from mopsdocs.checks.rules.placeholder_left import _CODE, _PLACEHOLDER
from mopsdocs.diagnostics import Splice
from mopsdocs.documents.conditions.environment import REGION_FIELDS
from tests.checks.workspaces import base, changed, report_on
from tests.documents.conditions import golden

PLAYBOOK = "playbooks/library/mailing.yml"


@pytest.mark.parametrize(
    ("when", "rules"), [("audience_size > 5000", set()), ("the list is new", {"condition-invalid"})]
)
def test_conditions_are_only_read_where_the_variables_have_errors(tmp_path: Path, when: str, rules: set[str]) -> None:
    wrong = "variables:\n  - {id: audience_size, title: Audience size, type: numbre}\nbrief:\n"
    text = base(PLAYBOOK).replace("brief:\n", wrong, 1).replace("id: send\n", f"id: send\n        when: {when}\n")
    found = {diagnostic.rule for diagnostic in report_on(changed(tmp_path, {PLAYBOOK: text})).diagnostics}
    assert found == {"schema-enum", *rules}


@pytest.mark.parametrize(
    "text",
    [
        "TODO",
        "as of TBD",
        "tbd.",
        "FIXME: who?",
        "XXXX",
        "Lorem Ipsum dolor",
        "lorem\nipsum",
        "ask ???",
        "Dear {{ name }}",
        "<fill in>",
        "<Your name here>",
        "[Insert date]",
        "[to be confirmed]",
    ],
)
def test_placeholders(text: str) -> None:
    assert _PLACEHOLDER.search(_CODE.sub(" ", text))


@pytest.mark.parametrize(
    "text",
    [
        "todo el equipo",
        "Microsoft To Do",
        "size XXL",
        "really??",
        "What???",
        "[your rights](https://example.com)",
        "[add it][1]",
        "`{{ first_name }}`",
        "`` a ` {{b}} ``",
        "```\nTODO\n```",
        "~~~\n{{ x }}",
        "a < b and c > d",
        "<https://example.com>",
        "[x] done",
        "the adder",
        "{anchor_date:%Y%m%d}",
    ],
)
def test_no_placeholders(text: str) -> None:
    assert not _PLACEHOLDER.search(_CODE.sub(" ", text))


@pytest.mark.parametrize(
    ("written", "replacement"),
    [("campaign-manger", "campaign-manager"), ("reviewr", "reviewer"), ("nobody-at-all", None)],
)
def test_only_a_certain_correction_is_offered_as_a_fix(written: str, replacement: str | None, tmp_path: Path) -> None:
    text = base(PLAYBOOK).replace("accountable: campaign-manager", f"accountable: {written}", 1)
    (found,) = report_on(changed(tmp_path, {PLAYBOOK: text})).diagnostics
    assert (found.fix.text if isinstance(found.fix, Splice) else None) == replacement
    if isinstance(found.fix, Splice):
        assert text[found.fix.start : found.fix.end] == written


def test_two_equally_near_names_are_no_certain_correction(tmp_path: Path) -> None:
    tools = base("site_config/tools.yml")
    entry = tools.partition("tools:\n")[2]
    both = tools + entry.replace("id: mailer", "id: mailed")
    text = base(PLAYBOOK).replace("tools: [mailer]", "tools: [maile]")
    report = report_on(changed(tmp_path, {PLAYBOOK: text, "site_config/tools.yml": both}))
    (found,) = (one for one in report.diagnostics if one.rule == "unknown-reference")
    assert found.hint == 'did you mean "mailed"?'
    assert found.fix is None


def test_a_correction_that_yaml_would_misread_is_quoted(tmp_path: Path) -> None:
    tools = base("site_config/tools.yml").replace("id: mailer", 'id: "365"')
    text = base(PLAYBOOK).replace("tools: [mailer]", 'tools: ["366"]')
    metrics = base("site_config/metrics.yml").replace("source: mailer", 'source: "365"')
    files = {PLAYBOOK: text, "site_config/tools.yml": tools, "site_config/metrics.yml": metrics}
    (found,) = report_on(changed(tmp_path, files)).diagnostics
    assert isinstance(found.fix, Splice)
    assert found.fix.text == '"365"'


def test_a_very_long_review_cycle_is_no_bug(tmp_path: Path) -> None:
    path = "playbooks/processes/writing.yml"
    text = base(path).replace("review_cycle_days: 365", f"review_cycle_days: {'9' * 18}")
    assert not report_on(changed(tmp_path, {path: text})).diagnostics


def test_thousands_of_steps_in_a_row(tmp_path: Path) -> None:
    step = (
        "      - {{id: s{0}, title: Do it {0}, kind: task, responsible: [builder], accountable: campaign-manager, "
        "due: 0d, depends_on: [s{1}]}}\n"
    )
    steps = "".join(step.format(number, (number + 1) % 3000) for number in range(3000))
    head = base(PLAYBOOK).partition("  - id: launch")[0]
    text = f"{head}  - id: launch\n    title: Launch\n    type: launch\n    steps:\n{steps}"
    (found,) = report_on(changed(tmp_path, {PLAYBOOK: text})).diagnostics
    assert found.rule == "dependency-cycle"


def _column(section: str) -> list[str]:
    """The code in the first column of a table of condition-invalid's manual."""
    manual = MODULES["condition-invalid"].__doc__ or ""
    rows = manual.partition(f"**{section}**")[2].lstrip().partition("\n\n")[0].splitlines()[2:]
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row.split("|")[1])]


def test_the_manual_of_conditions_names_everything_that_can_be_asked_about() -> None:
    known = {"channels", *(f"region.{path}" for path in REGION_FIELDS)}
    assert set(_column("What can be asked about")) == known


def test_the_ten_examples_of_conditions_are_right() -> None:
    examples = [code.strip("'") for code in _column("Ten examples")]
    assert len(examples) == 10
    assert [golden.told(code).get("says") for code in examples] == [None] * 10
