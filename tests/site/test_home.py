"""Home and the pillars: what people come for, and a way to everything that there is, and to nothing else."""

from __future__ import annotations

import copy
import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.site.content import site_content
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages.intents import ASKED, intents
from mopsdocs.site.pages.pillars import pillars
from tests.site.hostile import hostile
from tests.site.test_pages import parsed, site
from tests.site.workspaces import library_of, workspace

SITE = "https://site.example/"


def asked(library: Library) -> dict[str, list[str]]:
    found = intents(library, frozenset({"playbooks/", "regions/", "approvals/"}))
    return {intent.id: [question for question, _ in (*intent.first, *intent.rest)] for intent in found}


@pytest.mark.parametrize(
    ("intent", "question"),
    [
        ("run", "How do we run a webinar?"),
        ("ask", "How do I request an email?"),
        ("ask", "How do I get access to HubSpot?"),
        ("allowed", "Can I email trade show leads in Germany?"),
        ("allowed", "Do I need consent to e-mail somebody?"),
        ("who", "Who approves an e-mail to 50,000 people?"),
        ("work", "How do I tag a link?"),
        ("tool", "Where is the current logo?"),
        ("word", "What is an MQL?"),
    ],
)
def test_questions_stand_where_people_look_for_them(intent: str, question: str) -> None:
    found = asked(workspace("repository"))
    assert question in found[intent]
    assert [name for name, questions in found.items() if question in questions] == [intent]


def test_kinds_take_turns_and_nothing_is_asked_twice() -> None:
    library = workspace("repository")
    found = {intent.id: intent for intent in intents(library, frozenset())}
    kinds = [entry.kind for _, entry in found["ask"].first]
    assert {"process", "tool"} <= set(kinds)
    assert len(kinds) == ASKED
    for questions in asked(library).values():
        assert len(questions) == len({question.lower().replace("-", "") for question in questions})


def test_other_languages_are_sorted_by_kind() -> None:
    documents = copy.deepcopy(hostile())
    settings = {"kind": "workspace", "schema_version": 1, "name": "Ours", "locale": "de-DE"}
    tools = next(document for document in documents.values() if document["kind"] == "tools")
    tools["tools"][0]["answers"] = ["Who is a loan word here?"]
    assert asked(library_of({**documents, "site_config/workspace.yml": settings}))["tool"] == [
        "Who is a loan word here?"
    ]
    assert asked(library_of({**documents, "site_config/workspace.yml": {**settings, "locale": "en-GB"}}))["who"]


def links(one: RenderedPage) -> set[str]:
    return {urljoin(SITE + one.page.url, link).removeprefix(SITE).partition("#")[0] for link in parsed(one).links}


@pytest.mark.parametrize("name", ["repository", "example", "hostile"])
def test_home_and_its_pillars_lead_to_every_part_of_the_site(name: str) -> None:
    pages = site(name)
    led = [one for url, one in pages.items() if url.startswith("pillars/")]
    assert len(led) == 4
    reached = set().union(*(links(one) for one in led))
    parts = {url for url in pages if url.count("/") == 1 and url != "rules/"}
    assert parts <= reached
    assert {one.page.url for one in led} <= links(pages[""])
    for one in led:
        assert {other.page.url for other in led if other is not one} <= links(one)


def test_a_workspace_with_one_playbook_shows_nothing_empty() -> None:
    documents = hostile()
    pages = site_content(
        library_of({"playbooks/library/evil.yml": documents["playbooks/library/evil.yml"]}), None, {}
    ).pages
    home = pages["index.md"].html
    assert re.findall(r'<h3 id="([^"]+)"', home) == ["run", "pillar-people", "pillar-process"]
    assert not re.search(r"<(ul|p)[^>]*>\s*</\1>", home)
    assert "Running campaigns" not in home
    assert "0" not in re.findall(r"<small>(\d+)</small>", home)


def test_an_empty_workspace_has_a_home() -> None:
    home = site_content(Library([]), None, {}).pages["index.md"].html
    assert "I want to" not in home
    assert "mops-search" in home


def test_running_campaigns_are_listed_by_their_day() -> None:
    home = unescape(site("repository")[""].html)
    days = re.findall(r"day 0 is <time datetime=\"([0-9-]+)\"", home)
    library = workspace("repository")
    running = [one.item for one in library.entries("campaign") if one.item.status in ("planned", "running", "launched")]
    assert days == sorted(campaign.anchor_date.isoformat() for campaign in running)
    assert days


def test_pillars_have_only_parts_that_exist() -> None:
    pages: dict[str, Any] = {url: one.page for url, one in site("repository").items() if url != "metrics/"}
    found = {pillar.id: [part.url for part in pillar.parts] for pillar in pillars(workspace("repository"), pages)}
    assert "metrics/" not in found["analytics"]
    assert found["analytics"]
    assert pillars(workspace("empty"), {}) == ()
