"""Regional copies in a browser: pages fit a phone, and what the library says opens without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from mopsdocs.site.building import build_site
from tests.browser.serving import served
from tests.browser.visiting import Open
from tests.site.copied import EDITS_HERE, EDITS_THERE, GERMAN, LIBRARY, edit, example

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a copy that has diverged and one that is behind."""
    folder = tmp_path_factory.mktemp("copies")
    place = example(folder / "workspace", "de", "sa")
    edit(place, GERMAN, *EDITS_HERE)
    edit(place, LIBRARY, *EDITS_THERE)
    build_site(place, folder / "site", strict=False)
    yield from served(folder / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_copies_fit_and_lead_on(open_page: Open, copies: str, width: int, scheme: str) -> None:
    page = open_page(f"{copies}playbooks/", width=width, scheme=scheme)
    page.locator("article").get_by_role("link", name="Regional copies", exact=True).click()
    page.wait_for_url(f"{copies}regional-copies/")
    assert_fits(page)
    row = page.locator(".mops-table--copies tbody tr")
    assert page.get_by_role("columnheader", name="Germany").is_visible()
    assert page.get_by_role("rowheader", name="Webinar").is_visible()
    row.get_by_role("link", name="Diverged").click()
    page.wait_for_url(f"{copies}playbooks/webinar/de/")
    assert_fits(page)
    page.get_by_role("link", name="All regional copies").click()
    page.wait_for_url(f"{copies}regional-copies/")


def assert_fits(page: Page) -> None:
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen


def test_what_the_library_says_opens_without_javascript(open_page: Open, copies: str) -> None:
    page = open_page(f"{copies}playbooks/webinar/de/", javascript=False)
    step = page.locator("section.mops-step", has_text="Write the campaign brief").first
    assert step.get_by_text("Changed here").is_visible()
    wording = step.locator("blockquote")
    assert not wording.is_visible()
    step.get_by_text("What the library says").click()
    assert "Keep it on one page." in wording.inner_text()
    assert page.get_by_text("Required in Germany").is_visible()
