"""Pictures as people see them: on three screens, in the dark, by keyboard, without JavaScript, on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.faint import faint
from tests.browser.serving import served
from tests.browser.test_campaigns import at
from tests.browser.visiting import Open
from tests.site.running import EXAMPLE
from tests.site.sixty import STEPS, write_sixty

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = ("playbooks/webinar/", "playbooks/event/de/", "tool-map/", "coverage/", "regional-copies/")
SIXTY = "playbooks/sixty/"
WORDS = ".mops-gantt a, .mops-chip, .mops-flow a, .mops-answer strong, .mops-keys li, .mops-scroll td, .mops-scroll th"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the example with a playbook of sixty steps."""
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(EXAMPLE, folder / "workspace")
    write_sixty(folder / "workspace")
    build_site(Workspace.at(folder / "workspace"), folder / "site", strict=False)
    yield from served(folder / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_pictures_fit_and_can_be_read(open_page: Open, site: str, long: str, width: int, scheme: str) -> None:
    for address in (*(f"{site}{path}" for path in PAGES), f"{long}{SIXTY}"):
        page = open_page(address, width=width, scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert faint(page, WORDS) == [], address
        page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_words_stay_inside_their_boxes(open_page: Open, site: str, long: str, width: int) -> None:
    for address in (f"{site}playbooks/webinar/", f"{site}tool-map/", f"{long}{SIXTY}"):
        page = open_page(address, width=width)
        outside = page.locator(".mops-node").evaluate_all(
            """nodes => nodes.filter(node => {
              const box = node.querySelector("rect").getBBox(), words = node.querySelector("text").getBBox();
              return words.x < box.x || words.x + words.width > box.x + box.width ||
                words.y < box.y || words.y + words.height > box.y + box.height;
            }).map(node => node.textContent)"""
        )
        assert outside == [], address


def test_bars_stand_under_their_day(open_page: Open, site: str) -> None:
    for width in (390, 1440):
        page = open_page(f"{site}playbooks/webinar/", width=width)
        zero = page.locator(".mops-gantt__grid line.mops-zero").bounding_box()
        milestone = page.locator(".mops-strip", has_text="Run the session").locator("circle").bounding_box()
        rows = page.locator(".mops-gantt__rows").bounding_box()
        assert zero is not None
        assert milestone is not None
        assert rows is not None
        assert abs(zero["x"] + zero["width"] / 2 - milestone["x"] - milestone["width"] / 2) < 1.5
        assert abs(zero["height"] - rows["height"]) < 2, "the line of day 0 passes every row"


def test_the_keyboard_reaches_and_scrolls_the_pictures(open_page: Open, long: str) -> None:
    page = open_page(f"{long}{SIXTY}", width=390)
    box = page.locator(".mops-network")
    box.focus()
    assert page.evaluate("document.activeElement.matches('.mops-network')")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.mops-network').scrollLeft > 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#step-step-0"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**#step-step-0")
    page.locator(".mops-strip a").nth(1).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#step-step-1")
    table = page.get_by_role("region", name="Who does what")
    table.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "raci-key"


def test_pictures_have_a_name_and_words_beside_them(open_page: Open, long: str) -> None:
    page = open_page(f"{long}{SIXTY}")
    assert page.get_by_role("figure", name="Timeline in working days").count() == 1
    assert page.get_by_role("figure", name="What waits for what").count() == 1
    for figure in page.locator("figure").all():
        described = figure.get_attribute("aria-describedby")
        assert page.locator(f"#{described}").count() == 1
    page.get_by_text("What each step waits for", exact=True).click()
    assert page.locator("#waiting-list tbody tr").count() == STEPS - 1
    assert page.locator("#waiting-list tbody tr").first.is_visible()
    page.get_by_text("Everything in order of time").click()
    assert page.get_by_role("cell", name="Gate Gate 0").is_visible()


def test_pictures_need_no_script_and_shift_nothing(open_page: Open, long: str) -> None:
    plain = open_page(f"{long}{SIXTY}", javascript=False)
    assert plain.locator(".mops-strip rect.mops-work").count() > STEPS / 2
    assert plain.locator(".mops-network path.mops-way").first.is_visible()
    page = open_page(f"{long}{SIXTY}#waiting")
    page.wait_for_timeout(500)
    shifted = page.evaluate(
        """new Promise(done => new PerformanceObserver(list =>
          done(list.getEntries().map(entry => entry.value).reduce((sum, value) => sum + value, 0))
        ).observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 300))"""
    )
    assert shifted < 0.02


def test_a_network_fits_on_paper(open_page: Open, long: str) -> None:
    page = open_page(f"{long}{SIXTY}", width=700)
    page.emulate_media(media="print")
    inside = page.locator(".mops-network > svg").evaluate("svg => svg.clientWidth <= svg.parentElement.clientWidth")
    assert inside


def test_renewals_that_have_passed_are_marked_in_the_browser(open_page: Open, site: str) -> None:
    page = at(open_page(f"{site}tool-map/"), "2026-12-01T12:00:00Z")
    assert page.locator(".mops-badge--late").count() == 0
    page = at(page, "2027-03-20T12:00:00Z")
    assert page.locator(".mops-badge--late").count() == 2
    assert page.locator(".mops-mark--late").count() == 2
    assert page.locator("line.mops-today").count() == 1
