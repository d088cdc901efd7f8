"""What people see: phones, dark mode, pages without JavaScript, reviews that are overdue."""

from __future__ import annotations

import pytest

from tests.browser.visiting import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = [
    "",
    "playbooks/",
    "playbooks/webinar/",
    "processes/campaign-intake/",
    "regions/de/",
    "roles/qa-reviewer/",
    "tools/",
    "metrics/",
    "glossary/",
    "data-dictionary/",
    "taxonomy/",
    "segments/",
    "overviews/",
    "overviews/charter/",
    "overviews/health-check/",
    "overviews/maturity-scorecard/",
    "overviews/new-hire-path/",
    "overviews/role-primer/",
    "overviews/task-map/",
    "guides/change-a-playbook/",
    "guides/run-a-campaign/",
    "campaigns/",
    "campaigns/20260908_one-off-email_stock-report_gb/",
    "campaigns/20261201_product-launch_shared-dashboards_tr/",
    "guides/names-and-links/",
]


def test_no_page_is_wider_than_a_phone(open_page: Open, site: str) -> None:
    page = open_page(site, width=390)
    for path in PAGES:
        page.goto(f"{site}{path}")
        wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= screen, path


def test_pages_are_readable_without_javascript(open_page: Open, site: str) -> None:
    page = open_page(f"{site}playbooks/webinar/", javascript=False)
    text = page.locator("article").inner_text()
    for words in ("Write the campaign brief", "45 working days before", "Go or no-go"):
        assert words in text


def test_an_overdue_review_is_marked_in_the_browser(open_page: Open, site: str) -> None:
    page = open_page(f"{site}playbooks/webinar/")
    assert page.locator(".mops-review--overdue").count() == 0
    page.clock.set_fixed_time("2031-01-01T12:00:00Z")
    page.reload()
    page.locator(".mops-review--overdue").first.wait_for()


def test_the_home_page_leads_to_the_search(open_page: Open, site: str) -> None:
    page = open_page(site)
    page.locator(".mops-search").click()
    page.keyboard.type("suppression")
    page.locator(".md-search-result__item").first.wait_for()
