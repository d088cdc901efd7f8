"""Fixes: they change what a finding is about and nothing else, and leave nothing behind that they could have mended."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsdocs.checks.checking import inspect_workspace, judged
from mopsdocs.checks.fixes import Fixed, fix_all
from mopsdocs.diagnostics import Splice
from mopsdocs.documents.loader import load
from mopsdocs.workspace import Workspace
from tests.checks import workspaces
from tests.checks.workspaces import TODAY, base, changed

PLAYBOOK = "playbooks/library/mailing.yml"
ROLES = "site_config/roles.yml"


def fixed(workspace: Path) -> Fixed:
    """What --fix would make of the workspace."""
    inspections = inspect_workspace(Workspace.at(workspace))
    return fix_all(inspections, lambda now: judged(now, TODAY).report, lambda path: True)


def _texts(result: Fixed) -> Mapping[str, tuple[str, str]]:
    return {path: (before.decode(), after.decode()) for path, (before, after) in result.changed.items()}


def _after(folder: Path, *changes: tuple[str, str], path: str = PLAYBOOK) -> str:
    """The text of the base's file with `changes` after fixing; nothing else may have changed."""
    text = base(path)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    texts = _texts(fixed(changed(folder, {path: text})))
    assert texts.keys() <= {path}
    return texts.get(path, (text, text))[1]


MENDED = {
    "reference": ("accountable: campaign-manger", "accountable: campaign-manager"),
    "list item": ("responsible: [bilder]", "responsible: [builder]"),
    "key": ("titel: Mailing", "title: Mailing"),
    "enum": ("status: aproved", "status: approved"),
    "number as text": ("message: 12.50", 'message: "12.50"'),
    "truth as text": ("message: true", 'message: "true"'),
    "text as truth": ('independent: "yes"', "independent: true"),
    "capitals": ("kind: Task", "kind: task"),
    "in flow": ("- {metric: repiles}", "- {metric: replies}"),
    "quoted": ("owner: 'campaign-manger'", "owner: campaign-manager"),
}
ORIGINAL = {
    "reference": "accountable: campaign-manager",
    "list item": "responsible: [builder]",
    "key": "title: Mailing",
    "enum": "status: approved",
    "number as text": "message: One sentence",
    "truth as text": "message: One sentence",
    "text as truth": "independent: true",
    "capitals": "kind: task",
    "in flow": "- metric: replies",
    "quoted": "owner: campaign-manager",
}


@pytest.mark.parametrize("case", MENDED)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_certain_mistake_is_mended_in_its_place(case: str, eol: str, tmp_path: Path) -> None:
    wrong, right = MENDED[case]
    source = base(PLAYBOOK).replace("- metric: replies\n    target: 200", "- metric: replies")
    assert ORIGINAL[case] in source
    before = source.replace(ORIGINAL[case], wrong, 1).replace("\n", eol)
    after = fixed(changed(tmp_path, {PLAYBOOK: before})).changed[PLAYBOOK][1].decode()
    assert after == source.replace(ORIGINAL[case], right, 1).replace("\n", eol)


def test_comments_and_layout_around_it_stay(tmp_path: Path) -> None:
    odd = "titel:    'Mailing'   # not 'titel'\n\n# titel: is wrong\n"
    after = _after(tmp_path, ("title: Mailing\n", odd))
    assert odd.replace("titel: ", "title: ", 1) in after


def test_a_missing_text_becomes_a_placeholder_that_is_a_finding_itself(tmp_path: Path) -> None:
    text = base(PLAYBOOK).replace("        title: Write the copy\n", "")
    result = fixed(changed(tmp_path, {PLAYBOOK: text}))
    assert "- id: write-copy\n        title: TODO " in _texts(result)[PLAYBOOK][1]
    assert [one.rule for one in result.report.diagnostics] == ["placeholder-left"]


def test_nobody_guesses_a_role_a_date_or_an_id(tmp_path: Path) -> None:
    for key in ("owner", "last_reviewed", "version", "anchor"):
        lines = base(PLAYBOOK).splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith(f"{key}:"))
        result = fixed(changed(tmp_path / key, {PLAYBOOK: text}))
        assert not result.changed
        assert [one.rule for one in result.report.diagnostics] == ["schema-missing-key"]


def test_two_equally_likely_names_are_left_to_people(tmp_path: Path) -> None:
    roles = base(ROLES) + "  - id: bulder\n    title: Bulder\n    responsibilities: [Bulds]\n"
    text = base(PLAYBOOK).replace("responsible: [builder]", "responsible: [bilder]", 1)
    result = fixed(changed(tmp_path, {PLAYBOOK: text, ROLES: roles}))
    assert PLAYBOOK not in result.changed


def test_what_a_correction_uncovers_is_mended_as_well(tmp_path: Path) -> None:
    after = _after(tmp_path, ("accountable: campaign-manager", "acountable: campaign-manger"))
    assert after == base(PLAYBOOK)


def test_only_wanted_files_are_touched(tmp_path: Path) -> None:
    paths = (PLAYBOOK, "site_config/tools.yml")
    texts = {path: base(path).replace("campaign-manager", "campaign-manger", 1) for path in paths}
    inspections = inspect_workspace(Workspace.at(changed(tmp_path, texts)))
    result = fix_all(inspections, lambda now: judged(now, TODAY).report, lambda path: path == PLAYBOOK)
    assert result.changed.keys() == {PLAYBOOK}


def _cases() -> list[Path]:
    return sorted(path for path in workspaces.RULES.glob("*/fail/*") if path.is_dir())


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.parent.parent.name}/{case.name}")
def test_every_case_of_every_rule(case: Path, tmp_path: Path) -> None:
    """Splices stay inside what was found, a second run finds nothing to do, and what was mended is gone."""
    workspace = workspaces.laid_over(case, tmp_path)
    inspections = inspect_workspace(Workspace.at(workspace))
    before = workspaces.before(case)
    result = fix_all(inspections, lambda now: judged(now, TODAY, before).report, lambda path: True)
    for path, (old, new) in _texts(result).items():
        assert old != new
        assert not [problem for problem in load(new).problems if not problem.warning]
        if all(isinstance(one.fix, Splice) for one in result.mended if one.path == path):
            lines = {one.line for one in result.mended if one.path == path}
            pairs = zip(old.split("\n"), new.split("\n"), strict=True)
            assert {number for number, (one, other) in enumerate(pairs, 1) if one != other} <= lines
        (workspace / path).write_bytes(new.encode())
    inspections = inspect_workspace(Workspace.at(workspace))
    again = fix_all(inspections, lambda now: judged(now, TODAY, before).report, lambda path: True)
    assert not again.changed
    assert again.report == result.report


WORDS = ["campaign-manager", "builder", "reviewer", "approved", "replies", "title", "accountable", "responsible"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_typos_anywhere_never_damage_a_document(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A letter lost or doubled somewhere: whatever is mended is mended by going back to a word of the format."""
    text = base(PLAYBOOK)
    for _ in range(data.draw(st.integers(1, 3))):
        word = data.draw(st.sampled_from(WORDS))
        places = [at for at in range(len(text)) if text.startswith(word, at)]
        if places:
            at = data.draw(st.sampled_from(places)) + data.draw(st.integers(1, len(word) - 2))
            text = text[:at] + data.draw(st.sampled_from(["", text[at] * 2])) + text[at + 1 :]
    result = fixed(changed(tmp_path_factory.mktemp("typos"), {PLAYBOOK: text}))
    for old, new in _texts(result).values():
        assert len(old.split("\n")) == len(new.split("\n"))
        assert load(new).value.keys() - load(base(PLAYBOOK)).value.keys() <= load(old).value.keys()
    assert not [one for one in result.report.diagnostics if one.fixable]
