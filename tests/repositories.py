"""Real git repositories for tests."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


def isolate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps git, in the tests and in what they test, from what this machine and a hook around the test run have set."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {
        "init.defaultBranch": "main",
        "user.name": "Robin Example",
        "user.email": "robin@example.org",
        "protocol.file.allow": "always",
        "commit.gpgSign": "false",
    }
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for number, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)


@dataclass(frozen=True, slots=True)
class Checkout:
    """A work tree, with the commands that tests need."""

    top: Path

    def git(self, *arguments: str, **environment: str) -> str:
        """What `git` with `arguments` prints; fails with its complaint."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.top, env={**os.environ, **environment}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return os.fsdecode(done.stdout).strip()

    def write(self, path: str, text: str = "text\n") -> Path:
        """Writes a file and the folders that it needs."""
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def commit(self, *paths: str, message: str = "change") -> str:
        """Writes `paths`, each with its name for its text, commits everything, and returns the commit's id."""
        for path in paths:
            self.write(path, ascii(path))
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def clone(self, folder: Path, *options: str) -> Checkout:
        """A clone in `folder`, over a transport, so that --depth means something."""
        self.git("clone", "--quiet", *options, self.top.as_uri(), str(folder))
        return Checkout(folder)

    def hook(self, name: str, script: str) -> None:
        """Installs `script`, for sh, as a hook; linked work trees share it."""
        folder = Path(self.git("rev-parse", "--path-format=absolute", "--git-common-dir")) / "hooks"
        folder.mkdir(exist_ok=True)
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)


def new_repository(folder: Path) -> Checkout:
    """An empty repository in `folder`, on the branch main, without a commit."""
    folder.mkdir(parents=True, exist_ok=True)
    checkout = Checkout(folder)
    checkout.git("init", "--quiet", "--template=")
    return checkout
