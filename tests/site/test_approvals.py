"""Who approves what: the sizes of an audience come from the conditions, and so do the roles in each cell."""

from __future__ import annotations

import copy
import re
from html import unescape
from typing import Any

import pytest

from mopsdocs.documents.conditions.expressions import Expression, render
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.remaining import remaining, thresholds
from mopsdocs.documents.library import Library
from mopsdocs.site.content import site_content
from mopsdocs.site.pages.approvals import TOGETHER, ApprovalsView, Matrix
from mopsdocs.site.pages.audience_sizes import Size, audience_sizes
from tests.site.hostile import hostile
from tests.site.searched import records
from tests.site.workspaces import library_of, workspace


def read(text: str) -> Expression:
    found = reading(text)
    assert not isinstance(found, Flaw), text
    return found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('region.code == "de" or size >= 500', "true"),
        ('region.code == "de" and size < 500', "false"),
        ('region.code == "de" or size < 500', 'region.code == "de"'),
        ('region.code == "de" and size >= 500', 'region.code == "de"'),
        ('not (region.code == "de" or size < 500)', 'not region.code == "de"'),
        ('(region.code == "de" or tier == "L1") and size > 1', 'region.code == "de" or tier == "L1"'),
        ("other", "other"),
    ],
)
def test_what_is_known_is_no_longer_asked(text: str, left: str) -> None:
    assert render(remaining(read(text), {"size": 800})) == left


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("size >= 1000", {1000}),
        ("size < 1000", {1000}),
        ("size > 999", {1000}),
        ("size <= 999", {1000}),
        ("5000 <= size", {5000}),
        ("5000 < size", {5001}),
        ("size == 7", {7, 8}),
        ("size in [3, 9]", {3, 4, 9, 10}),
        ('size >= 10 and not (size >= 20 or tier == "L1")', {10, 20}),
        ("size", set()),
        ("size >= other", set()),
    ],
)
def test_an_answer_changes_at_its_thresholds(text: str, numbers: set[int]) -> None:
    found = set(thresholds(read(text)))
    assert found == {("size", number) for number in numbers}


def test_sizes_are_told_as_people_say_them() -> None:
    titles = [Size(0, 999).title, Size(1000, 4999).title, Size(500_000, None).title, Size(0, None).title]
    assert titles == ["Fewer than 1,000", "1,000 to 4,999", "500,000 and more", "Any number"]
    assert Size(5_000, 499_999).examples == (5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
    assert Size(0, 999).examples == (100, 200, 500)


def matrix(library: Library, playbook: str) -> Matrix:
    return next(one for one in ApprovalsView(library).matrices if one.entry.id == playbook)


def told(found: Matrix, gate: str) -> dict[str, list[str]]:
    """Size → roles of a gate; in some regions only: the role and their codes."""
    row = next(row for row in found.rows if row.gate.id == gate)
    assert sum(cell.span for cell in row.cells) == len(found.sizes.all)
    return {
        cell.title: [
            f"{need.role} in {', '.join(region.id for region in need.regions)}" if need.regions else
            f"{need.role} if {need.only.words}" if need.only else need.role
            for need in cell.needs
        ]
        for cell in row.cells
    }  # fmt: skip


def test_an_email_has_the_approvers_that_its_gates_name() -> None:
    found = matrix(workspace("repository"), "one-off-email")
    last = found.rows[-1].gate
    assert told(found, last.id) == {
        "Fewer than 1,000": ["campaign-manager"],
        "1,000 to 4,999": ["mops-manager"],
        "5,000 to 499,999": ["mops-manager", "marketing-director"],
        "500,000 and more": ["mops-manager", "marketing-director", "privacy-counsel", "chief-marketing-officer"],
    }


def test_what_depends_on_the_region_names_the_regions() -> None:
    found = matrix(workspace("repository"), "webinar")
    last = told(found, found.rows[-1].gate.id)
    strict = [region.code for region in workspace("repository").regions if region.consent.b2b == "opt-in"]
    assert 0 < len(strict) < len(workspace("repository").regions)
    assert f"privacy-counsel in {', '.join(strict)}" in last["Fewer than 1,000"]
    assert "privacy-counsel" in last["500,000 and more"]


def test_what_depends_on_something_else_is_said() -> None:
    found = matrix(workspace("repository"), "product-launch")
    first = told(found, found.rows[0].gate.id)
    assert first == {
        "Any number": ["marketing-director", "sales-lead if “Tier” is not L3", "finance-partner if “Tier” is L1"]
    }


def with_gate(approvers: list[dict[str, Any]], **more: Any) -> Library:
    documents = copy.deepcopy(hostile())
    for path in ("playbooks/library/evil.yml", "playbooks/regions/zz/evil.yml"):
        playbook = documents.get(path)
        if playbook is not None:
            playbook["stages"][0]["gate"]["approvers"] = approvers
            playbook.update(more)
    return library_of(documents)


SIZE = {"id": "reach", "title": "Reach", "type": "integer"}


def test_the_number_that_most_conditions_ask_for_makes_the_columns() -> None:
    days = {"id": "days", "title": "Days", "type": "integer"}
    library = with_gate(
        [
            {"role": "evil", "when": "reach >= 10"},
            {"role": "evil", "when": "reach < 30"},
            {"role": "evil", "when": "days > 2"},
        ],
        variables=[days, SIZE],
    )
    playbook = library.playbook("evil")
    assert playbook is not None
    sizes = audience_sizes(playbook)
    assert (sizes.name, [size.title for size in sizes.all]) == ("reach", ["Fewer than 10", "10 to 29", "30 and more"])


def test_a_condition_that_no_region_meets_asks_nobody() -> None:
    library = with_gate([{"role": "evil", "when": 'region.currency == "XXX"'}, {"role": "lost-role"}])
    assert told(matrix(library, "evil"), "gate") == {"Any number": ["lost-role"]}


def test_search_lands_on_the_row() -> None:
    content = site_content(workspace("repository"), None, {})
    found = {record.url: record for record in records(content.pages.values(), workspace("repository"))}
    row = next(one for one in found["approvals/"].sections if one.anchor == "one-off-email")
    assert row.title == "One-off e-mail"
    assert "Who approves an e-mail to 50,000 people?" in row.names
    page = next(one for one in content.pages.values() if one.page.url == "approvals/")
    assert re.search(r'<tr id="one-off-email--[a-z-]+">', page.html)
    assert "in <a" in page.html
    assert "Germany" in unescape(page.html)


def test_many_playbooks_have_a_page_each() -> None:
    documents = hostile()
    original = documents["playbooks/library/evil.yml"]
    for number in range(TOGETHER):
        documents[f"playbooks/library/evil-{number}.yml"] = {**original, "id": f"evil-{number}"}
    pages = site_content(library_of(documents), None, {}).pages
    approvals = {path: one for path, one in pages.items() if path.startswith("approvals/")}
    assert len(approvals) == TOGETHER + 2
    index = approvals["approvals/index.md"].html
    assert "<table" not in index
    assert 'id="evil-7"' in index
    assert '<tr id="evil-7--gate">' in approvals["approvals/evil-7.md"].html


def test_without_gates_there_is_no_page() -> None:
    assert "approvals/index.md" not in site_content(Library([]), None, {}).pages
