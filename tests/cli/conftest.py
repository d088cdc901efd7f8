"""Calls of the program in the test's own process: quicker than a new one, with the same streams and exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mopsdocs.cli import run
from tests.cli.programs import Done

Caller = Callable[..., Done]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Caller:
    """`call(folder, *arguments)` is `mopsdocs` with `arguments` in `folder`."""

    def called(folder: Path, *arguments: str) -> Done:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = run(list(arguments))
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return called
