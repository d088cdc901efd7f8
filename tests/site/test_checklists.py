"""What can be ticked: names that last, and the checklists of a stage over all playbooks."""

from __future__ import annotations

import re
from functools import cache

import pytest

from mopsdocs.documents.first_ids import first_ids
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import ChecklistItem
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages import checklists
from mopsdocs.site.pages.checklists import ChecklistsView, StageChecklist
from mopsdocs.site.pages.steps import stage_views
from mopsdocs.site.rendering import Renderer
from tests.site.hostile import hostile
from tests.site.running import EXAMPLE, library_with, pages_of
from tests.site.searched import records
from tests.site.workspaces import library_of, workspace

CAMPAIGN = "campaigns/20270310_webinar_consent_de/"


@cache
def content() -> SiteContent:
    return site_content(workspace("repository"), None, {})


def page(url: str) -> RenderedPage:
    return next(one for one in content().pages.values() if one.page.url == url)


def ticks(html: str) -> list[str]:
    return re.findall(r'data-tick="([^"]*)"', html)


def checklist(type: str, library: Library | None = None) -> StageChecklist:
    return next(one for one in ChecklistsView(library or workspace("repository")).stages if one.type == type)


def item(id: str, *previous: str) -> ChecklistItem:
    return ChecklistItem(id=id, text=id, previous_ids=previous)


def test_the_first_id_stays_and_is_nobody_elses() -> None:
    assert first_ids([item("c", "a", "b"), item("d")]) == {"c": "a", "d": "d"}
    assert first_ids([item("b", "a"), item("a")]) == {"b": "b", "a": "a"}, "the id is another's now"
    assert first_ids([item("b", "a"), item("c", "a")]) == {"b": "a", "c": "c"}, "two cannot have been first"


def test_ticks_keep_their_names_when_titles_and_ids_change() -> None:
    before = ticks(page_of_webinar())
    assert before == [
        "step/write-brief",
        "step/write-brief/goal-named",
        "step/write-brief/audience-named",
        "step/pull-list",
        "step/suppress-list",
        "step/test-send",
        "step/send-invitations",
        "step/mail-recording",
    ]
    renamed = (
        ("title: Pull the invitation list", "title: Get the list"),
        ("id: pull-list", "id: get-list\n        previous_ids: [pull-list]"),
        ("depends_on: [pull-list]", "depends_on: [get-list]"),
        ("{id: goal-named, text: The goal", "{id: goal, previous_ids: [goal-named], text: A goal"),
    )
    assert ticks(page_of_webinar(*renamed)) == before


def page_of_webinar(*edits: tuple[str, str]) -> str:
    text = (EXAMPLE / "playbooks/library/webinar.yml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return pages_of(library_with(webinar=text))["playbooks/webinar/"].html


def test_a_criterion_is_another_one_with_other_words() -> None:
    documents = hostile()
    gate = documents["playbooks/library/evil.yml"]["stages"][0]["gate"]

    def names(*criteria: str) -> list[str]:
        gate["criteria"] = list(criteria)
        views = stage_views(library_of(documents).entries("playbook")[0].item.stages, {})
        assert views[0].gate is not None
        return [one.tick for one in views[0].gate.criteria]

    first, second = names("One", "Two")
    assert names("Two", "One") == [second, first]
    assert names("One, reworded", "Two")[0] not in (first, second)
    assert all(name.startswith("gate/gate/") for name in (first, second))


def test_a_campaign_has_no_box_for_what_is_recorded() -> None:
    html = pages_of(library_with())[CAMPAIGN].html
    rows = dict(re.findall(r'<tbody data-part="\w+" data-tick="([^"]*)"( data-done)?>', html))
    assert rows["step/write-brief"] == " data-done"
    assert rows["step/pull-list"] == ""
    assert "step/de-prove-consent" in rows, "what the region requires is part of the work"
    assert not [name for name in ticks(html) if name.startswith("step/write-brief/")], "its points are settled too"


def test_every_name_is_there_once_on_a_page() -> None:
    for url in ("playbooks/webinar/", "playbooks/webinar/de/", "processes/campaign-intake/", "checklists/qa/"):
        names = ticks(page(url).html)
        assert len(names) > 10, url
        assert len(set(names)) == len(names), url


def test_stage_checklists_have_checks_points_and_criteria_of_that_stage() -> None:
    for entry in workspace("repository").entries("playbook"):
        for stage in entry.item.stages:
            names = set(ticks(page(f"checklists/{stage.type.replace('_', '-')}/").html))
            for step in stage.steps:
                assert (f"{entry.id}/step/{step.id}" in names) == (step.kind == "check"), step.id
                assert all(f"{entry.id}/step/{step.id}/{one.id}" in names for one in step.checklist), step.id
            wanted = len(stage.gate.criteria) if stage.gate else 0
            own = f"{entry.id}/gate/{stage.gate.id}/" if stage.gate else "?"
            assert sum(name.startswith(own) for name in names) == wanted


def test_blockers_come_first_and_gates_last() -> None:
    for one in ChecklistsView(workspace("repository")).stages:
        for group in one.groups:
            steps = [part for part in group.parts if not part.criteria]
            assert [part.is_blocker for part in steps] == sorted((part.is_blocker for part in steps), reverse=True)
            assert group.parts[: len(steps)] == tuple(steps)
            for part in steps:
                blocking = [point.is_blocker for point in part.points]
                assert blocking == sorted(blocking, reverse=True)
    assert checklist("qa").blockers > 10


def test_what_a_region_requires_stands_with_the_region() -> None:
    segmentation = checklist("segmentation", workspace("example"))
    assert [group.entry.id for group in segmentation.regions] == ["de"]
    html = pages_of(library_with())["checklists/segmentation/"].html
    assert 'data-tick="region/de/step/de-prove-consent"' in html
    assert 'href="../../regions/de/#step-de-prove-consent"' in html
    assert "required of every playbook that runs there" in html


def test_copies_are_counted_and_not_repeated() -> None:
    html = page("checklists/qa/").html
    assert html.count('id="playbook-webinar"') == 1
    assert re.search(r'<a href="../../regional-copies/">4 regional copies</a>', html)


def test_a_checklist_ends_somewhere_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checklists, "LIMIT", 2)
    qa = checklist("qa")
    assert (len(qa.groups), len(qa.shown), qa.more) == (4, 2, 2)
    pages = {one.url: one for one in checklists.pages(workspace("repository"))}
    html = Renderer(workspace("repository")).render(pages["checklists/qa/"]).html
    assert "<strong>2 more playbooks</strong> with such a stage are not shown here" in html
    assert 'id="playbook-webinar"' not in html


def test_a_stage_without_anything_to_check_has_no_page() -> None:
    urls = {one.page.url for one in content().pages.values()}
    assert "checklists/retrospective/" not in urls
    assert "checklists/content-review/" in urls
    assert not [url for url in pages_of(Library([])) if url.startswith("checklists/")]


def test_checklists_are_in_the_menu_and_are_found_by_their_names() -> None:
    sections = [item for item in content().navigation(whole=False) if isinstance(item, dict)]
    menu = next(item["Checklists"] for item in sections if "Checklists" in item)
    assert menu[0] == "checklists/index.md"
    assert "checklists/qa.md" in menu
    found = {record.url: record for record in records(content().pages.values(), workspace("repository"))}
    record = found["checklists/qa/"]
    assert record.weight < 1
    assert any("quality assurance" in name for name in record.sections[0].names)
    assert "What has to be checked in the stage QA?" in [section.title for section in record.sections]
    words = " ".join(section.text for section in record.sections)
    assert "DKIM" not in words, "the playbooks have these words already"
