"""One command at a time, in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mopsdocs import locking
from mopsdocs.errors import MopsError
from tests.cli.programs import environment

fcntl = pytest.importorskip("fcntl", reason="the system of locks that these tests look at is that of POSIX")

HOLDING = """
import sys
from pathlib import Path
from mopsdocs.locking import alone
with alone(Path(sys.argv[1])):
    print("alone", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""


@contextmanager
def held(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the workspace for itself until it reads a line or is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"alone\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_PATIENCE", 0.2)


@pytest.mark.usefixtures("impatient")
def test_another_command_is_at_work(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(MopsError) as caught, locking.alone(tmp_path):
        pytest.fail("not alone")
    assert caught.value.message == f"Another mopsdocs command is changing {tmp_path}."
    assert caught.value.hint == "Wait until it is done, and run the command again."


@pytest.mark.usefixtures("impatient")
def test_another_workspace_is_free(tmp_path: Path) -> None:
    with held(tmp_path / "one"), locking.alone(tmp_path / "other"):
        pass


def test_who_waits_gets_its_turn(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        waiting = subprocess.Popen(
            [sys.executable, "-c", HOLDING, str(tmp_path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        time.sleep(0.5)
        assert waiting.poll() is None
        said, _ = other.communicate(b"\n")
        assert said == b"done\n"
        out, _ = waiting.communicate(timeout=60)
        assert out == b"alone\ndone\n"


@pytest.mark.usefixtures("impatient")
def test_the_lock_ends_with_its_program(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with locking.alone(tmp_path):
            pass


@pytest.mark.usefixtures("impatient")
def test_the_lock_ends_with_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locking.alone(tmp_path):
        raise ZeroDivisionError
    with locking.alone(tmp_path):
        pass


def test_nothing_appears_in_the_workspace(tmp_path: Path) -> None:
    with locking.alone(tmp_path):
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_where_there_can_be_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("MOPSDOCS_CACHE_DIR", str(tmp_path / place))
    with locking.alone(tmp_path), locking.alone(tmp_path):
        pass


def test_a_disk_that_knows_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, os.strerror(37))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locking.alone(tmp_path):
        pass
