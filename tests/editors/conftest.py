"""The language server of editors, started once for all tests of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.editors.language_server import PROGRAM, LanguageServer

Start = Callable[[Path, Mapping[str, Any]], LanguageServer]
"""Starts a server for an editor that has a folder open and settings of its own."""


@pytest.fixture(scope="session")
def start_server() -> Iterator[Start]:
    """Starts servers and ends them after the last test. Without one tests fail: what did not run proves nothing."""
    if not PROGRAM.is_file():
        pytest.fail("No language server: run `make test`, which installs one.", False)
    with ExitStack() as running:

        def start(folder: Path, settings: Mapping[str, Any]) -> LanguageServer:
            server = LanguageServer(folder, settings)
            running.callback(server.close)
            return server

        yield start


@pytest.fixture(scope="session")
def server(start_server: Start, repository: Path) -> LanguageServer:
    """A server for an editor that has this repository open and no settings: documents name their schemas."""
    return start_server(repository, {})
