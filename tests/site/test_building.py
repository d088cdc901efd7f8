"""`mopsdocs build`, `mkdocs build` and what happens when a build cannot finish."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mopsdocs.errors import MopsError
from mopsdocs.site.building import build_site
from mopsdocs.site.loading import RefusedDocuments
from mopsdocs.workspace import Workspace
from tests.site.searched import rows

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example"
PLAYBOOK = "playbooks/library/webinar.yml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A copy of the example that a test may change."""
    folder = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, folder)
    return Workspace.at(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_builds_give_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    build_site(workspace, tmp_path / "one", strict=True)
    build_site(workspace, tmp_path / "two", strict=True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_folder_is_named_from_where_one_stands(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build_site(workspace, Path("site"), strict=True).folder == Path("site")
    assert (tmp_path / "site/index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "workspace"]


def test_a_build_does_not_depend_on_the_day(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(workspace, tmp_path / "now", strict=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    build_site(workspace, tmp_path / "later", strict=True)
    assert contents(tmp_path / "now") == contents(tmp_path / "later")


def test_this_repository_builds_the_same_with_mkdocs(tmp_path: Path) -> None:
    build_site(Workspace.at(ROOT), tmp_path / "ours", strict=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "theirs")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment)
    assert contents(tmp_path / "ours") == contents(tmp_path / "theirs")


def test_a_build_replaces_the_last_one_whole(workspace: Workspace, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(workspace, site, strict=True)
    (site / "left-over.html").write_text("old")
    build_site(workspace, site, strict=True)
    assert not (site / "left-over.html").exists()
    assert (site / "playbooks/webinar/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_broken_document_stops_the_build_and_leaves_the_last_site(workspace: Workspace, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(workspace, site, strict=True)
    before = contents(site)
    (workspace.root / PLAYBOOK).write_text("kind: playbook\ntitle: a: b\n")
    with pytest.raises(RefusedDocuments) as raised:
        build_site(workspace, site, strict=False)
    assert {diagnostic.path for diagnostic in raised.value.report.diagnostics} == {PLAYBOOK}
    assert contents(site) == before


def test_strict_builds_refuse_what_validate_refuses(workspace: Workspace, tmp_path: Path) -> None:
    file = workspace.root / PLAYBOOK
    file.write_text(file.read_text().replace("how_to: campaign-brief", "how_to: campaign-breif"))
    warnings = build_site(workspace, tmp_path / "lenient", strict=False).warnings
    assert any("campaign-breif" in warning for warning in warnings)
    with pytest.raises(MopsError) as raised:
        build_site(workspace, tmp_path / "strict", strict=True)
    assert isinstance(raised.value, RefusedDocuments)
    assert [diagnostic.values for diagnostic in raised.value.report.diagnostics] == [("campaign-breif",)]
    assert not (tmp_path / "strict").exists()


def test_a_wrong_template_is_named(workspace: Workspace, tmp_path: Path) -> None:
    folder = workspace.root / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "playbook.html").write_text("<h1 id='x'>{{ page.titel }}</h1>")
    with pytest.raises(MopsError) as raised:
        build_site(workspace, tmp_path / "site", strict=False)
    assert "templates/pages/playbook.html" in raised.value.message
    assert not (tmp_path / "site").exists()


def test_a_template_of_the_workspace_wins(workspace: Workspace, tmp_path: Path) -> None:
    folder = workspace.root / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "playbook.html").write_text('<h1 id="top">Ours: {{ page.title }}</h1>')
    build_site(workspace, tmp_path / "site", strict=True)
    assert "Ours: Webinar" in (tmp_path / "site/playbooks/webinar/index.html").read_text()


def test_a_hand_written_page_wins_in_the_search_too(workspace: Workspace, tmp_path: Path) -> None:
    pages = workspace.root / "site_config" / "pages"
    (pages / "glossary").mkdir(parents=True)
    (pages / "glossary/index.md").write_text("# Our words\n\nWritten by hand.\n")
    build_site(workspace, tmp_path / "site", strict=True)
    assert "Written by hand." in (tmp_path / "site/glossary/index.html").read_text()
    assert [title for url, title in rows(tmp_path / "site", "pages") if url == "glossary/"] == ["Our words"]


@pytest.mark.parametrize("target", [".", "playbooks", "playbooks/library/site", "site_config/regions", ".."])
def test_folders_that_hold_sources_are_never_replaced(workspace: Workspace, target: str) -> None:
    before = contents(workspace.root)
    with pytest.raises(MopsError):
        build_site(workspace, workspace.root / target, strict=False)
    assert contents(workspace.root) == before


def test_a_folder_with_other_things_is_never_replaced(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/cat.jpg").write_text("x")
    with pytest.raises(MopsError, match="not a site"):
        build_site(workspace, tmp_path / "photos", strict=False)
    assert (tmp_path / "photos/cat.jpg").is_file()


def test_a_full_disk_leaves_the_last_site(workspace: Workspace, tmp_path: Path) -> None:
    """A limit on file sizes makes the real writes of a real build fail as a full disk does."""
    site = tmp_path / "site"
    build_site(workspace, site, strict=True)
    before = contents(site)
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        f"sys.argv = ['mopsdocs', '--workspace', {str(workspace.root)!r}, 'build', '--site-dir', {str(site)!r}]\n"
        "from mopsdocs.cli import main\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 2, result
    assert "Traceback" not in result.stderr
    assert "The site cannot be written" in result.stderr
    assert contents(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "workspace"]


@pytest.mark.slow
def test_ctrl_c_leaves_the_last_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(Workspace.at(EXAMPLE), site, strict=True)
    before = contents(site)
    command = [sys.executable, "-m", "mopsdocs", "--workspace", str(ROOT), "build", "--site-dir", str(site)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not any((folder / "site").exists() for folder in tmp_path.glob(".site-*")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 2
    assert complaint == "Stopped.\n"
    assert contents(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_a_folder_the_site_goes_where_mkdocs_yml_says(workspace: Workspace) -> None:
    assert build_site(workspace, None, strict=True).folder == workspace.root / "site"
    settings = "site_name: x\nsite_dir: public\ntheme: {name: material}\nplugins: [search, mopsdocs]\n"
    (workspace.root / "mkdocs.yml").write_text(settings)
    (workspace.root / "docs").mkdir()
    built = build_site(workspace, None, strict=True)
    assert built.folder == workspace.root / "public"
    assert (workspace.root / "public/playbooks/webinar/index.html").is_file()


def test_progress_counts_to_the_end(workspace: Workspace, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    on_page = lambda done, total: told.append((done, total))  # noqa: E731
    build_site(workspace, tmp_path / "site", strict=True, jobs=1, on_page=on_page)
    assert told == [(done, len(told)) for done in range(1, len(told) + 1)]
    assert len(told) > 20


def test_a_mkdocs_yml_that_cannot_be_used_is_said_plainly(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.root / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(MopsError, match=r"mkdocs\.yml cannot be used"):
        build_site(workspace, tmp_path / "site", strict=True)
    (workspace.root / "docs").mkdir()
    (workspace.root / "mkdocs.yml").write_text("site_name: x\nplugins: [no-such-plugin]\n")
    with pytest.raises(MopsError, match="no-such-plugin"):
        build_site(workspace, tmp_path / "site", strict=True)
