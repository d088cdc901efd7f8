"""People find the page with the words they would type, on a desktop and on a phone, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visiting import visits

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUERIES = [
    ("how do I request an email", "processes/campaign-intake/"),
    ("what is an MQL", "glossary/#mql"),
    ("webinar checklist", "playbooks/webinar/"),
    ("suppression list", "processes/segmentation-and-suppression/"),
    ("hubspot access", "tools/automation-platform/"),
    ("who approves email to 50,000 people", "processes/content-review-and-approval/"),
    ("year-end training", "campaigns/20261208_one-off-email_year-end-training_us/"),
    ("can I email trade show leads in Germany", "regions/de/"),
]


@pytest.fixture(scope="module", params=[1280, 390], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """Where somebody looks for one thing after the other; the index is read once."""
    with visits(browser) as open_one:
        yield open_one(site, width=request.param)


@pytest.fixture(scope="module")
def there(page: Page) -> Page:
    """A second tab, for what is found."""
    return page.context.new_page()


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_the_first_result_is_the_page_people_expect(
    page: Page, there: Page, site: str, query: str, expected: str
) -> None:
    found = search(page, query)
    assert found, "there are results"
    target = found[0].removeprefix(site)
    assert target.split("#")[0] == expected.split("#")[0], found[:5]
    there.goto(found[0])
    assert there.locator("h1").first.is_visible()


def search(page: Page, query: str) -> list[str]:
    """Addresses of the results for `query`, best first, one per page; typed letter by letter as people do."""
    on_a_phone = page.viewport_size and page.viewport_size["width"] < 960
    if on_a_phone and not page.locator("#__search").is_checked():
        page.locator(".md-header label[for=__search]").first.click()
    box = page.locator("input.md-search__input")
    box.click()
    box.fill("")
    page.wait_for_function("!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')")
    results = page.locator(".md-search-result__item > a.md-search-result__link")
    expect(results).to_have_count(0)
    box.press_sequentially(query)
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
