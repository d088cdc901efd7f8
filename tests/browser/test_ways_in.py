"""Ways into the site: the home page, pages that are not there, pages that have moved, reviews that are due."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.serving import served
from tests.browser.visiting import Open

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example below /docs/, its playbook and a step of it under new ids."""
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(ROOT / "tests/example", folder / "workspace")
    file = folder / "workspace/playbooks/library/webinar.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("id: webinar\n", "id: webinar\nprevious_ids: [webcast]\n", 1)
    text = text.replace(
        "      - id: write-brief\n", "      - id: write-brief\n        previous_ids: [draft-brief]\n", 1
    )
    file.write_text(text, encoding="utf-8")
    settings = folder / "workspace/site_config/workspace.yml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("site_url:")]
    settings.write_text("\n".join([*lines, "site_url: https://site.example/docs", ""]), encoding="utf-8")
    build_site(Workspace.at(folder / "workspace"), folder / "server/docs", strict=True)
    for address in served(folder / "server"):
        yield f"{address}docs/"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_address_leads_to_the_new_one(open_page: Open, moved: str, javascript: bool) -> None:
    page = open_page(f"{moved}playbooks/webcast/", javascript=javascript)
    page.wait_for_url(f"{moved}playbooks/webinar/")
    assert page.locator("h1").inner_text() == "Webinar"


@pytest.mark.parametrize("step", ["write-brief", "draft-brief"])
def test_an_old_address_keeps_the_step_that_was_asked_for(open_page: Open, moved: str, step: str) -> None:
    page = open_page(f"{moved}playbooks/webcast/#step-{step}", height=400)
    page.wait_for_url(f"{moved}playbooks/webinar/#step-{step}")
    page.wait_for_timeout(300)
    expect(page.locator("#step-write-brief")).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 100


def test_nothing_on_the_page_of_a_wrong_address_is_broken(
    open_page: Open, moved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Web servers show it wherever nothing is, here deep below the site."""

    def send_error(handler: SimpleHTTPRequestHandler, *words: object) -> None:
        handler.path = "/docs/404.html"
        sent = handler.send_head()
        assert sent is not None
        with sent:
            handler.copyfile(sent, handler.wfile)

    monkeypatch.setattr(SimpleHTTPRequestHandler, "send_error", send_error)
    page = open_page(moved)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{moved}playbooks/nothing/here/")
    assert page.locator("h1").inner_text() == "There is no such page"
    assert page.evaluate("getComputedStyle(document.querySelector('.mops-search')).borderRadius") != "0px"
    assert len(asked) > 3
    assert all(url.startswith(moved) for url in asked)
    page.locator(".mops-search").click()
    page.keyboard.type("webinar")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("article a", has_text="Playbooks").click()
    page.wait_for_url(f"{moved}playbooks/")


def test_reviews_that_are_due_can_be_shown_alone(open_page: Open, site: str) -> None:
    page = open_page(f"{site}upkeep/")
    assert page.locator(".mops-filter").count() == 0, "nothing is overdue, a draft or on its way out"
    page.clock.set_fixed_time("2027-04-15T12:00:00Z")
    page.reload()
    overdue = page.locator(".mops-filter button", has_text="overdue")
    number = page.locator(".mops-table .mops-review--overdue").count()
    assert 0 < number < page.locator(".mops-table--upkeep tbody tr").count()
    assert overdue.inner_text() == f"overdue ({number})"
    overdue.press("Enter")
    assert page.locator(".mops-table--upkeep tbody tr:visible").count() == number
    assert page.locator(".mops-keeper:visible table:not(:has(tbody tr:not([hidden])))").count() == 0
    assert overdue.get_attribute("aria-pressed") == "true"
    page.locator(".mops-filter button").first.click()
    assert page.locator(".mops-table--upkeep tbody tr[hidden]").count() == 0


def test_home_leads_to_an_answer_in_one_step(open_page: Open, site: str) -> None:
    page = open_page(site)
    page.locator(".mops-intents a", has_text="How do I request an email?").click()
    page.wait_for_url(f"{site}processes/campaign-intake/")


NEW = ["approvals/", "upkeep/", "pillars/people/", "pillars/process/", "pillars/technology/", "pillars/analytics/"]


@pytest.mark.parametrize("path", ["", *NEW, "roles/campaign-manager/", "regions/sa/", "404.html"])
def test_what_is_tapped_on_a_phone_has_room(open_page: Open, site: str, path: str) -> None:
    page = open_page(f"{site}{path}", width=390)
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen
    for field in page.locator(".mops-search, .mops-filter button").all():
        box = field.bounding_box()
        assert box is None or box["height"] >= 44
