"""Whether a condition holds, as far as is known.

A condition is decided as soon as what is known decides it: `tier == "L1" or audience_size >= 5000` holds for an L1
campaign before anybody has counted the audience. What cannot be decided yet is None.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from mopsdocs.documents.conditions.expressions import (
    And,
    Compare,
    Expression,
    Items,
    Name,
    Not,
    Operand,
    Or,
    YesNo,
)
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading

Value = str | int | bool | frozenset[str]
"""Days are text, year first."""

Values = Mapping[str, Value]
"""What is known, by the names that conditions use. What is not there is not known yet."""

Test = Callable[[Values], bool | None]

_SIGNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(when: str | None, values: Values) -> bool | None:
    """Whether what stands under `when` holds; None where that is not known, or where it is no condition.

    What has no condition holds always. Each text is read once.
    """
    return True if when is None else _test(when)(values)


@lru_cache(maxsize=10_000)
def _test(when: str) -> Test:
    found = reading(when)
    return _unknown if isinstance(found, Flaw) else compiled(found)


def _unknown(values: Values) -> bool | None:
    return None


@lru_cache(maxsize=10_000)
def compiled(expression: Expression) -> Test:
    """A function that says whether `expression` holds, None where that is not known.

    It never fails: a value of another kind than it is compared with counts as not known.
    """
    match expression:
        case And(parts) | Or(parts):
            tests = [compiled(part) for part in parts]
            return _any(tests) if isinstance(expression, Or) else _all(tests)
        case Not(inner):
            return _not(compiled(inner))
        case Compare():
            return _compare(expression)
        case Name(path):
            return lambda values: found if isinstance(found := values.get(path), bool) else None
        case YesNo(value):
            return lambda values: value
        case _:
            return _unknown


def _any(tests: list[Test]) -> Test:
    def test(values: Values) -> bool | None:
        result: bool | None = False
        for each in tests:
            found = each(values)
            if found:
                return True
            if found is None:
                result = None
        return result

    return test


def _all(tests: list[Test]) -> Test:
    def test(values: Values) -> bool | None:
        result: bool | None = True
        for each in tests:
            found = each(values)
            if found is None:
                result = None
            elif not found:
                return False
        return result

    return test


def _not(inner: Test) -> Test:
    def test(values: Values) -> bool | None:
        found = inner(values)
        return None if found is None else not found

    return test


def _compare(compare: Compare) -> Test:
    if compare.operator not in _SIGNS:
        negated = compare.operator == "not in"
        if isinstance(compare.right, Items):
            return _one_of(_getter(compare.left), compare.right, negated)
        return _within(_getter(compare.left), _getter(compare.right), negated)
    sign = _SIGNS[compare.operator]
    left, right = _getter(compare.left), _getter(compare.right)
    if isinstance(compare.left, Name) and not isinstance(compare.right, Name | Items):
        return _against(compare.left.path, sign, compare.right.value)

    def test(values: Values) -> bool | None:
        one, other = left(values), right(values)
        if one is None or type(one) is not type(other):
            return None
        return sign(one, other)

    return test


def _against(path: str, sign: Callable[[Any, Any], bool], value: Value) -> Test:
    """The usual comparison, of a name with a value."""
    kind = type(value)

    def test(values: Values) -> bool | None:
        found = values.get(path)
        return sign(found, value) if type(found) is kind else None

    return test


def _one_of(left: Callable[[Values], Value | None], items: Items, negated: bool) -> Test:
    wanted = frozenset((type(item.value), item.value) for item in items.values)
    kinds = frozenset(kind for kind, _ in wanted)

    def test(values: Values) -> bool | None:
        found = left(values)
        return ((type(found), found) in wanted) is not negated if type(found) in kinds else None

    return test


def _within(left: Callable[[Values], Value | None], right: Callable[[Values], Value | None], negated: bool) -> Test:
    def test(values: Values) -> bool | None:
        found, held = left(values), right(values)
        return (found in held) is not negated if isinstance(held, frozenset) and isinstance(found, str) else None

    return test


def _getter(operand: Operand) -> Callable[[Values], Value | None]:
    if isinstance(operand, Name):
        path = operand.path
        return lambda values: values.get(path)
    value = None if isinstance(operand, Items) else operand.value
    return lambda values: value
