"""People find the page with the words they would type, on a desktop and on a phone, offline."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUERIES = [
    ("how do I request an email", "processes/campaign-intake/"),
    ("what is an MQL", "glossary/#mql"),
    ("webinar checklist", "playbooks/webinar/"),
    ("suppression list", "processes/segmentation-and-suppression/"),
    ("hubspot access", "tools/automation-platform/"),
    ("who approves email to 50,000 people", "processes/content-review-and-approval/"),
    ("can I email trade show leads in Germany", "regions/de/"),
]


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_the_first_result_is_the_page_people_expect(
    open_page: Callable[..., Page], site: str, query: str, expected: str, width: int
) -> None:
    page = open_page(site, width=width)
    found = search(page, query)
    assert found, "there are results"
    target = found[0].removeprefix(site)
    assert target.split("#")[0] == expected.split("#")[0], found[:5]
    page.goto(found[0])
    assert page.locator("h1").first.is_visible()


def search(page: Page, query: str) -> list[str]:
    """Addresses of the results for `query`, best first, one per page; typed letter by letter as people do."""
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.locator(".md-header label[for=__search]").first.click()
    box = page.locator("input.md-search__input")
    box.click()
    page.wait_for_function("!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')")
    box.press_sequentially(query)
    results = page.locator(".md-search-result__item > a.md-search-result__link")
    results.first.wait_for()
    return settled(
        page, lambda: [address(href) for href in results.evaluate_all("links => links.map(link => link.href)")]
    )


def settled(page: Page, read: Callable[[], list[str]]) -> list[str]:
    """What `read` returns once it returns the same thing for a second: the list is replaced with every letter."""
    before, since = read(), 0
    while since < 5:
        page.wait_for_timeout(200)
        now = read()
        since = since + 1 if now == before else 0
        before = now
    return before


def address(href: str) -> str:
    """Where a result leads, without the words that Material adds for highlighting."""
    parts = urlsplit(href)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", parts.fragment))
