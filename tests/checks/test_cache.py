"""The cache: it changes how fast the answer comes and nothing else, whatever is found in its place."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import mopsdocs
from mopsdocs.checks import cache, checking
from mopsdocs.checks.cache import key_of
from mopsdocs.checks.checking import Effort, inspect_workspace, judged
from mopsdocs.checks.files import Files
from mopsdocs.checks.inspection import Inspected
from mopsdocs.checks.report import Report
from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace
from tests.checks.workspaces import TODAY, base, changed

PLAYBOOK = "playbooks/library/mailing.yml"
WRITING = "playbooks/processes/writing.yml"
SETTINGS = "site_config/workspace.yml"


class Run:
    """One run with the cache in `folder`: its report, and which files were looked at anew."""

    def __init__(self, workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looked_at: set[str] = set()
        real = checking._inspected

        def inspected(files: Files, paths: Sequence[str], *arguments: object) -> object:
            self.looked_at.update(paths)
            return real(files, paths, *arguments)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(checking, "_inspected", inspected)
            self.inspections = inspect_workspace(Workspace.at(workspace), Effort(1, folder))
        self.report: Report = judged(self.inspections, TODAY).report


Runs = Callable[[Path], Run]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return lambda workspace: Run(workspace, tmp_path / "cache", monkeypatch)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    old = base(WRITING).replace("title: Writing", "title: Writing #1").replace("2026-10-01", "2024-10-01")
    text = base(PLAYBOOK).replace(
        "responsible: [builder]\n        accountable: campaign-manager\n        due: 0d",
        "responsible: [builder]\n        accountable: campaign-manger\n        due: 0d",
    )
    return changed(tmp_path, {WRITING: old, PLAYBOOK: text})


def _write(workspace: Path, path: str, text: str) -> None:
    (workspace / path).write_text(text, encoding="utf-8")


def test_a_second_run_looks_at_nothing_and_says_the_same(run: Runs, workspace: Path) -> None:
    first, second = run(workspace), run(workspace)
    assert first.looked_at == first.report.paths
    assert second.looked_at == set()
    assert second.report == first.report
    assert {"yaml-comment-in-text", "review-overdue", "unknown-reference"} <= {
        one.rule for one in first.report.diagnostics
    }


def test_documents_from_the_cache_are_the_same(run: Runs, workspace: Path) -> None:
    first, second = run(workspace), run(workspace)
    for path, file in first.inspections.files.items():
        other: Inspected = second.inspections.files[path]
        assert file.document is not None
        assert other.document is not None
        assert (other.document.text, other.document.value) == (file.document.text, file.document.value)
        assert other.document.model == file.document.model
        assert (other.document.key, other.document.names) == (file.document.key, file.document.names)


def test_only_what_changed_is_looked_at(run: Runs, workspace: Path) -> None:
    run(workspace)
    _write(workspace, WRITING, base(WRITING))
    after = run(workspace)
    assert after.looked_at == {WRITING}
    assert {one.path for one in after.report.diagnostics} == {PLAYBOOK}


def test_the_same_time_and_size_do_not_hide_a_change(run: Runs, workspace: Path) -> None:
    run(workspace)
    file = workspace / WRITING
    times = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("status: approved", "status: apprived"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "schema-enum" in {one.rule for one in run(workspace).report.diagnostics}


def test_rules_over_the_workspace_always_run(run: Runs, workspace: Path) -> None:
    run(workspace)
    (workspace / "site_config/tools.yml").unlink()
    after = run(workspace)
    assert after.looked_at == set()
    assert any(one.rule == "unknown-reference" and "tools" in one.message for one in after.report.diagnostics)


def test_the_day_is_no_part_of_what_is_remembered(run: Runs, workspace: Path) -> None:
    run(workspace)
    inspections = run(workspace).inspections
    later = judged(inspections, TODAY + datetime.timedelta(days=2_000)).report
    assert PLAYBOOK in {one.path for one in later.diagnostics if one.rule == "review-overdue"}


def test_other_settings_look_at_everything_again(run: Runs, workspace: Path) -> None:
    run(workspace)
    _write(workspace, SETTINGS, base(SETTINGS) + "  yaml-comment-in-text: error\n")
    after = run(workspace)
    assert after.looked_at == after.report.paths
    assert {one.severity for one in after.report.diagnostics if one.rule == "yaml-comment-in-text"} == {"error"}


def test_broken_documents_are_looked_at_every_time(run: Runs, workspace: Path) -> None:
    _write(workspace, WRITING, "kind: [\n")
    first, second = run(workspace), run(workspace)
    assert second.looked_at == {WRITING}
    assert second.report == first.report


def _cache_file(folder: Path) -> Path:
    (file,) = (folder / "cache").iterdir()
    return file


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "header only": lambda data: data[:87],
    "foreign": lambda data: b"\x80\x04\x95" + data,
    "text": lambda data: b"hello",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_rebuilt_without_a_word(damage: str, run: Runs, workspace: Path, tmp_path: Path) -> None:
    first = run(workspace)
    file = _cache_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(DAMAGE[damage](whole))
    again = run(workspace)
    assert again.looked_at == first.looked_at
    assert again.report == first.report
    assert len(file.read_bytes()) == len(whole)
    assert run(workspace).looked_at == set()


def test_the_cache_of_another_release_does_not_count(
    run: Runs, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(workspace)
    monkeypatch.setattr("mopsdocs.__version__", "99.0")
    assert run(workspace).looked_at == first.looked_at


def test_the_cache_of_other_code_does_not_count(tmp_path: Path) -> None:
    package = Path(shutil.copytree(Path(mopsdocs.__file__).parent, tmp_path / "package"))
    keys = {key_of(b"", package), key_of(b"", package)}
    assert len(keys) == 1
    for file in ("documents/schemas/playbook.json", "checks/rules/placeholder_left.py", "diagnostics.py"):
        (package / file).write_text((package / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        keys.add(key_of(b"", package))
    assert len(keys) == 4


def test_two_workspaces_have_two_caches(run: Runs, workspace: Path, tmp_path: Path) -> None:
    run(workspace)
    other = changed(tmp_path / "other", {})
    assert run(other).looked_at
    assert run(workspace).looked_at == set()
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none")):
        report = judged(inspect_workspace(Workspace.at(workspace), Effort(1, folder)), TODAY).report
        assert report == judged(inspect_workspace(Workspace.at(workspace)), TODAY).report


def test_files_that_are_gone_are_forgotten(run: Runs, workspace: Path, tmp_path: Path) -> None:
    run(workspace)
    size = _cache_file(tmp_path).stat().st_size
    (workspace / "playbooks/campaigns/spring.yml").unlink()
    run(workspace)
    assert _cache_file(tmp_path).stat().st_size < size


@pytest.fixture
def settled(run: Runs, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose files have not been touched for a long time when they are looked at."""
    monkeypatch.setattr(cache, "_TICK", -3600.0)
    run(workspace)
    return workspace


def test_files_that_are_not_touched_are_not_read(settled: Path, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = Workspace.read

    def noting(self: Workspace, path: str, limit: int) -> bytes:
        read.append(path)
        return real(self, path, limit)

    monkeypatch.setattr(Workspace, "read", noting)
    again = run(settled)
    assert again.looked_at == set()
    findings = {one.path for one in again.report.diagnostics}
    assert set(read) <= {SETTINGS, *findings}, "but for those in which a place must be found"


def test_a_touched_file_with_the_same_bytes_is_read_and_known(settled: Path, run: Runs) -> None:
    _write(settled, WRITING, (settled / WRITING).read_text(encoding="utf-8"))
    assert run(settled).looked_at == set()


def test_a_change_after_the_look_is_said_and_not_mixed_up(settled: Path, run: Runs) -> None:
    again = run(settled)
    _write(settled, WRITING, base(WRITING) + "# another line\n")
    document = again.inspections.files[WRITING].document
    assert document is not None
    document.__dict__.pop("data", None)
    document.__dict__.pop("text", None)
    with pytest.raises(MopsError, match="was changed while it was looked at"):
        assert document.text


def test_a_file_that_has_just_been_written_is_known_by_its_bytes(
    run: Runs, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be written once more within the same tick of the clock, and its stamp would not tell."""
    run(workspace)
    monkeypatch.setattr(cache.Cache, "_stamp", lambda self, path: (1, 1, 1, 1))
    (workspace / WRITING).write_text(base(WRITING).replace("approved", "apprived"), encoding="utf-8")
    assert WRITING in run(workspace).looked_at
