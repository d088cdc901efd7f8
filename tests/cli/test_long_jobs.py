"""Long jobs say how far they are, on a terminal only."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_long_build_shows_progress_and_leaves_the_result_alone(repository: Path, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    command = [sys.executable, "-m", "mopsdocs", "--workspace", str(repository), "build", "--site-dir", site]
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, text=True)
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    output, _ = process.communicate()
    os.close(master)
    assert process.returncode == 0
    assert b"\rBuilding " in seen
    assert seen.endswith(b" \r"), "the line is gone at the end"
    assert output.startswith("Built ")


def test_nobody_watches_a_pipe(example: Path, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    command = [sys.executable, "-m", "mopsdocs", "--workspace", str(example), "build", "--site-dir", site]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
