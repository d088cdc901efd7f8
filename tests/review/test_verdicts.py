"""What changes mean: every case in tests/golden/review, with all that a review says of it.

A case edits the document of its kind; `version` is the version that an edited playbook has, 2.0.0 where it says none.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import value_at
from mopsdocs.documents.schema import Schema, bundle, child
from mopsdocs.documents.validation import accepts, violations
from mopsdocs.review import copies
from mopsdocs.review.change import Pair
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact import documents
from mopsdocs.review.judging import CHANGE_RULES, verdicts
from tests.documents.mutants import mutated
from tests.review.test_facts import DOCUMENTS, ROOT

GOLDEN = ROOT / "tests/golden/review"
KINDS = (
    *("playbook", "region", "segments", "glossary", "metrics", "tools", "people", "roles"),
    *("data_dictionary", "taxonomy", "overviews", "workspace", "waivers"),
)


def read(name: str) -> Any:
    return load((GOLDEN / name).read_text(encoding="utf-8")).value


CASES = [(kind, case) for kind in KINDS for case in read(f"{kind}.cases.yml")]
every_case = pytest.mark.parametrize(("kind", "case"), CASES, ids=[f"{kind}: {case['name']}" for kind, case in CASES])


def titles(kind: str, id: str) -> str:
    """Whoever has a role is called by its title."""
    return id.replace("-", " ").capitalize().replace("Qa ", "QA ") if kind == "role" else id


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


def is_part(fact: Fact, pair: Pair) -> bool:
    """Whether a fact is about something in what a fact of the pair is about as a whole, and is true."""
    sides = (pair.before, fact.old_pointer, fact.old), (pair.after, fact.new_pointer, fact.new)
    values = [(value_at(version, pointer), value) for version, pointer, value in sides if pointer is not None]
    is_true = bool(values) and all(there == value for there, value in values) and fact.old != fact.new
    return is_true and any(fact.path[: len(whole.path)] == whole.path for whole in pair.facts if whole != fact)


@every_case
def test_verdicts_have_a_rule_and_a_fact_and_the_worst_come_first(kind: str, case: dict[str, Any]) -> None:
    for before, after in (base(kind), edited(kind, case)), (edited(kind, case), base(kind)):
        pair = pair_of(kind, before, after)
        found = verdicts(pair)
        facts = [verdict.fact for verdict in found if verdict.fact.path != ("version",)]
        assert all(fact in pair.facts or is_part(fact, pair) for fact in facts)
        levels = [CHANGE_RULES[verdict.id].level.rank for verdict in found]
        assert levels == sorted(levels)
        assert len({(one.id, one.fact.path, one.values) for one in found}) == len(found), "told once"


def test_a_role_under_another_id_is_not_vacant() -> None:
    def same_title(kind: str, id: str) -> str:
        return "Counsel" if "counsel" in id else id

    after = base("people").replace("privacy-counsel", "data-counsel")
    pair = Pair.of("people", load(base("people")).value, load(after).value, same_title)
    assert [verdict.id for verdict in verdicts(pair)] == ["field-changed"]


def test_every_rule_has_a_case() -> None:
    """Those about whole documents and copies are in test_comparison.py."""
    told = {id for _, case in CASES for one in case["found"] for id in one}
    for kind, case in CASES:
        told |= {verdict.id for verdict in verdicts(pair_of(kind, edited(kind, case), base(kind)))}
    assert told == {*CHANGE_RULES} - {rule.id for rule in (*documents.RULES, *copies.RULES)}


def test_every_example_is_what_a_review_says() -> None:
    """Those of documents and copies are in test_comparison.py."""
    told = {(id, message) for _, case in CASES for one in case["found"] for id, message in one.items()}
    for kind, case in CASES:
        back = verdicts(pair_of(kind, edited(kind, case), base(kind)))
        told |= {(verdict.id, verdict.message) for verdict in back}
    others = {rule.id for rule in (*documents.RULES, *copies.RULES)}
    given = {(rule.id, rule.example) for rule in CHANGE_RULES.values() if rule.id not in others}
    assert given - told == set()


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
            assert found or not pair.facts
            for verdict in found:
                assert verdict.id in CHANGE_RULES
                assert "None" not in verdict.message


PLAYBOOK = read("playbook.yml")


@settings(max_examples=400)
@given(st.randoms(use_true_random=False))
def test_every_mutation_of_a_playbook_is_told(chance: Random) -> None:
    """At least once, in both directions; and what is no fact is no change of anything that has a meaning."""
    other = mutated(PLAYBOOK, chance)
    assume(accepts("playbook", other))
    for before, after in (PLAYBOOK, other), (other, PLAYBOOK):
        pair = Pair.of("playbook", before, after, titles)
        assert bool(verdicts(pair)) == bool(pair.facts)
        assert bool(pair.facts) == (in_any_order(before) != in_any_order(after))


@settings(max_examples=100)
@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_is_never_told(chance: Random) -> None:
    shuffled = with_keys_in_any_order(PLAYBOOK, chance)
    assert in_any_order(shuffled) == in_any_order(PLAYBOOK)
    assert Pair.of("playbook", PLAYBOOK, shuffled, titles).facts == ()


def with_keys_in_any_order(value: Any, chance: Random) -> Any:
    if isinstance(value, dict):
        keys = chance.sample([*value], len(value))
        return {key: with_keys_in_any_order(value[key], chance) for key in keys}
    return [with_keys_in_any_order(item, chance) for item in value] if isinstance(value, list) else value


def in_any_order(value: Any, schema: Schema | None = None) -> str:
    """A playbook as text, in which the order of keys and of what the schema calls unordered does not show."""
    root = bundle("playbook")
    schema = root if schema is None else schema
    if isinstance(value, dict):
        parts = [f"{key!r}: {in_any_order(value[key], child(schema, key, root) or {})}" for key in sorted(value)]
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        items = [in_any_order(item, child(schema, 0, root) or {}) for item in value]
        return f"[{', '.join(sorted(items) if schema.get('x-unordered') else items)}]"
    return f"{type(value).__name__} {value!r}"
