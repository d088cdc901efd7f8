"""The question mark that `answers` may be given."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.diagnostics import Splice
from tests.checks.workspaces import base, changed, report_on

PATH = "playbooks/processes/writing.yml"


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("How do we write copy", "How do we write copy?"),
        ('"How do we write copy"', '"How do we write copy?"'),
        ("'Who''s in charge'", "'Who''s in charge?'"),
        ("Can I write it  # asked often", "Can I write it?  # asked often"),
        ("What we write", None),
        ("How to write", None),
        ("How do we write?.", None),
        ("writing checklist", None),
        (">-\n    How do we\n    write", None),
    ],
)
def test_it_is_added_only_where_it_is_certain(written: str, mended: str | None, tmp_path: Path) -> None:
    text = base(PATH) + f"answers:\n  - {written}\n"
    (found,) = report_on(changed(tmp_path, {PATH: text})).diagnostics
    assert found.rule == "answer-not-a-question"
    fixed = None
    if isinstance(found.fix, Splice):
        fixed = text[: found.fix.start] + found.fix.text + text[found.fix.end :]
    assert fixed == (text.replace(written, mended) if mended is not None else None)
