"""What a role's page and a region's page gather from everywhere."""

from __future__ import annotations

import copy
import datetime
import re
from html import unescape
from pathlib import Path

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.documents.stages import STAGE_ORDER
from mopsdocs.documents.timing import offset
from mopsdocs.site.content import site_content
from mopsdocs.site.loading import Reader
from mopsdocs.site.pages import all_pages
from mopsdocs.site.pages.days_off import DaysOff
from mopsdocs.site.pages.role import LISTED, RoleView
from mopsdocs.site.pages.step_index import ROWS, StepIndex
from tests.site.copied import EDITS_HERE, GERMAN, edit, example
from tests.site.hostile import hostile
from tests.site.test_pages import site
from tests.site.workspaces import library_of, workspace


def view_of(library: Library, role: str) -> RoleView:
    page = next(page for page in all_pages(library) if page.url == f"roles/{role}/")
    found: RoleView = page.context["view"]
    return found


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_steps_stand_by_stage_and_date_with_their_tools() -> None:
    library = workspace("repository")
    view = view_of(library, "mops-specialist")
    types = [stage.type for stage in view.work]
    assert [one for one in types if one] == [one for one in STAGE_ORDER if one in types]
    steps = [
        (entry.id, step.id)
        for entry in library.entries("playbook")
        for step in entry.item.steps
        if "mops-specialist" in (*step.responsible, step.accountable)
    ]
    shown = [(one.source.id, one.item.id) for stage in view.work if stage.type for one in stage.rows]
    assert sorted(shown) == sorted(steps)
    for stage in view.work:
        hours = [offset(one.item.due or "0d").nominal_hours for one in stage.rows]
        assert hours == sorted(hours)
    html = site("repository")["roles/mops-specialist/"].html
    assert "with <a href" in html
    assert re.search(r"<strong>\d+</strong> steps to do or answer for", html)
    assert re.search(r"<strong>16</strong> regional copies with its work", html)


def test_a_role_sees_what_it_decides_and_when_it_is_asked() -> None:
    said = text(site("repository")["roles/chief-marketing-officer/"].html)
    assert "only when “Audience size” is at least 500,000" in said
    said = text(site("repository")["roles/mops-manager/"].html)
    assert "Standing jobs" in said
    assert "always" in said


def test_stand_ins_know_for_whom_they_stand_in() -> None:
    library = workspace("repository")
    role = next(entry.item for entry in library.entries("role") if entry.item.backup)
    assert role.id in view_of(library, role.backup).stands_in_for
    below = site("repository")[f"roles/{role.backup}/"].html.partition("Stands in for")[2]
    assert f'<a href="../../roles/{role.id}/">' in below


def test_a_role_page_is_bounded() -> None:
    documents = copy.deepcopy(hostile())
    original = documents["playbooks/library/evil.yml"]
    for stage in original["stages"]:
        for step in stage["steps"]:
            step["responsible"] = ["evil"]
    for number in range(200):
        documents[f"playbooks/library/evil-{number}.yml"] = {**original, "id": f"evil-{number}"}
    library = library_of(documents)
    (planning, *_) = StepIndex(library).work("evil")
    assert len(planning.rows) == ROWS
    assert planning.more == 2 * 201 - ROWS
    html = site_content(library, None, {}).pages["roles/evil.md"].html
    assert f"and {201 - LISTED} more gates" in html
    assert "the playbooks have them all" in html


@pytest.mark.parametrize("code", ["de", "sa", "tr", "us"])
def test_a_region_lists_the_days_off_of_the_year_of_the_latest_review_and_the_next(code: str) -> None:
    library = workspace("repository")
    region = next(region for region in library.regions if region.code == code)
    years = DaysOff(library).of(region)
    assert [year.number for year in years] == [2026, 2027]
    assert all(len(year.days) > 4 for year in years)
    said = text(site("repository")[f"regions/{code}/"].html)
    for year in years:
        assert f"Days off in {year.number}" in said
        assert year.days[0].name in said
    assert any(year.is_estimated for year in years) == ("follow the moon" in said)


def test_without_reviews_or_at_the_end_of_time_there_are_no_years_to_list() -> None:
    documents = copy.deepcopy(hostile())
    region = next(document for document in documents.values() if document["kind"] == "region")
    region["legal_last_verified"] = "9999-12-31"
    library = library_of(documents)
    assert [year.number for year in DaysOff(library).of(library.regions[0])] == [9999]


def test_a_region_says_whom_to_ask_and_when_its_law_is_checked_again() -> None:
    html = site("repository")["regions/de/"].html
    region = next(region for region in workspace("repository").regions if region.code == "de")
    due = region.legal_last_verified + datetime.timedelta(days=365)
    assert f'data-review-due="{due.isoformat()}"' in html
    assert "Whom to ask Regional marketer ( Regional marketing desk )" in text(html)


def test_a_region_tells_how_its_copies_differ(tmp_path: Path) -> None:
    place = example(tmp_path / "workspace", "de")
    edit(place, GERMAN, *EDITS_HERE)
    reader = Reader(place)
    library = reader.read(datetime.date(2026, 11, 22))
    pages = site_content(library, None, reader.copies(library)).pages
    german, saudi = text(pages["regions/de.md"].html), text(pages["regions/sa.md"].html)
    assert re.search(r"Webinar auf Deutsch In sync \d own", german)
    assert "compares all regions" in german
    assert "the region runs the library playbooks as they are" in saudi
