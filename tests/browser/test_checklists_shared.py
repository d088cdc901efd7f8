"""Checklists that leave the browser: by link, as Markdown and as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, Route, expect

from mopsdocs.campaigns.exports.cells import inert
from mopsdocs.campaigns.exports.spreadsheet import COLUMNS
from mopsdocs.site.building import build_site
from tests.browser.serving import served
from tests.browser.test_checklists import CAMPAIGN, WEBINAR, box, button, said, ticks, total
from tests.browser.visiting import Open
from tests.site.copied import LIBRARY, edit
from tests.site.ticked import FORMULA, PROCESS, ticked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("lists")
    build_site(ticked(folder / "workspace"), folder / "site", strict=False)
    yield from served(folder / "site")


def copied(page: Page, what: str) -> str:
    """What a button puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if button(page, "Share or print").get_attribute("aria-expanded") == "false":
        button(page, "Share or print").click()
    button(page, what).click()
    expect(page.locator(".mops-working__note")).to_contain_text("copied" if what == "Copy link" else "Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_link_shows_what_somebody_else_has_ticked(open_page: Open, lists: str) -> None:
    sender = open_page(f"{lists}{WEBINAR}#overview")
    theirs = ["step/write-brief/goal-named", "step/suppress-list", "step/mail-recording"]
    for key in theirs:
        box(sender, key).check()
    link = copied(sender, "Copy link")
    assert re.fullmatch(re.escape(f"{lists}{WEBINAR}#ticks.") + r"[0-9a-z]{1,7}\.[\w-]{3}", link), (
        "two bytes for twelve"
    )

    page = open_page(f"{lists}{WEBINAR}")
    box(page, "step/pull-list").check()
    page.goto(link)
    assert ticks(page) == theirs
    assert total(page) == "3 of 12 done"
    expect(page.get_by_text("You are only looking at what somebody shared.")).to_be_visible()
    expect(page.get_by_text("You are only looking at what somebody shared.")).to_be_in_viewport()
    assert box(page, "step/pull-list").is_disabled()
    button(page, "Back to mine").click()
    assert ticks(page) == ["step/pull-list"]
    assert box(page, "step/pull-list").is_enabled()
    assert page.url == f"{lists}{WEBINAR}"
    page.goto(link)
    button(page, "Keep as mine").click()
    assert ticks(page) == theirs
    page.reload()
    assert ticks(page) == theirs
    page.goto(link)
    button(page, "Keep as mine").click()
    box(page, "step/pull-list").check()
    page.goto(link)
    button(page, "Keep as mine").click()
    button(page, "Undo").click()
    assert "step/pull-list" in ticks(page)


def test_a_link_for_another_version_ticks_nothing_and_says_so(open_page: Open, tmp_path: Path) -> None:
    place = ticked(tmp_path / "workspace")
    build_site(place, tmp_path / "site", strict=False)
    for address in served(tmp_path / "site"):
        page = open_page(f"{address}{WEBINAR}")
        box(page, "step/test-send").check()
        link = copied(page, "Copy link")
        edit(place, LIBRARY, ("title: Send the invitations", "title: Send all invitations"))
        build_site(place, tmp_path / "site", strict=False)
        other = open_page(link)
        assert ticks(other) == ["step/test-send"], "another title is no other list"
        edit(place, LIBRARY, ("          - {id: goal-named, text: The goal names one metric and a target}\n", ""))
        build_site(place, tmp_path / "site", strict=False)
        page = open_page(link)
        assert said(page).startswith("This link was made for another version of this list")
        assert ticks(page) == []
        box(page, "step/pull-list").check()
        page.reload()
        assert ticks(page) == ["step/pull-list"], "the link never touches what is remembered"


@pytest.mark.parametrize(
    "fragment",
    [
        "#ticks.", "#ticks..", "#ticks.<img src=x onerror=window.pwned=1>", '#ticks.1."><script>pwned=1</script>',
        "#ticks.{sum}.", "#ticks.{sum}.AAAAAAAA", "#ticks.{sum}.A", "#ticks.{sum}.%00%ff", "#ticks.{sum}.AAA<b>x</b>",
        "#ticks.{sum}.AAA.AAA", "#ticks.__proto__.AAA", "#ticks.1.AAA",
    ],
)  # fmt: skip
def test_a_hostile_fragment_ticks_nothing_and_stays_text(open_page: Open, lists: str, fragment: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    made = copied(page, "Copy link").split(".")[-2]
    page.goto("about:blank")
    page.goto(f"{lists}{WEBINAR}{fragment.replace('{sum}', made)}")
    assert ticks(page) == []
    assert said(page).startswith("This link "), fragment
    assert page.evaluate("window.pwned") is None
    assert page.locator(".mops-working :is(img, script, b)").count() == 0
    box(page, "step/test-send").check()
    assert total(page) == "1 of 12 done"


def test_other_fragments_are_none_of_our_business(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}#step-test-send")
    assert said(page) == ""
    expect(page.locator("#step-test-send")).to_be_in_viewport()


def test_markdown_is_a_list_of_tasks_in_which_titles_stay_text(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    box(page, "step/write-brief").check()
    box(page, "step/suppress-list/applied").check()
    text = copied(page, "Copy as Markdown")
    lines = text.splitlines()
    address = f"{lists}{WEBINAR}"
    assert lines[:7] == [
        "# Webinar",
        "",
        f"2 of 12 done: <{address}>",
        "",
        "## 1. Planning",
        "",
        f"- [x] [Write the campaign brief](<{address}#step-write-brief>)",
    ]
    assert lines[7] == "    - [ ] The goal names one metric and a target"
    assert f"- Gate: [Brief approved](<{address}#gate-brief-approved>)" in lines
    assert "    - [x] Every suppression list is applied" in lines
    assert sum(bool(re.match(r" *- \[[x ]\] ", line)) for line in lines) == 12
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    hrefs = re.findall(r'href="([^"]*)"', html)
    assert all(href.startswith(address) for href in hrefs), hrefs
    assert "<em>" not in html
    assert "<img" not in html
    assert "@acme" not in text, "a title mentions nobody"
    shown = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert FORMULA in shown.replace("\u2060", "")


def test_csv_has_the_columns_of_an_export_and_no_formulas(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{WEBINAR}")
    box(page, "step/suppress-list").check()
    text = copied(page, "Copy as CSV")
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert set(rows[0]) <= set(COLUMNS)
    assert len(rows) == 12
    found = {row["Id"]: row for row in rows}
    suppress = found["suppress-list"]
    assert {name: suppress[name] for name in ("Stage", "Kind", "Type", "Title", "Due", "Roles", "Status")} == {
        "Stage": "2. Segmentation",
        "Kind": "step",
        "Type": "check",
        "Title": "Apply the suppression lists",
        "Due": "12 working days before",
        "Roles": "QA reviewer",
        "Status": "Done",
    }
    assert found["suppress-list/applied"]["Kind"] == "item"
    assert found["pull-list"]["Status"] == "To Do"
    assert found["pull-list"]["Title"] == inert(FORMULA) != FORMULA
    criteria = [row for row in rows if row["Kind"] == "criterion"]
    assert [row["Title"] for row in criteria] == ["The goal has a number", inert(f"+1 {FORMULA}")]
    for row in rows:
        assert all(cell == inert(cell) for cell in row.values())


def test_csv_of_a_campaign_has_its_name_and_days(open_page: Open, lists: str) -> None:
    page = open_page(f"{lists}{CAMPAIGN}")
    page.evaluate("document.querySelectorAll('details[data-group]').forEach((one) => (one.open = true))")
    box(page, "step/pull-list").check()
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(copied(page, "Copy as CSV"), newline=""))}
    assert {row["Campaign"] for row in rows.values()} == {"20270310_webinar_consent_de"}
    done = {id for id, row in rows.items() if row["Status"] == "Done"}
    assert done == {"write-brief", "pull-list"}
    assert rows["pull-list"]["Date"] == "2027-02-16"
    assert rows["pull-list"]["Roles"] == "Marketing operations specialist"
    assert rows["de-prove-consent"]["Link"] == f"{lists}regions/de/#step-de-prove-consent"


def test_the_browser_and_the_exports_agree_on_what_is_a_formula(open_page: Open, tmp_path: Path) -> None:
    starters = "-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
    blanks = (" ", '"', "'", "`", "\u00a0", "\u00ad", "\u115f", "\u180e", "\u2800", "\u3164", "\uffa0", "\u2028")
    texts = [f"{lead}{sign}1" for sign in starters for lead in ("", "a;", 'a; "', "a ")]
    texts += [f"{blank}=1" for blank in blanks] + ["plain - text", "1-2", "a,b=c"]
    place = ticked(tmp_path / "workspace")
    process = place.root / PROCESS
    items = [f"      - {{id: i{number}, text: {json.dumps(text)}}}\n" for number, text in enumerate(texts)]
    written = process.read_text(encoding="utf-8").partition("steps:\n")[0]
    step = "steps:\n  - id: only\n    title: Only\n    checklist:\n"
    process.write_text(written + step + "".join(items), encoding="utf-8")
    build_site(place, tmp_path / "site", strict=False)
    for address in served(tmp_path / "site"):
        page = open_page(f"{address}processes/campaign-brief/")
        rows = list(csv.DictReader(io.StringIO(copied(page, "Copy as CSV"), newline="")))
        assert [row["Title"] for row in rows[1:]] == [inert(" ".join(text.split())) for text in texts]


def test_a_refused_clipboard_leaves_the_text_to_be_copied_by_hand(open_page: Open, lists: str) -> None:
    page = open_page(lists)

    def without_clipboard(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "permissions-policy": "clipboard-write=()"})

    page.route(f"**/{WEBINAR}", without_clipboard)
    page.goto(f"{lists}{WEBINAR}")
    button(page, "Share or print").click()
    button(page, "Copy as Markdown").click()
    area = page.get_by_label("Text to copy")
    expect(area).to_be_focused()
    assert area.input_value().startswith("# Webinar\n")
    assert area.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length")
    assert said(page).startswith("The browser did not let us copy.")
    box(page, "step/test-send").check()
    expect(area).to_have_count(0)
