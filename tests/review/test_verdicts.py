"""What changes mean: every case in tests/golden/review, with all that a review says of it.

A case edits the document beside it; `version` is the version that the edited playbook has, 2.0.0 where it says none.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.validation import accepts, violations
from mopsdocs.review import copies
from mopsdocs.review.change import Pair
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import CHANGE_RULES, verdicts
from tests.documents.mutants import mutated
from tests.review.test_facts import DOCUMENTS, ROOT

GOLDEN = ROOT / "tests/golden/review"
KINDS = ("playbook", "region")
ROLES = {"privacy-counsel": "Privacy counsel", "campaign-manager": "Campaign manager"}


def read(name: str) -> Any:
    return load((GOLDEN / name).read_text(encoding="utf-8")).value


CASES = [(kind, case) for kind in KINDS for case in read(f"{kind}.cases.yml")]
every_case = pytest.mark.parametrize(("kind", "case"), CASES, ids=[f"{kind}: {case['name']}" for kind, case in CASES])


def titles(kind: str, id: str) -> str:
    """Of two roles the title is known."""
    return ROLES.get(id, id) if kind == "role" else id


def base(kind: str) -> str:
    return (GOLDEN / f"{kind}.yml").read_text(encoding="utf-8")


def edited(kind: str, case: dict[str, Any]) -> str:
    text = base(kind)
    for old, new in case["edits"]:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.replace("version: 1.0.0", f"version: {case.get('version', '2.0.0')}")


def pair_of(kind: str, before: str, after: str) -> Pair:
    values = []
    for text in (before, after):
        loaded = load(text)
        assert not loaded.problems
        assert not violations(kind, loaded.value)
        values.append(loaded.value)
    return Pair.of(kind, values[0], values[1], titles)


@every_case
def test_case(kind: str, case: dict[str, Any]) -> None:
    found = verdicts(pair_of(kind, base(kind), edited(kind, case)))
    assert [{verdict.id: verdict.message} for verdict in found] == case["found"]


@every_case
def test_verdicts_have_a_rule_and_a_fact_and_the_worst_come_first(kind: str, case: dict[str, Any]) -> None:
    for before, after in (base(kind), edited(kind, case)), (edited(kind, case), base(kind)):
        pair = pair_of(kind, before, after)
        found = verdicts(pair)
        assert all(verdict.fact in pair.facts or verdict.fact.path == ("version",) for verdict in found)
        levels = [CHANGE_RULES[verdict.id].level.rank for verdict in found]
        assert levels == sorted(levels)
        assert len({(one.id, one.fact.path, one.values) for one in found}) == len(found), "told once"


def test_every_rule_has_a_case() -> None:
    """Those about whole documents and copies are in test_comparison.py."""
    told = {id for _, case in CASES for one in case["found"] for id in one}
    for kind, case in CASES:
        told |= {verdict.id for verdict in verdicts(pair_of(kind, edited(kind, case), base(kind)))}
    assert told == {*CHANGE_RULES} - {rule.id for rule in (*documents.RULES, *copies.RULES)}


def test_rules_say_why() -> None:
    for rule in CHANGE_RULES.values():
        assert rule.title[0].isupper()
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: Path(path).relative_to(ROOT).as_posix())
def test_any_two_valid_versions_can_be_judged(path: Path) -> None:
    rng, document = Random(path.name), load(path.read_text(encoding="utf-8")).value
    kind = document["kind"]
    valid = [other for other in (mutated(document, rng) for _ in range(60)) if accepts(kind, other)]
    for other in valid:
        for before, after in (document, other), (other, document):
            pair = Pair.of(kind, before, after, titles)
            found = verdicts(pair)
            quiet = all(fact.path == ("version",) or fact.path[-1:] == ("depends_on",) for fact in pair.facts)
            assert found or quiet, pair.facts
            for verdict in found:
                assert verdict.id in CHANGE_RULES
                assert "None" not in verdict.message
