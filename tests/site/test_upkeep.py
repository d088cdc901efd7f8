"""Owners and reviews: everything that is reviewed stands with its owner, what is due first on top."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.site.content import site_content
from mopsdocs.site.loading import Reader
from mopsdocs.site.pages.upkeep import Kept, UpkeepView
from tests.site.copied import example
from tests.site.hostile import hostile
from tests.site.workspaces import library_of, workspace


def kept(library: Library) -> dict[str, list[Kept]]:
    return {keeper.id: list(keeper.kept) for keeper in UpkeepView(library).keepers}


@pytest.mark.parametrize("name", ["repository", "example", "hostile"])
def test_every_reviewed_document_stands_with_its_owner_once(name: str) -> None:
    library = workspace(name)
    wanted = sum(hasattr(document.head, "last_reviewed") for document in library.documents)
    lines = [line for found in kept(library).values() for line in found]
    assert sum(line.copies or 1 for line in lines) == wanted
    for entry in (*library.entries("playbook"), *library.entries("process")):
        owned = {line.url: line for line in kept(library)[entry.item.owner] if not line.copies}
        folder = "playbooks" if entry.kind == "playbook" else "processes"
        assert owned[f"{folder}/{entry.id}/"].reviewed == entry.item.last_reviewed


def test_what_is_due_first_stands_on_top() -> None:
    for found in kept(workspace("repository")).values():
        dues = [line.due for line in found]
        assert all(dues)
        assert dues == sorted(due for due in dues if due)


def test_the_cycle_is_the_documents_or_that_of_the_workspace() -> None:
    documents = copy.deepcopy(hostile())
    process = next(document for document in documents.values() if document["kind"] == "process")
    process.update(status="approved", last_reviewed="2026-01-31")
    del process["review_cycle_days"]
    lines = {line.url: line for found in kept(library_of(documents)).values() for line in found}
    assert lines["processes/evil/"].due == datetime.date(2026, 1, 31) + datetime.timedelta(days=365)
    assert lines["playbooks/evil/"].due == datetime.date(2026, 1, 31) + datetime.timedelta(days=30)


def test_what_is_on_its_way_out_is_never_due_and_what_nobody_reviewed_comes_first() -> None:
    documents = copy.deepcopy(hostile())
    playbook = documents["playbooks/library/evil.yml"]
    playbook["status"] = "deprecated"
    found = kept(library_of(documents))
    line = next(line for lines in found.values() for line in lines if line.url == "playbooks/evil/" and not line.copies)
    assert (line.due, line.state) == (None, "deprecated")
    assert next(iter(found)) == "", "what nobody owns comes first"
    states = [line.state for line in found[""]]
    assert states == sorted(states, key=lambda state: state != "unreviewed")
    assert "unreviewed" in states


def test_copies_share_a_line_with_the_first_review_that_is_due(tmp_path: Path) -> None:
    place = example(tmp_path / "workspace", "de", "sa")
    file = place.root / "playbooks/regions/sa/webinar.yml"
    text = file.read_text()
    day = text.partition("last_reviewed: ")[2].partition("\n")[0]
    file.write_text(text.replace(day, "2026-01-02", 1))
    library = Reader(place).read(datetime.date(2026, 11, 22))
    (line,) = [line for lines in kept(library).values() for line in lines if line.copies]
    assert (line.copies, line.reviewed, line.title) == (2, datetime.date(2026, 1, 2), "Webinar")
    html = site_content(library, None, {}).pages["upkeep/index.md"].html
    assert "2 regional copies" in html
    assert "playbooks/webinar/de" not in html


def test_the_page_knows_no_day_and_is_left_out_where_there_is_nothing() -> None:
    html = site_content(workspace("repository"), None, {}).pages["upkeep/index.md"].html
    assert "overdue" not in html.partition("mops-questions")[0]
    assert 'data-review-due="2027-' in html
    assert "upkeep/index.md" not in site_content(Library([]), None, {}).pages
