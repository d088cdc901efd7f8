"""Regional copies on the site: where each stands, and what in it is inherited, its own, or behind the library."""

from __future__ import annotations

import datetime
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.site.content import site_content
from mopsdocs.site.loading import Reader
from mopsdocs.site.menu import MENU_LIMIT
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages import all_pages
from mopsdocs.site.pages.copy_states import COUNTS, STATES
from mopsdocs.site.rendering import Renderer
from mopsdocs.workspace import Workspace
from tests.site.copied import (
    EDITS_HERE,
    EDITS_THERE,
    EXAMPLE,
    GERMAN,
    LIBRARY,
    edit,
    example,
    sync,
    without_step,
)
from tests.site.searched import records
from tests.site.test_pages import SITE, parsed
from tests.site.workspaces import library_of, workspace

TODAY = datetime.date(2026, 11, 22)
Pages = dict[str, RenderedPage]


def pages(place: Workspace, reader: Reader | None = None) -> Pages:
    """All pages of a workspace by address, each well formed, with links that lead somewhere."""
    reader = reader or Reader(place)
    library = reader.read(TODAY)
    renderer = Renderer(library)
    every = all_pages(library, reader.copies(library))
    found = {page.url: renderer.render(page) for page in every if not page.url.startswith("rules/")}
    ids = {url: set(parsed(one).ids) for url, one in found.items()}
    ids.update({path: set() for page in every for path in page.files})
    for url, one in found.items():
        assert len(set(parsed(one).ids)) == len(parsed(one).ids), url
        assert [heading.level for heading in one.headings] == parsed(one).levels, url
        for link in parsed(one).links:
            path, _, fragment = urljoin(SITE + url, link).removeprefix(SITE).partition("#")
            assert path.startswith(("https:", "mailto:")) or path in ids, (url, link)
            assert not fragment or path not in ids or fragment in ids[path], (url, link)
    return found


def text(html: str) -> str:
    """What a reader sees of a piece of a page, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(li|p|td|th|summary|blockquote)>", " ", html))).split())


def card(page: RenderedPage, anchor: str) -> str:
    """The text of the step or gate with that anchor."""
    start = page.html.index(f'id="{anchor}"')
    return text(page.html[start - 4 : page.html.index("</section>", start)])


def box(page: RenderedPage) -> str:
    """The text of the box on top of a copy's page."""
    match = re.search(r'<aside class="mops-standing">(.*?)</aside>', page.html, re.DOTALL)
    assert match is not None
    return text(match[1])


def cells(page: RenderedPage) -> list[tuple[str, str]]:
    """Text and link of each cell of the matrix."""
    table = re.search(r'<table class="mops-table mops-table--copies">(.*?)</table>', page.html, re.DOTALL)
    assert table is not None
    regions = [text(words) for words in re.findall(r'<th scope="col">(.*?)</th>', table[1])[1:]]
    found = []
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table[1]):
        for region, cell in zip(regions, re.findall(r"<td>(.*?)</td>", row), strict=True):
            link = re.search(r'href="([^"]*)"', cell)
            if link is not None:
                found.append((f"{region}: {text(cell)}", urljoin(SITE + page.page.url, link[1])))
    return found


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """The example with a German and a Saudi copy, as they were made."""
    return example(tmp_path / "workspace", "de", "sa")


@pytest.fixture
def apart(place: Workspace) -> Workspace:
    """The same after the German desk has edited its copy and the library has improved."""
    edit(place, GERMAN, *EDITS_HERE)
    edit(place, LIBRARY, *EDITS_THERE)
    return place


def test_the_matrix_leads_to_every_copy(place: Workspace) -> None:
    page = pages(place)["regional-copies/"]
    assert cells(page) == [
        ("Germany: In sync", f"{SITE}playbooks/webinar/de/"),
        ("Saudi Arabia: In sync", f"{SITE}playbooks/webinar/sa/"),
    ]
    assert "What there is to do" not in page.html


def test_the_matrix_tells_states_and_counts_and_what_they_mean(apart: Workspace) -> None:
    page = pages(apart)["regional-copies/"]
    assert [words for words, _ in cells(page)] == ["Germany: Diverged 4 new, 5 own", "Saudi Arabia: Behind 4 new"]
    said = text(page.html)
    for name in ("behind", "diverged"):
        assert STATES[name][1] in said
    for name in ("behind", "local"):
        assert COUNTS[name][2] in said
    for name in ("both", "kept", "unexplained"):
        assert COUNTS[name][2] not in said
    assert "Step “Apply the suppression lists”, title: here “Apply the suppression lists”" in said
    assert "Step “Warn the sales team”: new in the library" in said
    assert "Gate “Brief approved”, due: here 40 working days before, in the library 39 working days before" in said


def test_readers_find_the_matrix(apart: Workspace) -> None:
    found = pages(apart)
    for url in ("playbooks/", "playbooks/webinar/", "playbooks/webinar/de/"):
        assert "regional-copies/" in found[url].html, url
    assert "Germany (diverged), Saudi Arabia (behind)" in text(found["playbooks/webinar/"].html)
    reader = Reader(apart)
    library = reader.read(TODAY)
    content = site_content(library, None, reader.copies(library))
    for whole in (True, False):
        section = next(part["Playbooks"] for part in content.navigation(whole=whole) if isinstance(part, dict))
        assert section[:2] == ["playbooks/index.md", "regional-copies/index.md"]


def test_the_menu_has_the_matrix_before_many_playbooks_and_no_copies(apart: Workspace) -> None:
    original = (apart.root / LIBRARY).read_text()
    for number in range(MENU_LIMIT + 1):
        (apart.root / f"playbooks/library/more-{number}.yml").write_text(
            original.replace("id: webinar\n", f"id: more-{number}\n")
        )
    section = site_content(Reader(apart).read(TODAY), None, {}).navigation(whole=False)[1]["Playbooks"]
    assert section[:3] == ["playbooks/index.md", "regional-copies/index.md", "coverage/index.md"]
    assert len(section) == 5, "two parts of the alphabet"
    assert "playbooks/webinar.md" in str(section)
    assert "/de.md" not in str(section)


def test_a_copy_in_step_has_labels_only_for_what_its_region_requires(place: Workspace) -> None:
    found = pages(place)
    german, saudi = found["playbooks/webinar/de/"], found["playbooks/webinar/sa/"]
    assert "Required in Germany" in card(german, "step-de-prove-consent")
    assert "Required" not in card(german, "step-pull-list")
    assert 'class="mops-marks' not in saudi.html
    assert box(saudi).startswith("In sync. The copy has everything")
    assert "Steps without a label are as in the library." in box(saudi)


def test_what_the_region_has_changed_is_labelled(apart: Workspace) -> None:
    page = pages(apart)["playbooks/webinar/de/"]
    changed = card(page, "step-pull-list")
    assert "Changed here Due: here 20 working days before, in the library 15 working days before" in changed
    reworded = card(page, "step-write-brief")
    assert "Changed here description What the library says" in reworded
    assert "State the **one** problem the session solves. Keep it on one page." in reworded
    assert "Added here" in card(page, "step-ask-council")
    assert "Changed here" in card(page, "gate-go-no-go")
    assert "Title: here “Webinar auf Deutsch”, in the library “Webinar”" in box(page)
    assert "Gate “Go or no-go”, how many must agree: here one is enough, in the library all" in box(page)
    untouched = page.html.partition('id="step-test-send"')[2].partition("</section>")[0]
    assert "mops-marks" not in untouched


def test_what_the_library_has_improved_is_labelled(apart: Workspace) -> None:
    page = pages(apart)["playbooks/webinar/sa/"]
    assert "version 2.1.0" in page.html
    assert "The library has version 2.2.0." in box(page)
    behind = card(page, "step-suppress-list")
    assert "Behind The library now says something else: title" in behind
    assert "here “Apply the suppression lists”, in the library “Apply every suppression list”" in behind
    assert "Behind" in card(page, "gate-brief-approved")
    stage = page.html.partition('id="stage-segmentation"')[2].partition("</h2>")[2].partition("<h2")[0]
    assert "New in the library, not yet here: 1 step Warn the sales team" in text(stage)
    assert 'href="../../../playbooks/webinar/#step-warn-sales"' in stage


def test_steps_that_the_region_has_taken_out_are_named(place: Workspace) -> None:
    without_step(place, GERMAN, "suppress-list", "      - id: de-prove-consent")
    edit(place, GERMAN, ("depends_on: [suppress-list]", "depends_on: [pull-list]"))
    page = pages(place)["playbooks/webinar/de/"]
    stage = page.html.partition('id="stage-segmentation"')[2].partition("<h2")[0]
    assert "Removed here: 1 step Apply the suppression lists" in text(stage)
    assert 'href="../../../playbooks/webinar/#step-suppress-list"' in stage


def test_steps_that_the_library_has_taken_out_are_behind(place: Workspace) -> None:
    without_step(place, LIBRARY, "suppress-list", "  - id: qa")
    edit(place, LIBRARY, ("depends_on: [suppress-list]", "depends_on: [pull-list]"))
    page = pages(place)["playbooks/webinar/sa/"]
    assert "Behind The library no longer has this step." in card(page, "step-suppress-list")


def test_steps_moved_and_stages_added_are_told(place: Workspace) -> None:
    edit(place, GERMAN, ("  - id: launch\n", "  - id: extra\n    title: Extra\n    type: qa\n    steps:\n"
         "      - id: wait\n        title: Wait\n        kind: task\n        responsible: [campaign-manager]\n"
         "        accountable: campaign-manager\n        due: -1bd\n  - id: launch\n"))  # fmt: skip
    file = place.root / GERMAN
    step = re.search(r"      - id: test-send\n(?:        .*\n)+", file.read_text())
    assert step is not None
    gone = file.read_text().replace(
        step[0], "      - id: rest\n" + step[0].partition("\n")[2].replace("[suppress-list]", "[]")
    )
    file.write_text(gone.replace("      - id: send-invitations\n", step[0] + "      - id: send-invitations\n"))
    page = pages(place)["playbooks/webinar/de/"]
    assert "Added here" in card(page, "step-wait")
    assert "Added here" in card(page, "step-rest")
    assert "Changed here Stage: here Launch, in the library QA" in card(page, "step-test-send")
    assert "Stage “Extra”: only here" in box(page)


def test_what_has_to_be_decided_stands_on_top(place: Workspace) -> None:
    edit(place, GERMAN, ("due: -15bd", "due: -20bd"))
    edit(place, LIBRARY, ("version: 2.1.0", "version: 2.2.0"), ("due: -15bd", "due: -14bd"))
    due = "due: here 20 working days before, in the library 14 working days before"
    ahead = pages(place)
    assert f"To decide when it is brought up to date Step “Pull the invitation list”, {due}" in box(
        ahead["playbooks/webinar/de/"]
    )
    assert ("Germany: Diverged 1 new, 1 own, 1 to decide") in [words for words, _ in cells(ahead["regional-copies/"])]
    sync(place)
    found = pages(place)
    page = found["playbooks/webinar/de/"]
    assert box(page).startswith("Conflict.")
    assert f"To decide now Step “Pull the invitation list”, {due}" in box(page)
    assert 'href="#step-pull-list"' in page.html
    assert "To decide Due: here 20" in card(page, "step-pull-list")
    assert "Changed here" not in card(page, "step-pull-list")
    assert f"To decide: Step “Pull the invitation list”, {due}" in text(found["regional-copies/"].html)


def test_without_its_base_a_copy_shows_what_differs(apart: Workspace) -> None:
    shutil.rmtree(apart.root / "playbooks/.base")
    found = pages(apart)
    page = found["playbooks/webinar/de/"]
    assert "that nobody can explain. The text that the copy was made from is lost." in box(page)
    assert "Differs Due: here 20 working days before" in card(page, "step-pull-list")
    assert "Only here" in card(page, "step-ask-council")
    assert "unexplained" in cells(found["regional-copies/"])[0][0]


def test_a_copy_without_a_playbook_is_an_orphan(place: Workspace) -> None:
    edit(place, GERMAN, EDITS_HERE[1])
    (place.root / LIBRARY).unlink()
    found = pages(place)
    page = found["playbooks/webinar/de/"]
    assert box(page).startswith("Orphan. The library no longer has the playbook")
    assert "Due: here 20 working days before, in the library 15 working days before" in card(page, "step-pull-list")
    assert cells(found["regional-copies/"])[0][0] == "Germany: Orphan 1 own"
    assert "nobody improves it any more" in found["regional-copies/"].html


def test_a_damaged_record_of_conflicts_is_said_and_stops_nothing(place: Workspace) -> None:
    (place.root / f"{GERMAN}.conflicts.json").write_text("{")
    found = pages(place)
    assert "is damaged. Delete it and sync again" in box(found["playbooks/webinar/de/"])
    assert [words for words, _ in cells(found["regional-copies/"])] == ["Germany: Unclear", "Saudi Arabia: In sync"]


def test_what_is_declined_for_good_is_named(place: Workspace) -> None:
    edit(place, GERMAN, ("  sha256:", "  kept:\n    - stages[segmentation]/steps[pull-list]/due\n  sha256:"))
    page = pages(place)["playbooks/webinar/de/"]
    assert "Declined for good (1) Step “Pull the invitation list”, due" in box(page)


def test_without_copies_the_page_says_how_there_come_to_be_some() -> None:
    library = workspace("example")
    found = {one.page.url: one for one in site_content(library, None, {}).pages.values()}
    said = text(found["regional-copies/"].html)
    assert "No region has a copy yet" in said
    assert "mopsdocs clone webinar --region de" in said
    assert "No region has a copy of its own yet." in text(found["playbooks/"].html)
    assert "mops-standing" not in "".join(one.html for one in found.values())


def test_without_regions_there_is_no_page() -> None:
    for library in (Library([]), workspace("lonely")):
        assert "regional-copies/index.md" not in site_content(library, None, {}).pages


def test_pages_of_copies_nobody_has_looked_at_come_without_marks() -> None:
    library = workspace("hostile")
    found = {one.page.url: one for one in site_content(library, None, {}).pages.values()}
    assert "Unclear" in text(found["regional-copies/"].html)
    assert "mops-standing" not in found["playbooks/evil/zz/"].html


EVIL = "<script>alert(1)</script> [go](javascript:alert(1)) {{ 7*7 }}"


def test_hostile_words_are_shown_and_do_nothing(place: Workspace) -> None:
    edit(place, GERMAN, ("title: Webinar", f'title: "Here {EVIL}"'), ("Keep it on one page.", f"Here {EVIL}"),
         ("title: Pull the invitation list", f'title: "Here {EVIL}"'))  # fmt: skip
    edit(place, LIBRARY, ("title: Webinar", f'title: "There {EVIL}"'), ("Keep it on one page.", f"There {EVIL}"),
         ("goal: Everybody", f'goal: "There {EVIL}" # '), ("effort: 3h", "effort: 4h"))  # fmt: skip
    (place.root / "site_config/regions/de.yml").write_text(
        (place.root / "site_config/regions/de.yml").read_text().replace("title: Germany", f'title: "{EVIL}"')
    )
    found = pages(place)
    for url in ("playbooks/webinar/de/", "playbooks/webinar/sa/", "regional-copies/"):
        assert "<script" not in found[url].html
        assert not any(link.startswith("javascript") for link in parsed(found[url]).links)
        assert EVIL in parsed(found[url]).text
        assert "49" not in re.sub(r"\d{4}", "", box(found[url]) if url.startswith("p") else "")


def test_in_the_search_the_library_comes_before_its_copies(apart: Workspace) -> None:
    reader = Reader(apart)
    library = reader.read(TODAY)
    found = records(site_content(library, None, reader.copies(library)).pages.values(), library)
    weights = {record.url: record.weight for record in found}
    assert weights["playbooks/webinar/de/"] < weights["playbooks/webinar/"] == 1


def test_pages_are_the_same_every_time(apart: Workspace) -> None:
    once, again = pages(apart), pages(apart)
    assert {url: one.html for url, one in once.items()} == {url: one.html for url, one in again.items()}


def test_a_copy_that_breaks_while_serving_keeps_its_last_good_page(apart: Workspace) -> None:
    reader = Reader(apart, serving=True)
    before = pages(apart, reader)["playbooks/webinar/de/"].html
    edit(apart, GERMAN, ("kind: playbook", "kind: a: b"))
    assert pages(apart, reader)["playbooks/webinar/de/"].html == before


def test_the_search_does_not_find_what_the_library_says(apart: Workspace) -> None:
    found = pages(apart)
    for url in ("playbooks/webinar/sa/", "regional-copies/"):
        said = " ".join(section.text for section in found[url].sections)
        assert "Apply every suppression list" not in said


def test_where_nobody_looked_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mopsdocs.site.copies.copy_states", lambda desk, caches: pytest.fail("there are no copies"))
    reader = Reader(Workspace.at(EXAMPLE))
    assert reader.copies(reader.read(TODAY)) == {}
    assert library_of({}).all_copies == ()
