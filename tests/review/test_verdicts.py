"""What changes of a playbook mean: every case in tests/golden/review, with all that a review says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.validation import violations
from mopsdocs.review.change import Pair
from mopsdocs.review.facts import facts
from mopsdocs.review.judging import CHANGE_RULES, verdicts

GOLDEN = Path(__file__).parents[1] / "golden/review"
BASE = (GOLDEN / "base.yml").read_text(encoding="utf-8")
CASES = load((GOLDEN / "cases.yml").read_text(encoding="utf-8")).value

ROLES = {"privacy-counsel": "Privacy counsel", "campaign-manager": "Campaign manager"}


def titles(kind: str, id: str) -> str:
    """Of two roles the title is known."""
    return ROLES.get(id, id) if kind == "role" else id


def edited(edits: list[list[str]]) -> str:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def value(text: str) -> Any:
    loaded = load(text)
    assert not loaded.problems
    assert not violations("playbook", loaded.value)
    return loaded.value


def said(before: str, after: str) -> list[dict[str, str]]:
    pair = Pair.of("playbook", value(before), value(after), titles)
    return [{verdict.id: verdict.message} for verdict in verdicts(pair)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert said(BASE, edited(case["edits"])) == case["found"]


def test_every_rule_has_a_case() -> None:
    told = {id for case in CASES for one in case["found"] for id in one}
    told |= {id for case in CASES for one in said(edited(case["edits"]), BASE) for id in one}
    assert told == {*CHANGE_RULES}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_verdict_has_a_rule_and_a_fact(case: dict[str, Any]) -> None:
    before, after = value(BASE), value(edited(case["edits"]))
    found = verdicts(Pair.of("playbook", before, after, titles))
    known = facts("playbook", before, after)
    assert all(verdict.id in CHANGE_RULES and verdict.fact in known for verdict in found)
    levels = [CHANGE_RULES[verdict.id].level.rank for verdict in found]
    assert levels == sorted(levels), "worst first"


def test_rules_say_why() -> None:
    for rule in CHANGE_RULES.values():
        assert rule.title[0].isupper()
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
