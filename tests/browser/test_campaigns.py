"""Pages about campaigns as people see them: what is late today, on a phone, in the dark, by keyboard and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.faint import faint
from tests.browser.serving import served
from tests.browser.test_search import search
from tests.site.running import EXAMPLE, campaign, write_campaigns

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Open = Callable[..., Page]

CAMPAIGN = "campaigns/20270310_webinar_consent_de/"
PAGES = (
    CAMPAIGN,
    "campaigns/",
    "calendar/",
    "calendar/de/2027-02/",
    "calendar/sa/2027-04/",
    "my-steps/",
    "my-steps/people/ops-desk/",
    "load/",
)
LATE = "2027-02-17T12:00:00Z"
"""A day after the list had to be pulled, and before it had to be cleaned."""


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the example with a second campaign, in Saudi Arabia."""
    folder = tmp_path_factory.mktemp("campaigns")
    shutil.copytree(EXAMPLE, folder / "workspace")
    write_campaigns(folder / "workspace", campaign("riyadh"))
    build_site(Workspace.at(folder / "workspace"), folder / "site", strict=False)
    yield from served(folder / "site")


def at(page: Page, moment: str) -> Page:
    """The same page, opened at another time; the clock is changed while no page runs."""
    address = page.url
    page.goto("about:blank")
    page.clock.set_fixed_time(moment)
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone_and_all_words_can_be_read(
    open_page: Open, campaigns: str, path: str, scheme: str
) -> None:
    page = at(open_page(f"{campaigns}{path}", width=390, scheme=scheme), LATE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faint(page) == []


def test_what_is_late_is_said_in_the_browser(open_page: Open, campaigns: str) -> None:
    page = open_page(f"{campaigns}{CAMPAIGN}")
    page = at(page, "2027-01-02T12:00:00Z")
    assert page.locator(".mops-badge--late").count() == 0
    assert page.locator(".mops-late-count").is_hidden()
    page = at(page, LATE)
    late = page.locator(".mops-next .mops-late")
    assert late.all_inner_texts() == ["Tue 16 February 2027"]
    assert page.locator(".mops-late-count").inner_text() == "One of these is late."
    assert page.locator(".mops-mark--late").count() == 1
    assert page.locator("line.mops-today").count() == 1
    page = at(page, "2027-02-16T12:00:00Z")
    assert page.locator(".mops-next .mops-badge--today").count() == 1
    page = at(page, "2031-01-01T12:00:00Z")
    assert page.locator("line.mops-today").count() == 0, "the picture does not reach that far"


def test_nothing_is_late_in_a_campaign_that_is_over(open_page: Open, tmp_path: Path, example: Path) -> None:
    write_campaigns(example, campaign("over", "de", "2026-10-14", status="completed"))
    build_site(Workspace.at(example), tmp_path / "site", strict=False)
    for address in served(tmp_path / "site"):
        page = at(open_page(f"{address}campaigns/over/"), "2031-01-01T12:00:00Z")
        assert page.locator(".mops-badge--late").count() == 0


def test_the_calendar_begins_with_this_month(open_page: Open, campaigns: str) -> None:
    page = at(open_page(f"{campaigns}calendar/"), LATE)
    assert page.locator("article h2:visible").first.inner_text().startswith("February 2027")
    assert page.locator(".mops-past summary").inner_text() == "One month before"
    page.locator(".mops-past summary").press("Enter")
    assert page.locator("#month-2027-01").is_visible()
    page.goto(f"{campaigns}calendar/de/2027-02/")
    assert page.locator(".mops-day--today time").first.get_attribute("datetime") == "2027-02-17"


def test_a_month_is_a_grid_on_a_desk_and_a_list_on_a_phone(open_page: Open, campaigns: str) -> None:
    days = "td.mops-day:visible"
    desk = open_page(f"{campaigns}calendar/sa/2027-04/")
    assert desk.locator("thead th").first.inner_text() == "Sun"
    tops = desk.locator(days).evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    assert len(set(tops)) < len(tops) / 5
    phone = open_page(f"{campaigns}calendar/sa/2027-04/", width=390)
    tops = phone.locator(days).evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    assert len(set(tops)) == len(tops)
    assert "Wed 14" in phone.locator("article").inner_text(), "a day says which day of the week it is"


def test_stages_open_by_keyboard_and_on_paper(open_page: Open, campaigns: str) -> None:
    page = open_page(f"{campaigns}{CAMPAIGN}")
    closed = page.locator(".mops-progress details:not([open]) summary")
    before = closed.count()
    assert before
    closed.first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".mops-progress details:not([open])").count() == before - 1
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".mops-progress details:not([open])").count() == 0
    assert page.locator("svg.mops-picture").is_visible(), "paper has the picture"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".mops-progress details:not([open])").count() == before - 1


def test_the_picture_has_a_name_and_words(open_page: Open, campaigns: str) -> None:
    page = open_page(f"{campaigns}{CAMPAIGN}")
    picture = page.get_by_role("img", name=re.compile("Work-back timeline of Consent that converts.*Segmentation: "))
    assert picture.count() == 1
    page.goto(f"{campaigns}load/")
    assert page.get_by_role("img", name=re.compile("Hours of work per week: Campaign manager")).count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_pages_say_everything_without_javascript(open_page: Open, campaigns: str, path: str) -> None:
    page = open_page(f"{campaigns}{path}", javascript=False)
    said = page.locator("article").inner_text()
    assert re.search("Consent that converts|Operations desk|riyadh|Campaign manager", said)
    if path == CAMPAIGN:
        assert "Tue 16 February 2027" in said
        assert page.locator(".mops-late-count").is_hidden()


@pytest.mark.parametrize("query", ["consent that converts", "20270310_webinar_consent_de", "consent converts germany"])
def test_a_campaign_is_found_by_title_name_and_region(open_page: Open, campaigns: str, query: str) -> None:
    found = search(open_page(campaigns), query)
    assert found
    assert found[0].removeprefix(campaigns).split("#")[0] == CAMPAIGN


def test_the_calendar_file_comes_with_the_page(open_page: Open, campaigns: str) -> None:
    page = open_page(f"{campaigns}{CAMPAIGN}")
    address = page.get_by_role("link", name="All dates as a calendar file").get_attribute("href")
    answer = page.request.get(f"{campaigns}{CAMPAIGN}{address}")
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")
