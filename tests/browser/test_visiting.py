"""The tests would see a page that asks a stranger or that fails, and the stranger would not be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import served
from tests.browser.visiting import visits

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stranger.js").write_text("window.reached = 1", encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    yield from served(folder)


def visited(browser: Browser, address: str, question: str = "null") -> tuple[str, Any]:
    """What the end of a visit complains about, and what a page answered meanwhile."""
    answers = []

    def visit() -> None:
        with visits(browser) as open_one:
            answers.append(open_one(address).evaluate(question))

    with pytest.raises(AssertionError) as seen:
        visit()
    (answer,) = answers
    return str(seen.value), answer


@pytest.mark.parametrize("host", ["stranger.example", "localhost", "127.0.0.2", "[::1]"])
def test_a_stranger_is_seen_and_out_of_reach(browser: Browser, folder: Path, address: str, host: str) -> None:
    """By the name localhost it is the same server, which only the fence keeps away; at the others nobody listens."""
    asked = address.replace("127.0.0.1", host) + "stranger.js"
    script = f'<script src="{asked}" onerror="window.failed = 1"></script>'
    (folder / "index.html").write_text(f"<!doctype html>{script}", encoding="utf-8")
    said, answer = visited(browser, address, "[window.failed, window.reached]")
    assert said.startswith("a page must ask no other host for anything")
    assert asked in said
    assert answer == [1, None]


FAILING = ["throw new Error('broken')", "Promise.reject(new Error('broken'))", "alert('broken')"]


@pytest.mark.parametrize("script", FAILING)
def test_an_error_is_seen(browser: Browser, folder: Path, address: str, script: str) -> None:
    (folder / "index.html").write_text(f"<!doctype html><script>{script}</script>", encoding="utf-8")
    said, _ = visited(browser, address)
    assert said.startswith("a page must run without errors")
    assert "broken" in said
