"""The scorecard: levels are ticked, added up and remembered, by mouse and by keyboard; without a script it is read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ADDRESS = "overviews/maturity-scorecard/"
SIGNS = ("people", "stack", "decisions", "documents", "leads")


def tick(page: Page, sign: str, level: int) -> None:
    page.locator(f"[name=row-{sign}][value='{level}']").check()


def test_ticks_are_added_up_and_the_lowest_sign_comes_first(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}")
    total = page.locator(".mops-total p")
    expect(total).to_have_text("0 of 25 – tick one level for each sign.")
    for sign, level in zip(SIGNS[:4], (3, 2, 4, 5), strict=True):
        tick(page, sign, level)
    expect(total).to_have_text("14 of 25 so far, 1 sign to go.")
    tick(page, "leads", 3)
    expect(total).to_have_text("17 of 25. Begin with: Tools that bear growth")
    tick(page, "stack", 5)
    expect(total).to_have_text("20 of 25. Begin with: The right people")
    total.locator("a").click()
    assert page.url.endswith("#row-people")


def test_ticks_are_remembered_until_they_are_cleared(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}")
    tick(page, "people", 4)
    tick(page, "leads", 1)
    page.reload()
    expect(page.locator(".mops-total p")).to_have_text("5 of 25 so far, 3 signs to go.")
    assert page.locator("[name=row-people][value='4']").is_checked()
    page.get_by_role("button", name="Clear all ticks").click()
    expect(page.locator(".mops-total p")).to_have_text("0 of 25 – tick one level for each sign.")
    assert page.evaluate("document.activeElement.name") == "row-people"
    page.reload()
    assert page.locator(".mops-levels :checked").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mops-score')).length") == 0


def test_every_sign_at_its_highest_level_needs_no_beginning(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}")
    for sign in SIGNS:
        tick(page, sign, 5)
    expect(page.locator(".mops-total p")).to_have_text("25 of 25. Every sign is at its highest level.")


@pytest.mark.parametrize("kept", ["not JSON", "null", '{"row-people": 99, "row-gone": 2}', "[]", "7"])
def test_whatever_lies_in_the_storage_does_no_harm(open_page: Open, site: str, kept: str) -> None:
    page = open_page(f"{site}{ADDRESS}")
    tick(page, "people", 1)
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mops-score'))")
    assert len(keys) == 1
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [keys[0], kept])
    page.reload()
    expect(page.locator(".mops-total p")).to_have_text("0 of 25 – tick one level for each sign.")
    tick(page, "stack", 2)
    expect(page.locator(".mops-total p")).to_have_text("2 of 25 so far, 4 signs to go.")


def test_arrows_move_between_levels_and_each_has_its_name(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}")
    group = page.get_by_role("radiogroup", name="The right people")
    group.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert group.get_by_role("radio", name="Level 2 One person does most of it").is_checked()
    expect(page.locator(".mops-total p")).to_have_text("2 of 25 so far, 4 signs to go.")


def test_fields_are_large_enough_for_a_thumb(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}", width=390)
    tick(page, "people", 1)
    for box in (*page.locator(".mops-levels label").all(), page.locator(".mops-total button")):
        found = box.bounding_box()
        assert found is not None
        assert found["height"] >= 44


def test_the_total_never_covers_what_has_the_focus(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}", height=600)
    for _ in range(6):
        page.keyboard.press("Tab")
    for field in page.locator(".mops-levels input").all():
        field.focus()
        field.scroll_into_view_if_needed()
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= page.evaluate("document.querySelector('.mops-total').getBoundingClientRect().top")


def test_without_javascript_the_levels_are_a_numbered_list(open_page: Open, site: str) -> None:
    page = open_page(f"{site}{ADDRESS}", javascript=False)
    assert page.locator("ol.mops-levels > li").count() == 25
    assert page.locator(".mops-total, .mops-levels input").count() == 0
    assert "Whoever has time does it." in page.locator("article").inner_text()


def test_other_pages_are_left_alone(open_page: Open, site: str) -> None:
    page = open_page(f"{site}overviews/health-check/")
    assert page.locator(".mops-total").count() == 0
