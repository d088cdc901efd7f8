"""What is nobody's mistake: readers that go away, full disks, Ctrl-C, and bugs."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from mopsdocs.cli.context import Invocation
from tests.checks.workspaces import BASE
from tests.cli.programs import REPOSITORY, Done, environment, python

EXPORT = ["--workspace", str(REPOSITORY / "tests/example"), "export", "20270310_webinar_consent_de", "--to", "ics"]


def _with_check(body: str, **changes: str) -> Done:
    code = (
        "import sys\n"
        "import mopsdocs.cli.validate as command\n"
        "from mopsdocs.cli import run\n"
        f"def inspect_workspace(*arguments, **options):\n    {body}\n"
        "command.inspect_workspace = inspect_workspace\n"
        "sys.exit(run(['validate']))\n"
    )
    return python(BASE, "-c", code, **changes)


def test_a_bug_says_that_it_is_one() -> None:
    done = _with_check("raise KeyError('stage\\x1b')")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("error: This is a bug in mopsdocs, not a mistake of yours: KeyError: 'stage\\x1b'.")
    assert "report it" in done.err
    assert "MOPSDOCS_DEBUG=1" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_bug_shows_its_traceback_when_asked() -> None:
    done = _with_check("raise KeyError('stage')", MOPSDOCS_DEBUG="1")
    assert done.code == 3
    assert done.err.startswith("Traceback")


def test_ctrl_c() -> None:
    assert _with_check("raise KeyboardInterrupt") == Done(2, "", "Stopped.\n")


def test_ctrl_c_while_starting() -> None:
    code = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from mopsdocs.cli import run\n"
        "sys.exit(run(['validate']))\n"
    )
    assert python(BASE, "-c", code) == Done(2, "", "Stopped.\n")


def test_the_system_refuses() -> None:
    done = _with_check("raise PermissionError(13, 'Permission denied', 'secret.yml')")
    assert done.code == 2
    assert done.err.splitlines()[0] == "error: secret.yml cannot be used: Permission denied."


@pytest.mark.parametrize("arguments", [["rules", "--format", "json"], ["--help"], EXPORT])
def test_a_reader_that_goes_away(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "mopsdocs", *arguments]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["rules"], EXPORT])
def test_a_full_disk(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "mopsdocs", *arguments]
        done = subprocess.run(command, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("error: The output cannot be written: ")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closes its output by a shell that Windows does not have")
@pytest.mark.parametrize("arguments", ["--help", "rules", shlex.join(EXPORT)])
def test_closed_output(arguments: str) -> None:
    shell = f"exec '{sys.executable}' -m mopsdocs {arguments} >&-"
    done = subprocess.run(["sh", "-c", shell], env=environment(), stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove the folder that a program is in")
def test_a_current_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os, sys\nos.rmdir(os.getcwd())\nfrom mopsdocs.cli import run\nsys.exit(run(['validate']))"
    done = python(gone, "-c", code)
    assert (done.code, done.err.splitlines()[0]) == (2, "error: The current folder no longer exists.")


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "variables", "coloured"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"TERM": "dumb"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
def test_colours_on_a_terminal(
    color: str, variables: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", _Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Invocation(None, quiet=False, color=color).coloured is coloured
