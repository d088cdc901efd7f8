"""The Library: who names whom, and what a wrong word most likely meant."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from mopsdocs.checks.checking import check_workspace
from mopsdocs.diagnostics import Splice
from mopsdocs.documents.library import Library
from mopsdocs.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def own() -> Library:
    return check_workspace(Workspace.at(ROOT), TODAY).library


def test_references_are_resolved_in_both_directions(own: Library) -> None:
    forward = {(use.user.kind, use.user.id) for use in own.uses("tool", "automation-platform")}
    assert ("playbook", "webinar") in forward
    for reference in own.references:
        target = own.target(reference)
        assert target is not None, reference
        user = own.user(reference)
        if user is None or user is target:
            continue
        if own.by_path[user.path].kind == "playbook" and user.head.region is not None:
            assert user in own.copies_naming(target.kind, target.id)
        else:
            assert any(use.reference == reference for use in own.uses(target.kind, target.id))


@pytest.mark.parametrize("kind", ["role", "tool", "metric", "process", "playbook", "segment"])
def test_somebody_uses_every_kind(own: Library, kind: str) -> None:
    used = [entry.id for entry in own.entries(kind) if own.uses(kind, entry.id)]
    assert len(used) > len(own.entries(kind)) / 2


def test_the_order_of_documents_does_not_matter(own: Library) -> None:
    backwards = Library(reversed(own.documents))
    for kind in ("role", "playbook", "term", "field"):
        assert [entry.id for entry in backwards.entries(kind)] == [entry.id for entry in own.entries(kind)]
    assert backwards.references == own.references


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("site_config/regions/de.yml", "owner: regional-marketer", "owner: Regional Marketer", "regional-marketer"),
        ("playbooks/library/webinar.yml", "tools: [automation-platform]", "tools: [HubSpot]", "automation-platform"),
        ("playbooks/library/webinar.yml", "how_to: campaign-intake", "how_to: Campaign_Intake", "campaign-intake"),
    ],
)
def test_what_a_word_that_cannot_be_an_id_meant(tmp_path: Path, file: str, old: str, new: str, meant: str) -> None:
    for folder in ("playbooks", "site_config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = check_workspace(Workspace.at(tmp_path), TODAY).report.diagnostics
    (diagnostic,) = [one for one in found if one.severity == "error"]
    assert diagnostic.rule == "schema-format"
    assert diagnostic.hint == f'did you mean "{meant}"?'
    assert isinstance(diagnostic.fix, Splice)
    assert diagnostic.fix.text == meant


def test_everyday_names_of_regions(own: Library) -> None:
    for word, code in {
        "UK": "gb",
        "USA": "us",
        "Germany": "de",
        "Türkiye": "tr",
        "KSA": "sa",
        "Deutschland": "de",
    }.items():
        assert own.closest_id(("region",), word) == code
