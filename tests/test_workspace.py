"""Which files of a workspace are documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from mopsdocs.workspace import Workspace
from tests.regions.offices import EXAMPLE


def test_a_path_is_judged_as_the_file_is(tmp_path: Path) -> None:
    root = tmp_path / "company"
    shutil.copytree(EXAMPLE, root)
    odd = (
        *("playbooks/.base/0.yml", "playbooks/library/.hidden.yml", "playbooks/library/notes.txt", "playbooks/a.yaml"),
        *("site_config/pages/page.yml", "site_config/pages/deep/page.yml", "site_config/assets/a.yml", "other/a.yml"),
        *("site_config/overrides/a.yml", "playbooks/pages/a.yml", "mkdocs.yml", "site_config/.a/b.yml"),
    )
    for path in odd:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")
    workspace = Workspace(root)
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert {path for path in files if workspace.is_document(path)} == {*workspace.document_paths()}
    assert workspace.is_document("playbooks/library/that-was-removed.yml")
    assert not workspace.is_document("playbooks")
