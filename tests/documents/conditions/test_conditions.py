"""Conditions: what each golden case says, and the laws that hold for every condition."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mopsdocs.documents.conditions.checker import flaws
from mopsdocs.documents.conditions.evaluation import Value, Values, compiled, holds
from mopsdocs.documents.conditions.expressions import (
    And,
    Compare,
    Expression,
    Items,
    Name,
    Not,
    Or,
    render,
    variable_name,
)
from mopsdocs.documents.conditions.facts import facts
from mopsdocs.documents.conditions.flaws import ConditionError, Flaw
from mopsdocs.documents.conditions.grammar import DEEPEST, LONGEST, parse, reading
from mopsdocs.documents.conditions.in_words import in_words
from mopsdocs.documents.conditions.sameness import pointless
from mopsdocs.documents.model import Playbook, PlaybookHead, Region
from tests.documents.conditions import golden, trees
from tests.site.workspaces import workspace

CASES = [pytest.param(case, id=case["when"]) for name in golden.FILES for case in golden.cases(name)]


def evaluate(expression: Expression, values: Values) -> bool | None:
    return compiled(expression)(values)


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, str]) -> None:
    assert golden.told(case["when"]) == case


@pytest.mark.parametrize("name", golden.FILES)
def test_a_file_holds_cases_of_one_kind(name: str) -> None:
    kinds = {"means" in case for case in golden.cases(name)}
    assert kinds == {name == "good"}


@given(trees.any_shape())
def test_what_is_written_reads_as_what_was_meant(expression: Expression) -> None:
    text = render(expression)
    assume(len(text) <= LONGEST)
    assert parse(text) == expression
    assert render(parse(text)) == text


@given(st.data(), trees.any_shape())
def test_blanks_and_quotes_make_no_difference(data: st.DataObject, expression: Expression) -> None:
    text = render(expression)
    assume(len(text) <= LONGEST // 4 and '"' not in text and "'" not in text)
    blank = data.draw(st.sampled_from(["  ", "\n", "\t", " \n "]))
    assert parse(f"{blank}{text.replace(' ', blank)}{blank}") == expression


@given(trees.any_shape())
def test_spans_cover_what_they_name(expression: Expression) -> None:
    text = render(expression)
    assume(len(text) <= LONGEST)
    pending: list[Any] = [parse(text)]
    while pending:
        part = pending.pop()
        start, end = part.span
        assert parse(text[start:end]) == part
        pending += getattr(part, "parts", ()) or [getattr(part, "inner", None)]
        pending = [each for each in pending if each is not None]


@given(st.text(max_size=60) | st.text(st.sampled_from("abc_.\"'()[],=<>!& \n09-"), max_size=60))
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    found = reading(text)
    if isinstance(found, Flaw):
        start, end = found.span
        assert 0 <= start <= end <= len(text)
        assert found.message
        assert found.hint
        return
    for flaw in flaws(found, golden.playbook()):
        start, end = flaw.span
        assert 0 <= start < end <= len(text)
        assert flaw.hint
    assert evaluate(found, {}) in (True, False, None)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "not " * 100_000 + "x",
        "x" * 100_000,
        '"' * 100_000,
        "x and " * 100_000 + "x",
        "[" * LONGEST,
        "(" * (LONGEST - 1) + "x",
        "-" * LONGEST,
        "9" * LONGEST,
        "9," * (LONGEST // 2),
        "a." * (LONGEST // 2),
        "a-" * (LONGEST // 2),
    ],
    ids=lambda text: text[:8],
)
def test_long_and_deep_texts_are_refused(text: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert raised.value.flaw.hint


def test_as_deep_as_it_may_be() -> None:
    assert parse("(" * DEEPEST + "x" + ")" * DEEPEST) == Name("x")


@given(trees.any_shape())
def test_nothing_that_can_be_written_breaks_what_comes_after(expression: Expression) -> None:
    found = flaws(expression, golden.playbook())
    assert evaluate(expression, {name: values[0] for name, values in trees.DOMAIN.items()}) in (True, False, None)
    assert isinstance(in_words(expression, {}), str)
    if not found:
        assert all(flaw.message for flaw in pointless(expression, golden.playbook()))


def complete() -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({name: st.sampled_from(values) for name, values in trees.DOMAIN.items()})


@given(trees.sensible(), complete())
def test_conditions_hold_when_python_says_so(expression: Expression, values: dict[str, Value]) -> None:
    assert flaws(expression, golden.playbook()) == []
    assert evaluate(expression, values) is eval(as_python(expression), {"v": values})


def as_python(expression: Expression) -> str:
    """The same in Python, to be decided by somebody else."""
    match expression:
        case And(parts) | Or(parts):
            word = "any" if isinstance(expression, Or) else "all"
            return f"{word}([{', '.join(map(as_python, parts))}])"
        case Not(inner):
            return f"(not {as_python(inner)})"
        case Compare(left, operator, right):
            return f"({as_python(left)} {operator} {as_python(right)})"
        case Name(path):
            return f"v[{path!r}]"
        case Items(values):
            return repr([value.value for value in values])
        case _:
            return repr(expression.value)


@given(trees.sensible(), complete(), st.sets(st.sampled_from(sorted(trees.DOMAIN)), max_size=3))
def test_what_is_decided_stays_decided_when_more_is_known(
    expression: Expression, values: dict[str, Value], hidden: set[str]
) -> None:
    known = {name: value for name, value in values.items() if name not in hidden}
    answer = evaluate(expression, known)
    if answer is not None:
        assert evaluate(expression, values) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('tier == "L1"', None),
        ('tier != "L1"', None),
        ('tier in ["L1"]', None),
        ('not tier == "L1"', None),
        ('tier == "L1" and audience_size >= 5000', None),
        ('tier == "L1" or audience_size >= 5000', True),
        ('tier == "L1" and audience_size < 5000', False),
        ('tier == "L1" or audience_size < 5000', None),
        ("new_list", None),
        ('"sms" in channels', None),
        ("languages == audience_size", None),
    ],
)
def test_what_is_not_known_yet(text: str, answer: bool | None) -> None:
    assert evaluate(parse(text), {"audience_size": 6000}) is answer


@pytest.mark.parametrize("value", ["6000", True, frozenset({"6000"})])
def test_a_value_of_another_kind_is_not_known(value: Value) -> None:
    for text in ("audience_size >= 5000", "audience_size == 1", "audience_size in [1, 6000]", '"a" in audience_size'):
        found = evaluate(parse(text), {"audience_size": value})
        assert found is None or isinstance(value, frozenset)


@given(trees.sensible())
def test_what_is_said_to_be_the_same_is_the_same(expression: Expression) -> None:
    """Over every case of the tests' own domain; the other direction is what the golden cases hold."""
    whole = [flaw for flaw in pointless(expression, golden.playbook()) if flaw.part == render(expression)]
    names = sorted(name for name in trees.DOMAIN if name in render(expression))
    assume(len(names) <= 3)
    cases = [dict(zip(names, each, strict=True)) for each in itertools.product(*(trees.DOMAIN[name] for name in names))]
    answers = {evaluate(expression, case) for case in cases}
    if whole:
        assert answers == {whole[0].message.endswith("always true")}


def test_variables_of_any_name_can_be_asked_about() -> None:
    for id in ("and", "region", "channels", "true", "tier"):
        assert parse(f'campaign.{id} == "x"') == Compare(Name(variable_name(id)), "==", parse('"x"'))  # type: ignore[arg-type]


def example() -> tuple[Playbook, Region]:
    library = workspace("example")
    playbook = library.playbook("webinar")
    region = library.get("region", "de")
    assert playbook is not None
    assert region is not None
    assert isinstance(region.item, Region)
    return playbook, region.item


def test_facts_of_a_campaign() -> None:
    playbook, region = example()
    assert facts(playbook, region, {"topic": "consent", "unheard_of": 3}) == {
        "channels": frozenset({"email", "web"}),
        "topic": "consent",
        "region.code": "de",
        "region.consent.b2b": "opt-in",
        "region.consent.b2c": "opt-in",
        "region.currency": "EUR",
        "region.holidays.country": "DE",
        "region.holidays.subdivision": "BE",
        "region.locales": frozenset({"de-DE"}),
        "region.regimes": frozenset({"gdpr", "uwg"}),
        "region.timezone": "Europe/Berlin",
        "region.workweek": frozenset({"mon", "tue", "wed", "thu", "fri"}),
    }


def test_defaults_count_and_values_of_the_wrong_kind_do_not() -> None:
    playbook, _ = example()
    head = PlaybookHead(
        **{field: getattr(playbook, field) for field in PlaybookHead.__struct_fields__ if field != "variables"},
        variables=golden.variables(),
    )
    known = facts(head, None, {"audience_size": "many", "languages": True, "new_list": False, "region": "north"})
    assert known == {"channels": frozenset({"email", "web"}), "new_list": False, "campaign.region": "north"}


def test_what_has_no_condition_holds_and_what_is_none_is_not_known() -> None:
    assert holds(None, {}) is True
    assert holds("the list is new", {"list": True}) is None
    assert holds("list", {"list": True}) is True
    assert holds("not list", {"list": True}) is False


def test_the_condition_of_the_example_asks_the_counsel_where_consent_is_needed() -> None:
    playbook, region = example()
    gates = [stage.gate for stage in playbook.stages if stage.gate is not None]
    conditions = [approver.when for gate in gates for approver in gate.approvers if approver.when is not None]
    assert [holds(when, facts(playbook, region, {})) for when in conditions] == [True]
