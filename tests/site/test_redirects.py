"""Old addresses and old anchors still lead to what they once named."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.html_to_markdown import to_markdown
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages.old_anchors import with_old_anchors
from mopsdocs.site.rendering import Renderer
from tests.site.hostile import hostile
from tests.site.test_pages import parsed
from tests.site.workspaces import library_of, workspace

SITE = "https://site.example/"


def renamed() -> dict[str, dict[str, Any]]:
    """The hostile workspace, in which nearly everything had another id."""
    documents = copy.deepcopy(hostile())
    for document in documents.values():
        if document["kind"] in ("playbook", "process"):
            document["previous_ids"] = ["old", "older"]
        for kind in ("roles", "tools", "metrics", "segments", "terms"):
            for item in document[kind] if document["kind"] in (kind, "glossary") and kind in document else ():
                item["previous_ids"] = [f"old-{item['id']}"]
        if document["kind"] == "playbook":
            stage = document["stages"][0]
            stage["previous_ids"] = ["old-stage"]
            stage["steps"][0]["previous_ids"] = ["old-step", "third"]
            stage["gate"]["previous_ids"] = ["old-gate"]
        if document["kind"] == "process":
            for number, one in enumerate(document.get("steps", [])):
                one["previous_ids"] = [f"old-{number}"]
    return documents


@pytest.fixture(scope="module")
def content() -> SiteContent:
    return site_content(library_of(renamed()), None, {})


def page(content: SiteContent, url: str) -> RenderedPage:
    return next(one for one in content.pages.values() if one.page.url == url)


OLD = {
    "playbooks/old/": "playbooks/evil/",
    "playbooks/older/": "playbooks/evil/",
    "playbooks/old/zz/": "playbooks/evil/zz/",
    "processes/old/": "processes/evil/",
    "roles/old-evil/": "roles/evil/",
    "tools/old-evil/": "tools/evil/",
    "metrics/old-evil/": "metrics/evil/",
}


@pytest.mark.parametrize(("old", "new"), OLD.items(), ids=list(OLD))
def test_an_old_address_leads_on(content: SiteContent, old: str, new: str) -> None:
    html = content.files[f"{old}index.html"].decode()
    targets = re.findall(r'(?:canonical" href|data-to|<a href)="([^"]*)"', html)
    targets += re.findall(r"url=([^\"]*)", html)
    assert len(targets) == 4
    assert {urljoin(SITE + old, target) for target in targets} == {SITE + new}
    script = re.findall(r'<script src="([^"]*)"', html)
    assert [urljoin(SITE + old, one).removeprefix(SITE) for one in script] == ["assets/moved.js"]
    assert "assets/moved.js" in content.files
    assert "noindex" in html
    assert "<script>alert" not in html


def test_redirects_are_no_pages(content: SiteContent) -> None:
    addresses = {f"{old}index.html" for old in OLD}
    assert addresses <= content.files.keys()
    assert not [one for one in content.pages.values() if one.page.url in OLD]
    assert not [old for old in OLD if old.removesuffix("/") in str(content.navigation(whole=True))]


def test_a_page_is_never_shadowed() -> None:
    documents = renamed()
    documents["playbooks/library/evil.yml"]["previous_ids"] = ["evil", "other"]
    other = {**copy.deepcopy(documents["playbooks/library/evil.yml"]), "id": "other", "previous_ids": []}
    made = site_content(library_of({**documents, "playbooks/library/other.yml": other}), None, {})
    assert "playbooks/other/index.html" not in made.files
    assert "playbooks/evil/index.html" not in made.files
    assert "processes/old/index.html" in made.files
    assert "processes/old/index.html" not in made.without({"processes/old.md"}).files
    assert "processes/old/index.html" not in made.without({"processes/old/index.md"}).files


def test_nothing_is_written_where_nothing_moved() -> None:
    made = site_content(workspace("example"), None, {})
    assert not [path for path in made.files if path.endswith(("moved.js", "index.html"))]


def test_old_anchors_stand_beside_the_new_ones(content: SiteContent) -> None:
    for url in ("playbooks/evil/", "playbooks/evil/zz/"):
        found = page(content, url)
        html, ids = found.html, parsed(found).ids
        assert len(ids) == len(set(ids))
        for old, new in (
            ("stage-old-stage", "stage-one"),
            ("step-old-step", "step-first"),
            ("gate-old-gate", "gate-gate"),
        ):
            assert re.search(rf'<span id="{old}"></span><h[1-6] id="{new}"', html), old
        assert html.count('id="step-third"') == 1, "another step has that id by now"
        assert '<span id="step-third">' not in html
    glossary = page(content, "glossary/")
    assert '<span id="old-evil"></span><h2 id="evil"' in glossary.html
    assert '<span id="old-evil"></span>' in to_markdown(glossary.html, str)
    assert [heading.id for heading in glossary.headings][:2] == ["_top", "evil"]


def test_only_anchors_that_exist_get_an_old_one() -> None:
    html = '<h2 id="a">x</h2><h2 id="b">y</h2>'
    assert with_old_anchors(html, {"old": "gone", "b": "a"}) == html
    assert with_old_anchors(html, {"old": "b"}) == '<h2 id="a">x</h2><span id="old"></span><h2 id="b">y</h2>'


@pytest.mark.parametrize("name", ["example", "repository"])
def test_every_step_and_gate_has_an_anchor_made_of_its_id(name: str) -> None:
    library = workspace(name)
    made = site_content(library, None, {})
    checked = 0
    for entry in (*library.entries("playbook"), *library.all_copies):
        region = entry.item.region
        ids = set(parsed(page(made, f"playbooks/{entry.item.id}/{region + '/' if region else ''}")).ids)
        for stage in entry.item.stages:
            wanted = {f"stage-{stage.id}", *(f"step-{step.id}" for step in stage.steps)}
            wanted |= {f"gate-{stage.gate.id}"} if stage.gate else set()
            assert wanted <= ids, (entry.id, wanted - ids)
            checked += len(wanted)
    assert checked >= 8


def test_handwritten_pages_win(tmp_path: Path) -> None:
    made = SiteContent({}, Renderer(library_of({})).render, {"a/b/index.html": b"moved", "feed.xml": b"x"})
    assert made.without({"a/b.md"}).files == {"feed.xml": b"x"}
