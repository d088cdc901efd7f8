"""Our own driver and `mkdocs build` make the same site, byte for byte, with any number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsdocs.errors import MopsError
from mopsdocs.site import driver
from mopsdocs.site.building import build_site
from mopsdocs.site.driver import can_drive
from mopsdocs.site.settings import site_settings
from mopsdocs.workspace import Workspace
from tests.repositories import new_repository
from tests.site import copied
from tests.site.attacked import hostile_workspace

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example"

SETTINGS = f"INHERIT: {ROOT / 'mopsdocs/site/mkdocs.yml'}\nsite_name: x\ndocs_dir: site_config/pages\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def mkdocs_build(folder: Path, target: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return contents(target)


def with_copies(folder: Path) -> Path:
    """Copies in two regions, one of them edited, with hand-written pages that lead to parts of ready ones."""
    root = copied.example(folder, "de", "sa").root
    copied.edit(Workspace.at(root), copied.GERMAN, *copied.EDITS_HERE)
    copied.edit(Workspace.at(root), copied.LIBRARY, *copied.EDITS_THERE)
    (root / "site_config/pages/guides").mkdir(parents=True, exist_ok=True)
    text = "# Ours\n\nSee [the first stage](../playbooks/webinar.md#stage-planning).\n"
    (root / "site_config/pages/guides/ours.md").write_text(text)
    return root


def attacked(folder: Path) -> Path:
    root = hostile_workspace(EXAMPLE, folder)
    (root / "site_config/pages").mkdir(exist_ok=True)
    return root


def with_repository(folder: Path) -> Path:
    """With an address and a history."""
    root = with_copies(folder)
    settings = root / "site_config/workspace.yml"
    settings.write_text(f"{settings.read_text()}site_url: https://docs.example.com/ops/\n")
    new_repository(root).commit(message="feat: everything")
    return root


@pytest.mark.parametrize("make", [with_copies, attacked, with_repository])
def test_the_driver_and_mkdocs_make_the_same_site(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "workspace")
    (root / "mkdocs.yml").write_text(SETTINGS)
    theirs = mkdocs_build(root, tmp_path / "theirs")
    monkeypatch.setattr(driver, "_BLOCK", 5)  # so that even a small site is shared out
    for jobs in (1, 3):
        build_site(Workspace.at(root), tmp_path / f"ours-{jobs}", strict=False, jobs=jobs)
        ours = contents(tmp_path / f"ours-{jobs}")
        assert ours.keys() == theirs.keys()
        assert [path for path in ours if ours[path] != theirs[path]] == []


def test_a_theme_of_ones_own_sees_each_page(tmp_path: Path) -> None:
    root = with_copies(tmp_path / "workspace")
    (root / "overrides").mkdir()
    told = "{% if page and page.source %}<b>{{ page.source.url }} {{ page.toc|list|length }}</b>{% endif %}"
    template = f'{{% extends "base.html" %}}{{% block announce %}}{told}{{% endblock %}}'
    (root / "overrides/main.html").write_text(template)
    settings = "theme:\n  name: material\n  custom_dir: overrides\n"
    (root / "mkdocs.yml").write_text(SETTINGS + settings)
    build_site(Workspace.at(root), tmp_path / "ours", strict=False, jobs=2)
    assert contents(tmp_path / "ours") == mkdocs_build(root, tmp_path / "theirs")
    assert "<b>playbooks/webinar/de/ 1</b>" in (tmp_path / "ours/playbooks/webinar/de/index.html").read_text()


HOOK = """
def on_page_context(context, page, config, nav):
    if hasattr(page, "source"):
        page.content = page.content.replace("</h1>", " (internal)</h1>", 1)
    return context
"""


def test_a_site_with_hooks_is_built_by_mkdocs(tmp_path: Path) -> None:
    root = with_copies(tmp_path / "workspace")
    (root / "hook.py").write_text(HOOK)
    (root / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n")
    (tmp_path / "empty").mkdir()
    config = site_settings(Workspace.at(root), tmp_path / "site", tmp_path / "empty")
    assert not can_drive(config)
    build_site(Workspace.at(root), tmp_path / "ours", strict=False, jobs=2)
    assert contents(tmp_path / "ours") == mkdocs_build(root, tmp_path / "theirs")
    assert "(internal)</h1>" in (tmp_path / "ours/playbooks/webinar/de/index.html").read_text()


def test_what_another_process_meets_is_reported_once_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A template of the workspace that fails on one page alone, which the second process has to make."""
    root = with_copies(tmp_path / "workspace")
    shutil.copytree(ROOT / "templates/pages", root / "templates/pages")
    template = root / "templates/pages/region.html"
    trap = "{% block content %}{% if page.url == 'regions/sa/' %}{{ nothing.here }}{% endif %}"
    template.write_text(template.read_text().replace("{% block content %}", trap))
    monkeypatch.setattr(driver, "_BLOCK", 1)
    for jobs in (1, 2, 3):
        with pytest.raises(MopsError) as raised:
            build_site(Workspace.at(root), tmp_path / "site", strict=False, jobs=jobs)
        assert "regions/sa/" in raised.value.message
        assert "templates/pages/region.html" in raised.value.message
    assert not (tmp_path / "site").exists()
    assert capfd.readouterr().err == ""


def test_pages_are_counted_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    workspace = copied.example(tmp_path / "workspace", "de")
    build_site(
        workspace, tmp_path / "site", strict=True, jobs=2, on_page=lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 100
