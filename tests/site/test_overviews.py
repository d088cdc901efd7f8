"""Pages about marketing operations as a whole: one for each type, in their order, found by search and in the menu."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import LinksToEntries
from mopsdocs.documents.schema import field_at
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.html_to_markdown import to_markdown
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages import overview
from mopsdocs.site.rendering import Renderer
from tests.site.searched import records
from tests.site.workspaces import library_of, workspace

PATH = "site_config/overviews.yml"


@cache
def own() -> SiteContent:
    return site_content(workspace("repository"), None, {})


def own_page(id: str) -> RenderedPage:
    return own().pages[f"overviews/{id}.md"]


def library(*entries: dict[str, Any]) -> Library:
    return library_of({PATH: {"kind": "overviews", "schema_version": 1, "overviews": list(entries)}})


def entry(id: str, type: str = "primer", **more: Any) -> dict[str, Any]:
    header = {"title": id.title(), "summary": f"All of {id}.", "owner": "desk", "last_reviewed": "2026-10-05"}
    return {"id": id, "type": type, **header, "rows": [{"id": "one", "title": "One"}], **more}


def page(one: dict[str, Any]) -> RenderedPage:
    found = library(one)
    return next(Renderer(found).render(page) for page in overview.pages(found) if page.url.endswith(f"/{one['id']}/"))


def headings(rendered: RenderedPage) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in rendered.headings]


def test_every_type_has_its_place_and_its_template() -> None:
    schema = field_at("overviews", ("overviews", 0, "type"))
    assert schema is not None
    bundled = {path.stem for path in (Path(__file__).parents[2] / "templates/pages").glob("overview_*.html")}
    assert bundled == {f"overview_{type}" for type in schema["enum"]}
    here = {found.item.type for found in workspace("repository").entries("overview")}
    assert here == set(schema["enum"]), "the starter library shows each"


def test_a_workspace_without_overviews_has_no_page_of_them() -> None:
    assert not [one for one in site_content(workspace("example"), None, {}).pages if one.startswith("overviews")]
    assert list(overview.pages(Library([]))) == []


def test_pages_come_by_what_people_look_for_and_then_as_the_file_has_them() -> None:
    found = library(
        entry("zeta", "health_check"),
        entry("alpha", "health_check"),
        entry("you", "stakeholder"),
        entry("way", "learning_path", rows=[{"id": "one", "title": "One", "when": "Day 1"}]),
    )
    assert [one.url for one in overview.pages(found)] == [
        "overviews/",
        "overviews/way/",
        "overviews/you/",
        "overviews/zeta/",
        "overviews/alpha/",
    ]
    index = Renderer(found).render(next(overview.pages(found)))
    titles = ["Overviews", "New here?", "What you get from us", "How well it works"]
    assert [title for _, title in headings(index)] == titles


def test_the_menu_has_them_between_metrics_and_reference() -> None:
    menu = own().navigation(whole=False)
    titles = [next(iter(one)) for one in menu if isinstance(one, dict)]
    at = titles.index("Overviews")
    assert titles[at - 1 : at + 2] == ["Metrics", "Overviews", "Reference"]
    section = next(one["Overviews"] for one in menu if isinstance(one, dict) and "Overviews" in one)
    assert section[0] == "overviews/index.md"
    assert "overviews/health-check.md" in section


@pytest.mark.parametrize(
    ("location", "title"),
    [
        ("overviews/health-check/", "Health check"),
        ("overviews/health-check/#row-dirty-data", "The data is dirty"),
        ("overviews/task-map/#row-campaigns", "Design, run and improve campaigns"),
        ("overviews/maturity-scorecard/#row-leads", "Good leads for sales"),
        ("overviews/charter/#answer-2", "What is not our job?"),
    ],
)
def test_search_finds_pages_rows_and_questions(location: str, title: str) -> None:
    found = {
        (f"{record.url}#{one.anchor}" if one.anchor else record.url): one.title
        for record in records(own().pages.values(), workspace("repository"))
        for one in record.sections
    }
    assert found[location] == title


def test_a_page_has_the_owner_and_the_review_of_its_entry_and_the_cycle_of_its_file() -> None:
    found = library_of(
        {
            PATH: {
                "kind": "overviews",
                "schema_version": 1,
                "owner": "other",
                "last_reviewed": "2020-01-31",
                "review_cycle_days": 10,
                "overviews": [entry("first"), entry("second", review_cycle_days=20)],
            }
        }
    )
    facts = {one.url: one.facts for one in overview.pages(found)}
    assert facts["overviews/first/"].owner == "desk"
    assert f"{facts['overviews/first/'].review_due}" == "2026-10-15"
    assert f"{facts['overviews/second/'].review_due}" == "2026-10-25"


def test_a_task_map_begins_with_what_most_people_do() -> None:
    rows = [
        {"id": "rare", "title": "Rare", "share": 15, "links": {"roles": ["desk"]}},
        {"id": "often", "title": "Often", "share": 84.5, "links": {"processes": ["lost"]}},
        {"id": "never", "title": "Never", "share": 0},
    ]
    html = page(entry("tasks", "task_map", rows=rows)).html
    assert re.findall(r"<strong>([0-9.]+) %</strong>", html) == ["84.5", "15", "0"]
    assert re.findall(r'<rect width="([0-9.]+)%"', html) == ["84.5", "15", "0"]
    often, rare = html.index('id="row-often"'), html.index('id="row-rare"')
    assert "Not written down" not in html[often:rare]
    assert "Not written down here yet. Ask:</p>" in html[rare:], "a role knows, but no page says how"
    assert "Not written down here yet.</p>" in html[html.index('id="row-never"') :]


def test_a_path_is_grouped_by_when() -> None:
    rows = [
        {"id": "a", "title": "A", "when": "Day 1"},
        {"id": "b", "title": "B", "when": "Week 2"},
        {"id": "c", "title": "C", "when": "Day 1"},
    ]
    found = page(entry("path", "learning_path", rows=rows))
    assert headings(found)[1:] == [(2, "Day 1"), (3, "A"), (3, "C"), (2, "Week 2"), (3, "B")]


def test_a_charter_says_first_what_is_our_job() -> None:
    rows = [{"id": "no", "title": "No", "scope": "out"}, {"id": "yes", "title": "Yes", "scope": "in"}]
    found = page(entry("charter", "charter", rows=rows))
    assert headings(found)[1:] == [(2, "What we do"), (3, "Yes"), (2, "What is not our job"), (3, "No")]
    only = page(entry("charter", "charter", rows=rows[:1]))
    assert headings(only)[1:] == [(2, "What is not our job"), (3, "No")]


def test_rows_of_a_primer_stand_under_their_group() -> None:
    rows = [{"id": "a", "title": "A", "group": "X", "traits": ["Art"]}, {"id": "b", "title": "B"}]
    assert headings(page(entry("primer", rows=rows)))[1:] == [(2, "X"), (3, "A"), (2, "B")]


def test_levels_are_a_list_in_order_also_as_markdown() -> None:
    rows = [{"id": "a", "title": "A", "levels": ["Nothing", "Some", "All"]}]
    found = page(entry("score", "scorecard", rows=rows))
    assert re.findall(r"<li>(Nothing|Some|All)</li>", found.html) == ["Nothing", "Some", "All"]
    assert "1.  Nothing\n2.  Some\n3.  All\n" in to_markdown(found.html, str)


def test_links_say_what_they_lead_to() -> None:
    markdown = to_markdown(own_page("health-check").html, str)
    first = markdown[markdown.index("## The data is dirty") : markdown.index("## Nobody knows")]
    assert "-   Process [List import and data quality](<../../processes/list-import-and-data-quality/>)" in first
    assert "-   Metric [Bounce rate](<../../metrics/bounce-rate/>)" in first


def test_what_an_overview_leads_to_says_that_it_is_used() -> None:
    pages = own().pages
    for path in ("processes/campaign-intake.md", "roles/data-analyst.md", "tools/crm.md", "metrics/match-rate.md"):
        assert "Overviews (" in pages[path].html, path


def test_the_task_map_here_has_the_whole_profession() -> None:
    found = workspace("repository").get("overview", "task-map")
    assert found is not None
    shares = [row.share for row in found.item.rows]
    assert len(shares) == 22
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[4], shares[-1]) == (84.5, 67.6, 8.5)


def test_the_scorecard_here_has_five_signs_of_five_levels() -> None:
    found = workspace("repository").get("overview", "maturity-scorecard")
    assert found is not None
    assert [len(row.levels) for row in found.item.rows] == [5] * 5


def test_links_name_the_kinds_that_the_site_shows() -> None:
    keys = {field.name for field in msgspec.structs.fields(LinksToEntries)}
    assert {key for key, _ in overview._KINDS} == keys
