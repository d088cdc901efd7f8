"""Real pages in a real browser, with the network cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.serving import served
from tests.browser.visiting import FENCE, Open, visits

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", FENCE])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """This repository's own site."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(Workspace.at(ROOT), folder, strict=True)
    yield from served(folder)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens pages in fresh contexts; fails the test when one asks another host for anything or logs an error."""
    with visits(browser) as open_one:
        yield open_one
