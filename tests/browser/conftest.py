"""Real pages in a real browser, with the network cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.serving import served

ROOT = Path(__file__).parents[2]

Open = Callable[..., Page]
"""Opens a page of a served site: `open_page(url, width=390)`."""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
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
    strangers: list[str] = []
    problems: list[str] = []
    contexts = []

    def refuse(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    def note_dialog(dialog: Dialog) -> None:
        problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_one(
        url: str, width: int = 1280, height: int = 900, scheme: str = "light", javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        own = url.split("/")[2]
        context.route(lambda address: address.startswith("http") and address.split("/")[2] != own, refuse)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", note_dialog)
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert strangers == [], "a page must ask no other host for anything"
    assert problems == [], "a page must run without errors"
