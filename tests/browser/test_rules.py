"""Pages of rules in a browser: they fit a phone, and the search leads to them by id and to the work by words."""

from __future__ import annotations

import pytest

from mopsdocs.checks.inspection import ALL_RULES
from tests.browser.visiting import Open
from tests.site.test_rule_pages import content_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ASK = """async (queries) => {
  const settings = JSON.parse(document.querySelector("#__config").textContent);
  const worker = new Worker(new URL(settings.search, location.href).href);
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(message);
  });
  await ask({ type: 0, data: { config: {}, docs: [], options: { suggest: true } } });
  const found = {};
  for (const query of queries) {
    const answer = await ask({ type: 2, data: query });
    found[query] = answer.data.items.map(([page]) => page.location);
  }
  worker.terminate();
  return found;
}"""
"""What the search finds for each query, best first: the same worker that the search field asks, without the typing."""

EVERYDAY = [
    "approve",
    "who approves an email",
    "review",
    "review overdue",
    "steps",
    "format",
    "folder",
    "reference",
    "placeholder",
    "consent rules",
    "rules for germany",
    "duplicate contacts",
    "date format",
    "key",
    "somebody approves their own work",
    "tool is retired",
]


@pytest.mark.parametrize("path", ["rules/", "rules/wrong-folder/", "rules/same-person-approves/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_rules_fit_a_phone(open_page: Open, site: str, path: str, scheme: str) -> None:
    page = open_page(f"{site}{path}", width=390, scheme=scheme)
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen
    assert page.locator("h1").is_visible()


def test_the_menu_leads_to_the_rules(open_page: Open, site: str) -> None:
    page = open_page(f"{site}glossary/")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Rules", exact=True).click()
    page.wait_for_url(f"{site}rules/")
    page.get_by_role("link", name=ALL_RULES["approver-is-doer"].title).click()
    page.wait_for_url(f"{site}rules/approver-is-doer/")
    assert page.locator(".md-path").inner_text().split() == ["Home", "Reference"]


def test_the_id_of_a_rule_leads_to_its_page_first(open_page: Open, site: str) -> None:
    queries = [*ALL_RULES, *(f"[{id}]" for id in ALL_RULES), " wrong-folder "]
    found = open_page(f"{site}glossary/").evaluate(ASK, queries)
    first = {query: found[query][0] for query in queries}
    assert first == {query: f"rules/{query.strip(' []')}/" for query in queries}


def test_everyday_words_lead_to_the_work_before_any_rule(open_page: Open, site: str) -> None:
    page = open_page(f"{site}glossary/")
    answers = [question for rendered in content_of("repository").pages.values() for question in rendered.page.answers]
    found = page.evaluate(ASK, [*EVERYDAY, *answers])
    assert len(found) > 100
    for query, locations in found.items():
        places = [location.startswith("rules/") for location in locations]
        assert places == sorted(places), f"{query}: {locations}"


def test_the_search_field_finds_a_rule(open_page: Open, site: str) -> None:
    page = open_page(site)
    page.locator("input.md-search__input").fill("approver-is-doer")
    first = "document.querySelector('.md-search-result__item > a')"
    page.wait_for_function(f"{first} && {first}.pathname === '/rules/approver-is-doer/'")
