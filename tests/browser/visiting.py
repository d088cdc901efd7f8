"""Visits to a site on this machine: no other host can be reached, and what pages ask for and complain about is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

Open = Callable[..., Page]
"""Opens a page of a served site: `open_page(url, width=390)`."""

FENCE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""For the browser this machine is the only host there is. A fence in the test instead would be asked for every file."""


@contextmanager
def visits(browser: Browser) -> Iterator[Open]:
    """Opens pages, each in a context of its own; at the end fails when one asked a stranger or logged an error."""
    strangers: list[str] = []
    problems: list[str] = []
    contexts: list[BrowserContext] = []

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

        def note_stranger(request: Request) -> None:
            if request.url.startswith("http") and request.url.split("/")[2] != own:
                strangers.append(request.url)

        context.on("request", note_stranger)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on("dialog", note_dialog)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert strangers == [], f"a page must ask no other host for anything: {strangers}"
    assert problems == [], f"a page must run without errors: {problems}"
