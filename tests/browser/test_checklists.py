"""Working checklists in a browser: ticking, counting, remembering, by keyboard, on a phone and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from mopsdocs.site.building import build_site
from tests.browser.faint import faint
from tests.browser.serving import served
from tests.browser.test_search import search
from tests.browser.visiting import Open
from tests.site.copied import LIBRARY, edit
from tests.site.ticked import FORMULA, ticked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WEBINAR = "playbooks/webinar/"
CAMPAIGN = "campaigns/20270310_webinar_consent_de/"
PAGES = (WEBINAR, "playbooks/webinar/sa/", CAMPAIGN, "processes/campaign-brief/", "checklists/segmentation/")
SIZES = """() => [...document.querySelectorAll(".mops-working, [data-part], [data-tick], .mops-count, summary")]
  .map((one) => `${one.tagName} ${Math.round(one.getBoundingClientRect().height)}`)"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("lists")
    build_site(ticked(folder / "workspace"), folder / "site", strict=False)
    yield from served(folder / "site")


def box(page: Page, key: str) -> Locator:
    """The box of what is called `key`."""
    return page.locator(f'[data-tick="{key}"]').locator("input").first


def total(page: Page) -> str:
    return page.locator(".mops-working strong").first.inner_text()


def count(page: Page, group: str) -> str:
    return page.locator(f'[data-group="{group}"] .mops-count').inner_text()


def said(page: Page) -> str:
    return page.locator(".mops-working__note").inner_text()


def button(page: Page, name: str) -> Locator:
    return page.locator(".mops-working").get_by_role("button", name=name)


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details[data-group]').forEach((one) => (one.open = true))")


def ticks(page: Page) -> list[str]:
    """The names of everything that is ticked."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-tick]')].filter((one) => one.querySelector('input')?.checked && "
        "one.querySelector('input').closest('[data-tick]') === one).map((one) => one.dataset.tick)"
    )
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_step_point_and_criterion_can_be_ticked_and_is_counted(open_page: Open, lists: str, path: str) -> None:
    page = open_page(f"{lists}{path}")
    boxes = page.locator("[data-tick] input")
    settled = page.locator("[data-done]").count()
    number = page.locator("[data-group] [data-tick]").count()
    assert boxes.count() == number - settled > 2
    assert settled == (path == CAMPAIGN)
    assert total(page) == f"{settled} of {number} done"
    open_all(page)
    for one in range(boxes.count()):
        boxes.nth(one).check()
    assert total(page) == f"{number} of {number} done"
    assert page.locator(".mops-working progress").evaluate("bar => bar.value / bar.max") == 1
    groups = page.locator("[data-group]:has([data-tick]) .mops-count").all_inner_texts()
    parts = [(int(text.split()[0]), int(text.split()[2])) for text in groups]
    assert all(done == of for done, of in parts)
    assert not parts or sum(of for _, of in parts) == number


def test_ticks_are_counted_by_stage_and_said_to_those_who_listen(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    assert [count(page, "1. Planning"), total(page)] == ["0 of 5 done", "0 of 12 done"]
    box(page, "step/write-brief/goal-named").check()
    box(page, "step/suppress-list").check()
    assert [count(page, "1. Planning"), count(page, "2. Segmentation")] == ["1 of 5 done", "1 of 4 done"]
    heard = page.locator(".mops-working [role=status]").last
    assert heard.inner_text() == "2. Segmentation: 1 of 4 done. In all 2 of 12 done."
    assert page.locator(".mops-working__next a").inner_text() == "Write the campaign brief"
    page.locator('[data-tick="step/write-brief/goal-named"]').get_by_text("The goal names one metric").click()
    assert total(page) == "1 of 12 done", "the words of a point tick it too"


def test_boxes_have_the_titles_as_names(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    for name in ("Write the campaign brief", "Blocker Every suppression list is applied", FORMULA):
        expect(page.get_by_role("checkbox", name=name, exact=True)).to_have_count(1)
    page.goto(f"{lists}{CAMPAIGN}")
    expect(page.get_by_role("checkbox", name="Prove prior consent for every contact on the list")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Write the campaign brief")).to_have_count(0)
    assert page.locator("[data-done] td").first.evaluate("cell => getComputedStyle(cell, '::before').content")[1] == "✓"


def test_starting_again_can_be_undone(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    button(page, "Start again").click()
    assert said(page) == "Nothing is ticked."
    before = ["step/write-brief", "step/test-send"]
    for key in before:
        box(page, key).check()
    button(page, "Start again").click()
    assert said(page).startswith("2 ticks removed.")
    assert (ticks(page), total(page)) == ([], "0 of 12 done")
    page.reload()
    assert ticks(page) == []
    for key in before:
        box(page, key).check()
    button(page, "Start again").click()
    button(page, "Undo").click()
    assert ticks(page) == before
    expect(button(page, "Start again")).to_be_focused()
    page.reload()
    assert ticks(page) == before
    button(page, "Start again").click()
    box(page, "step/pull-list").check()
    expect(button(page, "Undo")).to_have_count(0)


def test_ticks_are_remembered_page_by_page(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    box(page, "step/test-send").check()
    page.reload()
    assert ticks(page) == ["step/test-send"]
    assert count(page, "3. QA") == "1 of 1 done"
    page.goto(f"{lists}playbooks/webinar/sa/")
    assert ticks(page) == [], "another page, another list"
    page.goto(f"{lists}{WEBINAR}index.html")
    assert ticks(page) == ["step/test-send"]
    other = page.context.new_page()
    other.goto(f"{lists}{WEBINAR}")
    box(other, "step/pull-list").check()
    page.wait_for_function("document.querySelectorAll('[data-tick] input:checked').length === 2")
    box(page, "step/test-send").uncheck()
    box(page, "step/pull-list").uncheck()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mopsdocs'))") == []


def test_each_run_with_a_name_has_its_own_ticks(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    choice = page.get_by_label("Working on")
    box(page, "step/write-brief").check()

    def name(text: str) -> None:
        choice.select_option("Give it a name…")
        expect(page.get_by_label("Name of what you work on")).to_be_focused()
        page.keyboard.type(text)
        page.keyboard.press("Enter")

    name("  Spring   <b>webinar</b> ")
    assert choice.locator("option").all_inner_texts() == [
        "Just this page",
        "Spring <b>webinar</b>",
        "Give it a name…",
    ]
    assert ticks(page) == ["step/write-brief"], "the first name is for what has been ticked"
    name("Autumn")
    assert ticks(page) == []
    box(page, "step/pull-list").check()
    choice.select_option("Spring <b>webinar</b>")
    assert ticks(page) == ["step/write-brief"]
    page.reload()
    assert (choice.input_value(), ticks(page)) == ("Spring <b>webinar</b>", ["step/write-brief"])
    choice.select_option("Just this page")
    assert ticks(page) == []
    choice.select_option("Give it a name…")
    page.keyboard.press("Escape")
    expect(choice).to_be_focused()
    assert choice.input_value() == ""
    name("Autumn")
    button(page, "Start again").click()
    choice.select_option("Just this page")
    page.reload()
    assert "Autumn" not in choice.inner_text(), "a name without ticks is forgotten"
    page.goto(f"{lists}{CAMPAIGN}")
    expect(choice).to_have_count(0)


@pytest.mark.parametrize(
    "stored",
    [
        "{", "null", "7", '"x"', "[]", "{}", '{"runs": 5}', '{"runs": [[1, 2]]}', '{"runs": [["", "step/test-send"]]}',
        '{"now": {}, "runs": []}', '{"now": "__proto__", "runs": [["__proto__", [7, null, "toString", "gone"]]]}',
    ],
)  # fmt: skip
def test_nonsense_that_is_stored_breaks_nothing(open_page: Open, lists: str, stored: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    page.evaluate("text => localStorage.setItem(`mopsdocs ticks ${location.pathname}`, text)", stored)
    page.reload()
    assert (ticks(page), total(page)) == ([], "0 of 12 done")
    box(page, "step/test-send").check()
    page.reload()
    assert ticks(page) == ["step/test-send"]


def test_a_full_storage_breaks_nothing(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    page.evaluate(
        "() => { for (let size = 4e6; size >= 1; size = Math.floor(size / 2)) for (let n = 0; n < 9; n++)"
        " try { localStorage.setItem(`full ${size} ${n}`, 'x'.repeat(size)); } catch { break; } }"
    )
    box(page, "step/test-send").check()
    assert (ticks(page), total(page)) == (["step/test-send"], "1 of 12 done")
    assert said(page).startswith("Your browser does not keep ticks for this page.")
    button(page, "Start again").click()
    button(page, "Undo").click()
    assert ticks(page) == ["step/test-send"]


def test_a_forbidden_storage_breaks_nothing(browser: Browser, lists: str) -> None:
    """A frame without an origin of its own may store nothing; Material says so in the console, and so we look away."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f'<iframe sandbox="allow-scripts" src="{lists}{WEBINAR}" width="1000" height="800"></iframe>')
    frame = page.frame_locator("iframe")
    frame.get_by_role("checkbox", name="Send the invitations").check()
    expect(frame.locator(".mops-working strong").first).to_have_text("1 of 12 done")
    expect(frame.locator(".mops-working__note")).to_contain_text("does not keep ticks")
    context.close()


def test_a_renamed_step_keeps_its_tick_and_one_that_went_is_forgotten(open_page: Open, tmp_path: Path) -> None:
    place = ticked(tmp_path / "workspace")
    build_site(place, tmp_path / "site", strict=False)
    for address in served(tmp_path / "site"):
        page = open_page(f"{address}{WEBINAR}")
        for key in ("step/test-send", "step/write-brief/goal-named", "step/write-brief/audience-named"):
            box(page, key).check()
        edit(place, LIBRARY, ("title: Send a test to every mail client", "title: Test every mail client"))
        edit(place, LIBRARY, ("          - {id: goal-named, text: The goal names one metric and a target}\n", ""))
        build_site(place, tmp_path / "site", strict=False)
        page.reload()
        assert ticks(page) == ["step/write-brief/audience-named", "step/test-send"]
        assert total(page) == "2 of 11 done"


def test_everything_can_be_done_by_keyboard(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    page.get_by_label("Working on").focus()
    page.keyboard.press("Tab")
    expect(button(page, "Start again")).to_be_focused()
    page.keyboard.press("Tab")
    opener = button(page, "Share or print")
    assert opener.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    for name in ("Copy link", "Copy as Markdown", "Copy as CSV", "Print this list"):
        page.keyboard.press("Tab")
        expect(button(page, name)).to_be_focused()
    assert button(page, "Print this list").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    box(page, "step/write-brief").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "checkbox":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert ticks(page) == ["step/write-brief", "step/write-brief/goal-named"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1920])
def test_nothing_moves_when_the_script_comes(open_page: Open, lists: str, width: int, path: str) -> None:
    page = open_page(f"{lists}{path}", width=width)
    with_boxes = page.evaluate(SIZES)
    assert page.locator("[data-tick] input").count()
    page.route("**/mopsdocs.js", without_our_script)
    page.reload()
    assert page.locator("[data-tick] input").count() == 0
    assert page.evaluate(SIZES) == with_boxes


def without_our_script(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_phone_has_room_and_all_words_can_be_read(open_page: Open, lists: str, path: str, scheme: str) -> None:
    page = open_page(f"{lists}{path}", width=390, scheme=scheme)
    open_all(page)
    for one in range(0, page.locator("[data-tick] input").count(), 2):
        page.locator("[data-tick] input").nth(one).check()
    button(page, "Share or print").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    mine = ".mops-working *, .mops-count, [data-tick] h3, [data-tick] label, .mops-check p"
    assert faint(page, mine) == []


def test_fingers_find_the_boxes(browser: Browser, lists: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{lists}{WEBINAR}")
    button(page, "Share or print").tap()
    sizes = page.evaluate(
        "[...document.querySelectorAll('.mops-working button, .mops-working select, [data-tick] label:has(input)')]"
        ".filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())"
        ".map((one) => [Math.round(one.width), Math.round(one.height)])"
    )
    assert len(sizes) > 15
    assert all(width >= 44 and height >= 44 for width, height in sizes), sizes
    page.locator('[data-tick="step/test-send"] .mops-tick').tap()
    assert ticks(page) == ["step/test-send"]
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_without_javascript_lists_are_read_and_have_no_dead_buttons(open_page: Open, lists: str, path: str) -> None:
    page = open_page(f"{lists}{path}", javascript=False)
    assert page.locator("article input, article button, article select").count() == 0
    assert page.locator(".mops-working").is_hidden()
    wanted = "The answer is a segment" if path.startswith("processes/") else "Every suppression list is applied"
    assert wanted in page.locator("article").inner_text()
    point = page.locator(".mops-checklist > li").first
    assert point.evaluate("one => getComputedStyle(one, '::before').content").startswith('"•"')
    page.emulate_media(media="print")
    assert point.evaluate("one => getComputedStyle(one, '::before').borderTopStyle") == "solid"


def test_the_checklist_of_a_stage_ticks_across_playbooks(open_page: Open, site: str) -> None:
    page = open_page(f"{site}checklists/")
    page.locator("article").get_by_role("link", name="QA checklist").click()
    box(page, "webinar/step/test-registration").check()
    page.locator("[data-group='Webinar']").get_by_role("checkbox").nth(1).check()
    assert page.locator("[data-group='Webinar'] .mops-count").inner_text().startswith("2 of ")
    assert page.locator("[data-group='One-off e-mail'] .mops-count").inner_text().startswith("0 of ")
    page.locator("[data-group='Webinar'] li.mops-check a").first.click()
    page.wait_for_url(f"{site}playbooks/webinar/#step-*")
    assert ticks(page) == [], "each page has its own list"


@pytest.mark.parametrize(
    ("query", "expected"),
    [("qa checklist", "checklists/qa/"), ("launch checklist", "checklists/launch/"), ("webinar checklist", WEBINAR)],
)
def test_a_checklist_is_found(open_page: Open, site: str, query: str, expected: str) -> None:
    found = search(open_page(site), query)
    assert found[0].removeprefix(site).split("#")[0] == expected, found[:5]
