"""Conditions whose answer is the same for every campaign, so that they decide nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from math import prod
from typing import Final

from mopsdocs.documents.conditions.environment import Environment, Kind, Type
from mopsdocs.documents.conditions.evaluation import Value, compiled
from mopsdocs.documents.conditions.expressions import (
    And,
    Compare,
    Expression,
    Items,
    Literal,
    Name,
    Or,
    Text,
    YesNo,
    names_in,
    parts_of,
    render,
    walk,
)
from mopsdocs.documents.conditions.flaws import Flaw

MOST_CASES: Final = 1_000
"""Cases that are tried. A condition with more is taken to decide something; its parts are looked at one by one."""

_MOST_ITEMS: Final = 9
"""Items of a list that are tried with and without each other."""

_OTHER: Final = "\0"
"""Stands for all texts that the condition does not name."""


def pointless(expression: Expression, environment: Environment, whole: bool = True) -> Iterator[Flaw]:
    """The largest parts of `expression`, which makes sense in `environment`, that are always true or never."""
    answer = _only_answer(expression, environment)
    if answer is not None:
        yield _told(expression, answer, whole)
        return
    for part in parts_of(expression) if not isinstance(expression, Compare) else ():
        yield from pointless(part, environment, whole=False)


def _only_answer(expression: Expression, environment: Environment) -> bool | None:
    """What `expression` says of every campaign; None where campaigns differ, or nobody can tell."""
    comparisons = [part for part in walk(expression) if isinstance(part, Compare)]
    if any(_between_names(compare) for compare in comparisons):
        return None
    asked = sorted(names_in(expression))
    cases = [_cases(path, environment.names[path], comparisons) for path in asked]
    known = [values for values in cases if values is not None]
    if len(known) < len(cases) or prod(map(len, known)) > MOST_CASES:
        return None
    test = compiled(expression)
    first: bool | None = None
    for values in product(*known):
        answer = test(dict(zip(asked, values, strict=True)))
        if answer is None or (first is not None and answer is not first):
            return None
        first = answer
    return first


def _told(expression: Expression, answer: bool, whole: bool) -> Flaw:
    written = render(expression)
    if whole:
        hint = "remove when" if answer else "correct it, or remove what nobody is ever asked for"
    else:
        hint = "remove this part, or correct it"
    hint = _meant(expression) or hint
    return Flaw(expression.span, f"{written} is {'always true' if answer else 'never true'}", hint, written)


def _meant(expression: Expression) -> str:
    """`tier == "L1" and tier == "L2"` is nearly always meant as either of them."""
    if not isinstance(expression, And | Or):
        return ""
    sign, operator = ("==", "in") if isinstance(expression, And) else ("!=", "not in")
    values: list[Literal] = []
    names = set()
    for part in expression.parts:
        if not isinstance(part, Compare) or part.operator != sign or not isinstance(part.left, Name):
            return ""
        if isinstance(part.right, Name | Items):
            return ""
        names.add(part.left.path)
        values.append(part.right)
    items = render(Items(tuple(values)))
    return f"did you mean {names.pop()} {operator} {items}?" if len(names) == 1 else ""


def _between_names(compare: Compare) -> bool:
    """Whether two different names are compared, which cases of the one and the other would not cover."""
    left, right = compare.left, compare.right
    return isinstance(left, Name) and isinstance(right, Name) and left != right


def _cases(path: str, found: Type, comparisons: Iterable[Compare]) -> list[Value] | None:
    """Values of `path` that stand for all: for every value that it can have, one that no comparison tells from it.

    None where these are too many to try.
    """
    if found.kind is Kind.YES_NO:
        return [True, False]
    literals = [literal for compare in comparisons for literal in _compared_with(path, compare)]
    if found.kind is Kind.NUMBER:
        numbers = {literal.value for literal in literals if not isinstance(literal, Text | YesNo)}
        return sorted({number + step for number in numbers or {0} for step in (-1, 0, 1)})
    texts = sorted({literal.value for literal in literals if isinstance(literal, Text)})
    if found.kind is Kind.LIST:
        if len(texts) > _MOST_ITEMS:
            return None
        return [frozenset(some) for size in range(len(texts) + 1) for some in combinations(texts, size)]
    if found.kind is Kind.DAY:
        return ["", *(day + rest for day in texts for rest in ("", _OTHER))]
    return [*found.allowed] or [*texts, _OTHER]


def _compared_with(path: str, compare: Compare) -> Iterator[Literal]:
    sides = (compare.left, compare.right)
    if any(isinstance(side, Name) and side.path == path for side in sides):
        for side in sides:
            if isinstance(side, Items):
                yield from side.values
            elif not isinstance(side, Name):
                yield side
