"""What all tests share: the order they run in, the example workspace and the browser."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


# A commit passes or fails, the same on every machine, and a busy one is no reason to fail. What has not been thought of
# is looked for with `--hypothesis-profile search`.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, derandomize=False)
settings.load_profile("repeatable")


# A job in the background of a shell ignores Ctrl-C, and so would every program that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# What a terminal or a build machine wants of programs is nothing that a test's outcome may depend on.
for _name in ("CI", "FORCE_COLOR", "CLICOLOR_FORCE", "NO_COLOR", "GITHUB_ACTIONS", "GITLAB_CI"):
    os.environ.pop(_name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Plain tests first, then those in a browser, slow proofs last: failures show early."""
    items.sort(key=lambda item: (bool(item.get_closest_marker("slow")), bool(item.get_closest_marker("browser"))))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests, and the programs that they start, leave the cache of whoever runs them alone."""
    os.environ["MOPSDOCS_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this repository, itself a workspace."""
    return REPOSITORY


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example workspace that a test may change."""
    return Path(shutil.copytree(REPOSITORY / "tests" / "example", tmp_path / "example"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium that drives browser tests. Without one they fail: a test that did not run proves nothing."""
    given = os.environ.get("MOPSDOCS_CHROMIUM")
    program = given or next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("No Chromium: run `make test`, which installs one, or set MOPSDOCS_CHROMIUM to its program.", False)
    return program
