"""Checklists on paper: one stage on each sheet, squares to tick, and nothing that only a screen can use."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from mopsdocs.site.building import build_site
from tests.browser.serving import served
from tests.browser.test_checklists import CAMPAIGN, WEBINAR, box, button
from tests.browser.visiting import Open
from tests.site.ticked import ticked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHEETS = {"A4": (595, 842), "Letter": (612, 792)}
MARGIN = 12 / 25.4 * 72


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("lists")
    build_site(ticked(folder / "workspace"), folder / "site", strict=False)
    yield from served(folder / "site")


def printed(page: Page, paper: str = "A4") -> list[PageObject]:
    """The sheets that come out of the printer."""
    made = page.pdf(format=paper, margin={"top": "12mm", "right": "12mm", "bottom": "12mm", "left": "12mm"})
    return list(PdfReader(io.BytesIO(made)).pages)


def list_of(page: Page, paper: str = "A4") -> list[PageObject]:
    """The sheets of the list alone."""
    button(page, "Share or print").click()
    page.evaluate("window.print = () => {}")
    button(page, "Print this list").click()
    return printed(page, paper)


def words(sheet: PageObject) -> str:
    return " ".join(sheet.extract_text().split())


def titles(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-group]").evaluate_all("all => all.map((one) => one.dataset.group)")
    return found


def assert_nothing_is_cut(sheets: list[PageObject], paper: str) -> None:
    width, height = SHEETS[paper]
    for sheet in sheets:
        assert abs(sheet.mediabox.width - width) + abs(sheet.mediabox.height - height) < 2
        places: list[tuple[float, float]] = []

        def note(
            text: str, cm: list[float], tm: list[float], *_: object, places: list[tuple[float, float]] = places
        ) -> None:
            if text.strip():
                x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                places.append((x, y))

        sheet.extract_text(visitor_text=note)
        assert places, "no sheet is empty"
        assert all(MARGIN - 2 <= x <= width - MARGIN for x, _ in places)
        assert all(MARGIN - 2 <= y <= height - MARGIN + 2 for _, y in places)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_stage_of_a_playbook_begins_a_sheet(open_page: Open, site: str, paper: str) -> None:
    page = open_page(f"{site}{WEBINAR}")
    stages = titles(page)
    assert len(stages) == 7
    wanted = page.locator(".mops-step > h3, .mops-step .mops-checklist label").all_inner_texts()
    sheets = list_of(page, paper)
    assert_nothing_is_cut(sheets, paper)
    first = words(sheets[0])
    assert re.match(r"Webinar Owner Campaign manager Status Approved Version 1\.1\.0 .*1\. Plan ", first)
    begun = [next(stage for stage in stages if words(sheet).startswith(stage)) for sheet in sheets[1:]]
    begun = ["1. Plan", *begun]
    assert list(dict.fromkeys(begun)) == stages, "every sheet is headed by its stage, in order"
    assert len(sheets) < 20
    for stage, sheet in zip(begun, sheets, strict=True):
        others = [other for other in stages if other != stage]
        assert not [other for other in others if f" {other} " in words(sheet)], "no sheet has two stages"
    everything = squeezed(" ".join(map(words, sheets)))
    for text in wanted:
        assert squeezed(text.replace("¶", "")) in everything, text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_paper_has_no_menu_no_buttons_and_no_addresses(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    text = " ".join(words(sheet) for sheet in list_of(page))
    for word in ("Start again", "Share or print", "Edit this page", "Back to top", "Search", "http", "of 12 done", "¶"):
        assert word not in text, word
    for word in ("Version 2.1.0", "Owner Campaign manager", "State the one problem"):
        assert (word in text) == (not word.startswith("State")), "the list alone has no descriptions"
    assert page.evaluate("document.documentElement.classList.contains('mops-paper')") is False, "it was for once"


def test_gates_have_room_for_a_signature_and_a_date(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    text = " ".join(words(sheet) for sheet in list_of(page))
    assert len(re.findall(r"Signature _{20,} Date _{10,}", text)) == 2


def test_a_whole_page_begins_a_sheet_with_each_stage_too(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    sheets = [words(sheet) for sheet in printed(page)]
    stages = titles(page)
    for stage in stages:
        assert sum(sheet.startswith(stage) for sheet in sheets) >= 1, stage
    assert sheets[0].startswith("Webinar Plan, promote, run"), "the whole page, with everything on it"
    assert any(sheet.startswith("What waits for what") for sheet in sheets), "what follows the stages is not on theirs"
    assert any("Who does what (RACI)" in sheet for sheet in sheets)
    assert any("State the one problem" in sheet for sheet in sheets)


def test_each_stage_of_a_campaign_begins_a_sheet_with_its_lists_opened(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{CAMPAIGN}")
    sheets = list_of(page)
    assert_nothing_is_cut(sheets, "A4")
    text = [words(sheet) for sheet in sheets]
    for stage in titles(page)[1:]:
        assert sum(sheet.startswith(f"{stage} Step Due Who") for sheet in text) == 1, stage
    assert "Every suppression list is applied" in " ".join(text)


def test_what_is_ticked_on_the_screen_is_ticked_on_paper(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    assert "✓" not in " ".join(words(sheet) for sheet in printed(page))
    box(page, "step/test-send").check()
    box(page, "step/write-brief/goal-named").check()
    assert " ".join(words(sheet) for sheet in printed(page)).count("✓") == 2
    page.emulate_media(media="print")
    squares = page.locator("[data-group] [data-tick]").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before')).map((one) => [one.borderTopStyle, one.width])"
    )
    assert len(squares) == 12
    assert all(style == "solid" and float(width.removesuffix("px")) >= 12 for style, width in squares)


def test_paper_is_light_even_for_those_who_like_it_dark(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}", scheme="dark")
    page.emulate_media(media="print")
    back = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.locator("#step-test-send").evaluate("one => getComputedStyle(one).color")
    assert back in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 60


def test_paper_needs_no_script(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}", javascript=False)
    sheets = [words(sheet) for sheet in printed(page)]
    assert sum(sheet.startswith("2. Segmentation") for sheet in sheets) == 1
    assert "Every suppression list is applied" in " ".join(sheets)
    page.goto(f"{lists}{CAMPAIGN}")
    assert "Send a test to every mail client" in " ".join(words(sheet) for sheet in printed(page))
