"""What changed between two versions of a document, by id."""

from __future__ import annotations

import copy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import same
from mopsdocs.documents.schema import KINDS
from mopsdocs.review.facts import Fact, facts
from tests.documents.mutants import mutated
from tests.regions.merging.versions import EXAMPLE, of_file, of_stages

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for folder in (ROOT / "tests/example", ROOT / "playbooks", ROOT / "site_config")
    for path in folder.rglob("*.yml")
    if "/." not in path.as_posix()
)

PLAYBOOK = """\
kind: playbook
id: webinar
title: Webinar
channels: [email, web]
stages:
  - id: plan
    type: planning
    steps:
      - {id: brief, title: Write the brief, due: -9bd}
      - {id: list, title: Pull the list, due: -8bd, depends_on: [brief]}
    gate: {id: agreed, type: approval, approvers: [{role: owner}], quorum: all}
  - id: qa
    type: qa
    steps:
      - {id: test, title: Test, due: -4bd}
"""


def value(text: str) -> Any:
    loaded = load(text)
    assert not loaded.problems
    return loaded.value


def changed(*edits: tuple[str, str]) -> list[tuple[str, str, Any, Any]]:
    """The facts of some edits of the playbook: kind, path, old and new."""
    text = PLAYBOOK
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [(one.kind, "/".join(one.path), one.old, one.new) for one in facts("playbook", value(PLAYBOOK), value(text))]


TEST = "      - {id: test, title: Test, due: -4bd}\n"
BRIEF = "      - {id: brief, title: Write the brief, due: -9bd}\n"
LIST = "      - {id: list, title: Pull the list, due: -8bd, depends_on: [brief]}\n"
GATE = "    gate: {id: agreed, type: approval, approvers: [{role: owner}], quorum: all}\n"


def test_a_field() -> None:
    assert changed(("-9bd", "-10bd")) == [("changed", "stages/steps/brief/due", "-9bd", "-10bd")]
    assert changed(("title: Webinar", "title: Live event\nowner: me")) == [
        ("changed", "title", "Webinar", "Live event"),
        ("added", "owner", None, "me"),
    ]
    assert changed(("channels: [email, web]\n", "")) == [("removed", "channels", ["email", "web"], None)]


def test_the_order_of_keys_and_of_unordered_lists_means_nothing() -> None:
    assert changed(("id: webinar\ntitle: Webinar\n", "title: Webinar\nid: webinar\n")) == []
    assert changed((BRIEF, "      - due: -9bd\n        title: Write the brief\n        id: brief\n")) == []


def test_a_step_that_comes_and_one_that_goes() -> None:
    assert changed((TEST, TEST + "      - {id: more}\n")) == [("added", "stages/steps/more", None, {"id": "more"})]
    assert changed((TEST, "      - {id: more}\n")) == [
        ("added", "stages/steps/more", None, {"id": "more"}),
        ("removed", "stages/steps/test", {"id": "test", "title": "Test", "due": "-4bd"}, None),
    ]


def test_a_step_that_goes_to_another_stage() -> None:
    moved = LIST.replace("-8bd", "-5bd")
    assert changed((LIST, ""), (TEST, moved + TEST)) == [
        ("moved", "stages/steps/list", "plan", "qa"),
        ("changed", "stages/steps/list/due", "-8bd", "-5bd"),
    ]


def test_steps_in_another_order() -> None:
    assert changed((BRIEF, ""), (LIST, LIST + BRIEF)) == [
        ("reordered", "stages/plan/steps", ["brief", "list"], ["list", "brief"])
    ]


def test_another_id() -> None:
    assert changed(("id: brief,", "id: write-brief, previous_ids: [brief],"), ("[brief]}", "[write-brief]}")) == [
        ("renamed", "stages/steps/write-brief", "brief", "write-brief"),
        ("changed", "stages/steps/list/depends_on", ["brief"], ["write-brief"]),
    ]
    assert changed(("id: agreed", "id: accepted, previous_ids: [agreed]")) == [
        ("renamed", "stages/plan/gate", "agreed", "accepted")
    ]
    assert changed(("id: webinar", "id: event\nprevious_ids: [webinar]")) == [("renamed", "", "webinar", "event")]


def test_another_id_without_a_note_is_another_step() -> None:
    kinds = [(kind, path) for kind, path, _, _ in changed(("id: test", "id: proof"))]
    assert kinds == [("added", "stages/steps/proof"), ("removed", "stages/steps/test")]


def test_a_gate_that_goes_to_another_stage() -> None:
    assert changed((GATE, ""), (TEST, TEST + GATE.replace("all", "1"))) == [
        ("moved", "stages/qa/gate", "plan", "qa"),
        ("changed", "stages/qa/gate/quorum", "all", 1),
    ]


def test_who_approves() -> None:
    assert changed(("{role: owner}", "{role: legal}")) == [
        ("added", "stages/plan/gate/approvers/legal", None, {"role": "legal"}),
        ("removed", "stages/plan/gate/approvers/owner", {"role": "owner"}, None),
    ]


def test_a_stage_that_goes_takes_its_steps_with_it_but_for_those_that_moved() -> None:
    stage = PLAYBOOK[PLAYBOOK.index("  - id: plan") : PLAYBOOK.index("  - id: qa")]
    found = changed((stage, ""), (TEST, TEST + LIST))
    assert [(kind, path) for kind, path, _, _ in found] == [
        ("moved", "stages/steps/list"),
        ("removed", "stages/plan"),
        ("removed", "stages/steps/brief"),
        ("removed", "stages/plan/gate"),
    ]


def test_a_stage_that_comes_may_have_old_steps() -> None:
    found = changed((LIST, ""), ("  - id: qa\n", "  - id: lists\n    steps:\n" + LIST + "  - id: qa\n"))
    assert [(kind, path) for kind, path, _, _ in found] == [("added", "stages/lists"), ("moved", "stages/steps/list")]


def test_pointers_lead_to_the_places() -> None:
    before, after = value(PLAYBOOK), value(PLAYBOOK.replace(LIST, "").replace(TEST, TEST + LIST))
    for fact in facts("playbook", before, after):
        assert at(before, fact.old_pointer)["id"] == at(after, fact.new_pointer)["id"] == "list"


def at(value: Any, pointer: Any) -> Any:
    for key in pointer:
        value = value[key]
    return value


# Of every document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_changed(path: Path) -> None:
    document = value(path.read_text(encoding="utf-8"))
    assert document["kind"] in KINDS
    assert facts(document["kind"], document, copy.deepcopy(document)) == ()
    assert facts(document["kind"], document, shuffled(document, Random(1))) == ()


def shuffled(value: Any, rng: Random) -> Any:
    """The same with the keys of all mappings in another order, as a formatter would have them."""
    if isinstance(value, dict):
        keys = rng.sample([*value], len(value))
        return {key: shuffled(value[key], rng) for key in keys}
    return [shuffled(each, rng) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_change_goes_unreported(path: Path) -> None:
    """Any damage to any document, valid or not, is a fact, if it is more than the order of an unordered list."""
    rng, document = Random(path.name), value(path.read_text(encoding="utf-8"))
    for _ in range(30):
        other = mutated(document, rng)
        if isinstance(other, dict) and not same(unordered(document), unordered(other)):
            assert facts(document["kind"], document, other)


def unordered(value: Any) -> Any:
    """The same with all lists of words sorted."""
    if isinstance(value, dict):
        return {key: unordered(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((unordered(each) for each in value), key=repr)
    return value


@pytest.mark.parametrize("seed", range(40))
def test_backwards_what_came_went(seed: int) -> None:
    versions = of_stages(Random(seed), 5) if seed % 2 else of_file(EXAMPLE, Random(seed), 4)
    before, after = (value(without_notes(text)) for text in (versions.base, versions.ours))
    there, back = facts("playbook", before, after), facts("playbook", after, before)
    for kind, other in ("added", "removed"), ("removed", "added"), ("changed", "changed"), ("moved", "moved"):
        assert paths(there, kind) == paths(back, other)


def without_notes(text: str) -> str:
    """Without the ids of before, by which only the later version of a document knows the earlier one."""
    return text.replace("previous_ids", "x_former")


def paths(found: tuple[Fact, ...], kind: str) -> set[tuple[str, ...]]:
    """The places of the facts of one kind; a gate counts wherever it stands, because that depends on the direction."""
    places = (one.path for one in found if one.kind == kind)
    return {place[2:] if place[2:3] == ("gate",) else place for place in places}
