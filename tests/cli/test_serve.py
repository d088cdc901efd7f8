"""`mopsdocs serve` in a process of its own: edits show, mistakes show where they are made, good pages stay."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PLAYBOOK = "playbooks/library/webinar.yml"
PATIENCE = 60
"""Seconds after which a change that has not shown is taken for lost; a bound for failing, not a measure."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """A running `serve` and its terminal."""

    def __init__(self, workspace: Path, log: Path) -> None:
        self.workspace = workspace
        self.port = free_port()
        self._log = log
        command = [sys.executable, "-m", "mopsdocs", "--workspace", str(workspace), "serve", "--port", str(self.port)]
        with log.open("w") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def page(self, path: str = "playbooks/webinar/") -> str:
        """The page at `path`; empty while nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            return ""

    def terminal(self) -> str:
        """Everything printed so far."""
        return self._log.read_text()

    def edit(self, old: str, new: str, path: str = PLAYBOOK) -> None:
        """Replaces text in a file of the workspace."""
        file = self.workspace / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))


def until(condition: Callable[[], bool]) -> None:
    """Waits for `condition`, which must come true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


@pytest.fixture
def served(example: Path, tmp_path: Path) -> Iterator[Served]:
    running = Served(example, tmp_path / "terminal.txt")
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.wait()


@pytest.mark.slow
def test_edits_and_mistakes_show_at_once(served: Served) -> None:
    until(lambda: "<h1" in served.page())
    assert "livereload" in served.page(), "the browser reloads by itself"

    served.edit("title: Webinar", "title: Live session")
    until(lambda: "Live session" in served.page())

    served.edit("title: Live session", "title: Live: session")
    until(lambda: "mops-banner" in served.page())
    broken = served.page()
    assert "Live session" in broken, "the last good page stays"
    assert f"{PLAYBOOK}:6:8" in broken
    assert "quote the text" in broken
    assert "mops-banner" in served.page("roles/qa-reviewer/"), "every page says so"
    until(lambda: f"{PLAYBOOK}:6:8" in served.terminal())

    served.edit("title: Live: session", "title: Live again")
    until(lambda: "Live again" in served.page() and "mops-banner" not in served.page())


@pytest.mark.slow
def test_a_wrong_template_shows_and_the_last_site_stays(example: Path, tmp_path: Path) -> None:
    folder = example / "templates/pages"
    folder.mkdir(parents=True)
    (folder / "process.html").write_text('<h1 id="top">{{ page.title }}</h1>')
    served = Served(example, tmp_path / "terminal.txt")
    try:
        until(lambda: "<h1" in served.page("processes/campaign-brief/"))
        (folder / "process.html").write_text("{{ page.titel }}")
        until(lambda: "templates/pages/process.html" in served.page("processes/campaign-brief/"))
        assert "Campaign brief" in served.page("processes/campaign-brief/")
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE) == 0
        assert "Traceback" not in served.terminal()
    finally:
        served.process.kill()
        served.process.wait()


def test_a_port_in_use_is_said_plainly(example: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "mopsdocs", "--workspace", str(example), "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 2
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
