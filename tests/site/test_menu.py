"""The menu: every page of a kind can be reached, no level is longer than people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mopsdocs.site.menu import MENU_LIMIT, menu
from mopsdocs.site.page import Page
from mopsdocs.site.pages import all_pages
from tests.site.hostile import EVIL
from tests.site.workspaces import workspace


def levels(entries: list[Any]) -> Iterator[list[Any]]:
    """Every level of a menu, the outermost first."""
    yield entries
    for entry in entries:
        if isinstance(entry, dict):
            for inside in entry.values():
                yield from levels(inside)


def leaves(entries: list[Any]) -> list[str]:
    return [entry for level in levels(entries) for entry in level if isinstance(entry, str)]


def playbook(number: int, category: str = "") -> Page:
    return Page(f"playbooks/p{number:04}/", f"Playbook {number:04} {EVIL}", "playbook.html", category=category)


def site(number: int, categories: int = 1) -> list[Page]:
    first = [Page("", "Home", "home.html"), Page("playbooks/", "Playbooks", "playbooks.html")]
    return [*first, *(playbook(one, f"Kind {one % categories}") for one in range(number))]


@pytest.mark.parametrize("number", [0, 1, MENU_LIMIT, MENU_LIMIT + 1, 400, 401, 1_000])
@pytest.mark.parametrize("categories", [1, 7, 60])
def test_no_level_is_long_and_nothing_is_lost(number: int, categories: int) -> None:
    made = menu(site(number, categories), whole=False)
    first = made[1]["Playbooks"]
    assert all(len(level) <= MENU_LIMIT for level in levels(made) if level is not first)
    assert len(first) <= MENU_LIMIT + 1, "the index comes on top"
    assert sorted(leaves(made)) == sorted(page.source_path for page in site(number, categories))


def test_long_sections_have_their_categories() -> None:
    made = menu(site(30, 3), whole=False)[1]["Playbooks"]
    assert [list(entry) for entry in made[1:]] == [["Kind 0"], ["Kind 1"], ["Kind 2"]]
    assert len(made[1]["Kind 0"]) == 10


def test_what_people_typed_is_text_in_the_menu() -> None:
    assert "<script>" not in str(menu(site(90, 1), whole=False))


def test_copies_are_never_in_the_menu_and_always_in_the_whole_one() -> None:
    pages = [*site(3), Page("playbooks/p0001/de/", "Copy", "playbook.html")]
    assert "playbooks/p0001/de.md" not in leaves(menu(pages, whole=False))
    assert "playbooks/p0001/de.md" in leaves(menu(pages, whole=True))


@pytest.mark.parametrize("name", ["example", "repository", "empty"])
def test_new_pages_stand_where_people_look_for_them(name: str) -> None:
    pages = all_pages(workspace(name))
    for whole in (True, False):
        found = leaves(menu(pages, whole=whole))
        assert len(found) == len(set(found))
        for page in pages:
            if page.url.startswith(("pillars/", "approvals/", "upkeep/")):
                assert page.source_path in found, page.url
