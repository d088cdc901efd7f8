"""Corners of the rules about references and catalogues that need more than a case folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.diagnostics import AddKey, Diagnostic, SortItems, Splice
from tests.checks.workspaces import RULES, base, before, changed, laid_over, report_on

PLAYBOOK = "playbooks/library/mailing.yml"
METRICS = "site_config/metrics.yml"
UNUSED = base(METRICS) + base(METRICS).partition("metrics:\n")[2].replace("replies", "opens")


def _of(rule: str, workspace: Path) -> list[Diagnostic]:
    return [found for found in report_on(workspace).diagnostics if found.rule == rule]


@pytest.mark.parametrize("damage", ["kind: [\n", "kind: process\n"])
def test_nothing_is_unused_while_a_file_is_broken(damage: str, tmp_path: Path) -> None:
    assert len(_of("unused-entry", changed(tmp_path / "whole", {METRICS: UNUSED}))) == 1
    broken = changed(tmp_path / "broken", {METRICS: UNUSED, "playbooks/processes/other.yml": damage})
    assert not _of("unused-entry", broken)


def test_a_fix_notes_the_previous_id(tmp_path: Path) -> None:
    case = RULES / "id-changed/fail/parts"
    report = report_on(laid_over(case, tmp_path), before=before(case))
    fixes = {found.values[0]: found.fix for found in report.diagnostics if found.rule == "id-changed"}
    assert fixes == {
        "build-email": AddKey(("stages", 0, "steps", 1), "previous_ids", ["build-email"]),
        "launch": AddKey(("stages", 1), "previous_ids", ["launch"]),
        "email-approved": None,
    }


def test_unchanged_documents_are_no_renames(tmp_path: Path) -> None:
    case = RULES / "id-changed/fail/parts"
    workspace = laid_over(case, tmp_path)
    moved = workspace / "playbooks/regions"
    moved.mkdir()
    (workspace / PLAYBOOK).rename(moved / "mailing.yml")
    (moved / "mailing.yml").write_text(base(PLAYBOOK), encoding="utf-8")
    assert not [found for found in report_on(workspace, before=before(case)).diagnostics if found.rule == "id-changed"]


@pytest.mark.parametrize(
    ("case", "corrections"),
    [
        (
            "labels",
            {
                "webinars": "webinar",
                "webcast": None,
                "blast": "email",
                "e-mail": "email",
                "website": None,
                "mail": "email",
            },
        ),
        ("one-correction-is-enough", {"mail": "email", "e-mail": None, "website": None}),
        ("variables", {"Email": "email", "e-mail": None}),
        ("two-media-in-one-line", {"utm_medium=social": None}),
    ],
)
def test_only_an_alias_that_stands_alone_is_corrected(
    case: str, corrections: dict[str, str | None], tmp_path: Path
) -> None:
    found = _of("alias-in-use", laid_over(RULES / "alias-in-use/fail" / case, tmp_path))
    fixes = {one.values[1]: one.fix.text if isinstance(one.fix, Splice) else None for one in found}
    assert fixes == corrections


def test_a_chain_of_replacements_is_shortened_where_it_ends(tmp_path: Path) -> None:
    found = _of("replacement-cycle", laid_over(RULES / "replacement-cycle/fail/chain", tmp_path))
    assert [one.fix.text if isinstance(one.fix, Splice) else None for one in found] == [None, "mailer"]


def test_an_unsorted_list_can_be_sorted(tmp_path: Path) -> None:
    (found,) = _of("catalogue-unsorted", laid_over(RULES / "catalogue-unsorted/fail/one-entry", tmp_path))
    assert found.fix == SortItems(("people",))
