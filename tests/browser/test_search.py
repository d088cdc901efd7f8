"""People find the page with the words they would type, on a desktop and on a phone, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.visiting import Open, visits

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TYPED = [
    ("how do I request an email", "processes/campaign-intake/"),
    ("what is an MQL", "glossary/#mql"),
    ("webinar checklist", "playbooks/webinar/"),
    ("suppression list", "processes/segmentation-and-suppression/"),
    ("hubspot access", "tools/automation-platform/"),
    ("who approves email to 50,000 people", "processes/content-review-and-approval/"),
    ("year-end training", "campaigns/20261208_one-off-email_year-end-training_us/"),
    ("can I email trade show leads in Germany", "regions/de/"),
    ("copy campaign to Turkey", "guides/copy-a-playbook/"),
]

ASK = """async ([region, queries]) => {
  const settings = JSON.parse(document.querySelector("#__config").textContent);
  const name = Math.random().toString(36);
  const channel = new BroadcastChannel(name);
  const told = (wanted) => new Promise((resolve) => {
    channel.addEventListener("message", (event) => wanted in event.data && resolve(event.data));
  });
  const here = told("here");
  const worker = new Worker(`${new URL(settings.search, location.href).href.split("#")[0]}#search#${name}`);
  await here;
  const open = told("choices");
  channel.postMessage({ chosen: { region }, open: true });
  await open;
  const found = {};
  for (const query of queries) {
    const answer = new Promise((resolve) => (worker.onmessage = (event) => resolve(event.data)));
    worker.postMessage({ type: 2, data: query });
    found[query] = (await answer).data.items.map((item) => item.map((one) => one.location));
  }
  worker.terminate();
  channel.close();
  return found;
}"""
"""What is found for queries with a region chosen: pages, each with its sections. It asks as the field does."""


@dataclass(frozen=True, slots=True)
class Query:
    query: str
    page: str
    region: str = ""


def queries() -> list[Query]:
    file = Path(__file__).parents[1] / "site/queries.yml"
    return [Query(**row) for row in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)]


@pytest.fixture(scope="module", params=[1280, 390], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """Where somebody looks for one thing after the other; the index is read once."""
    with visits(browser) as open_one:
        yield open_one(site, width=request.param)


@pytest.fixture(scope="module")
def there(page: Page) -> Page:
    """A second tab, for what is found."""
    return page.context.new_page()


@pytest.mark.parametrize(("query", "expected"), TYPED, ids=[query for query, _ in TYPED])
def test_the_first_result_is_the_page_people_expect(
    page: Page, there: Page, site: str, query: str, expected: str
) -> None:
    found = search(page, query)
    assert found, "there are results"
    target = found[0].removeprefix(site)
    assert target.split("#")[0] == expected.split("#")[0], found[:5]
    there.goto(found[0])
    assert there.locator("h1").first.is_visible()


def test_queries_lead_to_their_pages(open_page: Open, site: str) -> None:
    asked = queries()
    assert len(asked) >= 60
    page = open_page(f"{site}glossary/")
    places: dict[Query, int] = {}
    for region in sorted({one.region for one in asked}):
        these = [one for one in asked if one.region == region]
        found = page.evaluate(ASK, [region, [one.query for one in these]])
        places |= {one: place(found[one.query], one.page) for one in these}
    first = sum(number == 1 for number in places.values()) / len(asked)
    third = sum(1 <= number <= 3 for number in places.values()) / len(asked)
    missed = {f"{one.query} ({one.region})": number for one, number in places.items() if number != 1}
    assert first >= 0.9, missed
    assert third >= 0.98, missed


def place(found: list[list[str]], wanted: str) -> int:
    """At which place the wanted page stands, 0 for nowhere. Where a section is wanted, it must stand below its page."""
    for number, (url, *sections) in enumerate(found, 1):
        if url == wanted.split("#")[0]:
            return number if "#" not in wanted or wanted in sections else 0
    return 0


def test_a_page_fetches_nothing_of_the_index_before_somebody_searches(open_page: Open, site: str) -> None:
    page = open_page(f"{site}glossary/")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}playbooks/webinar/")
    page.wait_for_timeout(1000)
    assert "search/search_index.json" in asked
    assert len(page.request.get(f"{site}search/search_index.json").body()) < 200
    assert not [path for path in asked if path.endswith(".idx") or path in {"assets/search.js", "search/entry.json"}]
    page.locator("input.md-search__input").focus()
    choice(page, "region").wait_for()
    assert {"assets/search.js", "search/entry.json"} <= {*asked}


def test_results_say_where_a_section_stands(open_page: Open, site: str) -> None:
    page = open_page(site)
    search(page, "trim caption recording")
    first = page.locator(".md-search-result__item").first
    assert "Webinar" in first.locator("h1").inner_text()
    assert "Webinar \u203a 7. Follow up, measure and learn" in first.inner_text()
    assert first.locator("mark").count() >= 2


def test_one_result_for_a_playbook_and_its_copies(open_page: Open, site: str) -> None:
    page = open_page(site)
    found = [target.removeprefix(site) for target in search(page, "webinar") if "#" not in target]
    assert len(found) == len(set(found)), "one per page"
    assert [target for target in found if target.startswith("playbooks/webinar/")] == ["playbooks/webinar/"]


def test_a_region_is_remembered(open_page: Open, site: str) -> None:
    page = open_page(site)
    assert pages_of(search(page, "webinar"), site)[0] == "playbooks/webinar/"
    choice(page, "region").select_option("Germany")
    page.wait_for_function(f"{FIRST}.pathname === '/playbooks/webinar/de/'")
    page.goto(f"{site}roles/")
    found = pages_of(search(page, "webinar"), site)
    assert found[0] == "playbooks/webinar/de/"
    assert "playbooks/webinar/" not in found
    assert not [url for url in found if url.startswith("playbooks/") and url.endswith(("/fr/", "/sa/", "/tr/"))]
    assert choice(page, "region").evaluate("select => select.selectedOptions[0].text") == "Germany"
    assert pages_of(search(page, "what is an MQL"), site)[0] == "glossary/", "what is for all regions stays"
    choice(page, "region").select_option("")
    page.goto(f"{site}roles/")
    assert pages_of(search(page, "webinar"), site)[0] == "playbooks/webinar/"


def test_a_choice_counts_in_its_own_tab(open_page: Open, site: str) -> None:
    page = open_page(site)
    other = page.context.new_page()
    other.goto(site)
    search(page, "webinar")
    search(other, "webinar")
    choice(page, "kind").select_option("Tool")
    page.wait_for_function(f"{FIRST}.pathname.startsWith('/tools/')")
    other.wait_for_timeout(300)
    assert other.evaluate(f"{FIRST}.pathname") == "/playbooks/webinar/"


@pytest.mark.parametrize(
    ("what", "value", "query", "start"),
    [
        ("kind", "Role", "campaign", "roles/"),
        ("stage", "QA", "unsubscribe", "playbooks/|regions/"),
        ("channel", "Event", "registration", "playbooks/|campaigns/"),
        ("role", "Privacy counsel", "consent", "playbooks/|regions/|processes/|roles/privacy-counsel/"),
        ("status", "Running", "webinar", "campaigns/"),
    ],
)
def test_results_are_narrowed_by_a_choice(
    open_page: Open, site: str, what: str, value: str, query: str, start: str
) -> None:
    page = open_page(site)
    before = search(page, query)
    choice(page, what).select_option(value)
    results = page.locator(".md-search-result__item > a.md-search-result__link")
    after = settled(page, lambda: [address(href) for href in results.evaluate_all("links => links.map(l => l.href)")])
    assert after
    assert after != before
    assert all(target.removeprefix(site).startswith(tuple(start.split("|"))) for target in after), after
    choice(page, what).select_option("")
    assert (
        settled(page, lambda: [address(one) for one in results.evaluate_all("all => all.map(l => l.href)")]) == before
    )


def test_the_keyboard_is_enough(open_page: Open, site: str) -> None:
    page = open_page(f"{site}glossary/")
    box = page.locator("input.md-search__input")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("webinar checklist")
    page.wait_for_function(f"{FIRST} && {FIRST}.pathname === '/playbooks/webinar/'")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.pathname") == "/playbooks/webinar/"
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(choice(page, "region")).to_be_focused()
    page.keyboard.type("Germ")
    page.wait_for_function(f"{FIRST}.pathname === '/playbooks/webinar/de/'")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()
    page.locator(".md-content h1").click()
    page.keyboard.press("s")
    expect(box).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}playbooks/webinar/de/**")


def test_the_choices_fit_a_phone(open_page: Open, site: str) -> None:
    page = open_page(site, width=390)
    search(page, "webinar")
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen
    result = page.locator(".md-search-result__item").first.bounding_box()
    select = choice(page, "region").bounding_box()
    assert result is not None
    assert select is not None
    assert result["y"] >= select["y"] + select["height"]


def test_a_search_that_cannot_be_loaded_says_so_and_recovers(open_page: Open, site: str) -> None:
    page = open_page(site)
    cut = {"off": True}

    def answer(route: Route) -> None:
        route.abort() if cut["off"] else route.continue_()

    page.context.route("**/*.idx", answer)
    box = page.locator("input.md-search__input")
    box.click()
    box.press_sequentially("webin")
    expect(page.get_by_text("The search cannot be loaded right now.")).to_be_visible()
    cut["off"] = False
    box.press_sequentially("ar")
    page.locator(".md-search-result__item").first.wait_for()
    expect(page.get_by_text("The search cannot be loaded right now.")).to_have_count(0)


def test_without_javascript_the_page_says_how_to_browse(open_page: Open, site: str) -> None:
    page = open_page(f"{site}processes/campaign-intake/", javascript=False)
    note = page.locator(".mops-no-search")
    assert note.is_visible()
    note.get_by_role("link").click()
    assert page.url.removesuffix("index.html") == site


FIRST = "document.querySelector('.md-search-result__item > a')"


def choice(page: Page, what: str) -> Locator:
    return page.locator(f"select.mops-choice[name={what}]")


def pages_of(found: list[str], site: str) -> list[Any]:
    return [target.removeprefix(site) for target in found if "#" not in target]


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
