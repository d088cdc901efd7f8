"""Histories in a browser: they fit, open without a script, and run nothing that people typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.serving import served
from tests.browser.visiting import Open
from tests.repositories import isolate
from tests.site.told import told

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of a company with a past."""
    folder = tmp_path_factory.mktemp("past")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch)
        made = told(folder / "company", patch)
        build_site(Workspace.at(made.root), folder / "site", strict=False)
    yield from served(folder / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_histories_fit_and_run_nothing(open_page: Open, past: str, width: int, scheme: str) -> None:
    page = open_page(f"{past}playbooks/webinar/#history", width=width, scheme=scheme)
    assert_fits(page)
    error = page.locator(".mops-change--error strong").first
    error.scroll_into_view_if_needed()
    assert error.inner_text() == "Error:"
    page.get_by_role("link", name="What changed everywhere").click()
    page.wait_for_url(f"{past}changes/")
    assert_fits(page)
    page.locator("article").get_by_role("link", name="Webinar", exact=True).first.click()
    page.wait_for_url(f"{past}playbooks/webinar/")
    assert page.evaluate("window.pwned") is None


def assert_fits(page: Page) -> None:
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen


def test_earlier_changes_open_without_javascript(open_page: Open, past: str) -> None:
    page = open_page(f"{past}playbooks/webinar/", javascript=False)
    first = page.get_by_text("the workspace", exact=True)
    assert not first.is_visible()
    page.get_by_text("earlier changes").click()
    assert first.is_visible()


def test_the_home_page_leads_to_the_newest_change(open_page: Open, past: str) -> None:
    page = open_page(past)
    page.locator("#changes + aside a").first.click()
    page.wait_for_url(f"{past}changes/#2026-10-13")
    assert page.evaluate("document.querySelector(':target') !== null")
