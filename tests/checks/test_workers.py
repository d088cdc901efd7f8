"""Several processes find what one finds, and a process that dies loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mopsdocs.checks import files
from mopsdocs.checks.checking import Effort, inspect_workspace, judged
from mopsdocs.checks.inspection import Inspected, inspect
from mopsdocs.checks.workers import WORTH_IT, usual_jobs
from mopsdocs.documents.model import Settings
from mopsdocs.workspace import Workspace
from tests.checks.workspaces import TODAY, base, changed

WRITING = "playbooks/processes/writing.yml"


def _workspace(folder: Path) -> Path:
    """Good files, warnings, schema errors, and files that cannot be read at all."""
    files = {f"playbooks/processes/process-{n}.yml": base(WRITING).replace("writing", f"process-{n}") for n in range(8)}
    files["playbooks/processes/process-3.yml"] = "kind: [\n"
    files["playbooks/processes/process-4.yml"] = files["playbooks/processes/process-4.yml"].replace("title:", "titel:")
    files["playbooks/processes/process-5.yml"] = files["playbooks/processes/process-5.yml"].replace("Writing", "W #1")
    files["playbooks/processes/process-6.yml"] = "\0"
    files["playbooks/library/mailing.yml"] = base("playbooks/library/mailing.yml").replace("reviewer", "builder")
    return changed(folder, files)


@pytest.mark.parametrize("jobs", [2, 3, 100])
def test_the_report_is_the_same(jobs: int, tmp_path: Path) -> None:
    workspace = Workspace.at(_workspace(tmp_path))
    one = inspect_workspace(workspace, Effort(1))
    many = inspect_workspace(workspace, Effort(jobs))
    assert list(many.files) == list(one.files)
    assert judged(many, TODAY).report == judged(one, TODAY).report
    assert [file.found for file in many.files.values()] == [file.found for file in one.files.values()]


def test_every_file_is_counted_as_read(tmp_path: Path) -> None:
    counted: list[tuple[int, int]] = []
    inspect_workspace(Workspace.at(_workspace(tmp_path)), Effort(2), lambda done, total: counted.append((done, total)))
    assert counted[-1][0] == counted[-1][1]
    assert [done for done, _ in counted] == sorted(done for done, _ in counted)


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.at(_workspace(tmp_path))
    parent = os.getpid()

    def dying(path: str, data: bytes, settings: Settings) -> Inspected:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return inspect(path, data, settings)

    expected = judged(inspect_workspace(workspace, Effort(1)), TODAY).report
    monkeypatch.setattr(files, "inspect", dying)
    assert judged(inspect_workspace(workspace, Effort(2)), TODAY).report == expected


def test_a_bug_in_another_process_shows_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(path: str, data: bytes, settings: Settings) -> Inspected:
        if path.endswith("process-1.yml"):
            raise ZeroDivisionError(path)
        return inspect(path, data, settings)

    monkeypatch.setattr(files, "inspect", wrong)
    with pytest.raises(ZeroDivisionError):
        inspect_workspace(Workspace.at(_workspace(tmp_path)), Effort(4))


def test_a_few_files_are_not_worth_a_second_process() -> None:
    assert usual_jobs(WORTH_IT - 1) == 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert usual_jobs(10_000) == min(cores or 1, 8)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="sends the signal of a terminal's Ctrl-C")
def test_ctrl_c_stops_all_processes_with_one_word(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    slow = (
        "import os, sys, time\n"
        "from mopsdocs.checks import files\n"
        "def inspect(*arguments):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(60)\n"
        "files.inspect = inspect\n"
        "from mopsdocs.cli import run\n"
        "sys.exit(run(['validate', '--jobs=3', '--no-cache']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", slow],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout is not None
        started = [int(process.stdout.readline()) for _ in range(3)]
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (2, "Stopped.\n")
    for pid in started:
        _gone(pid)


def _gone(pid: int) -> None:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} is still there")
