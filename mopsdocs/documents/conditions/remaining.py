"""What a condition still asks once some of it is known, and where its answer changes with a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.documents.conditions.evaluation import Values, compiled
from mopsdocs.documents.conditions.expressions import (
    And,
    Compare,
    Expression,
    Items,
    Name,
    Not,
    Number,
    Operand,
    Or,
    YesNo,
    walk,
)

_STEPS: Final = {"<": (0,), ">=": (0,), "<=": (1,), ">": (1,), "==": (0, 1), "!=": (0, 1)}
"""How far above a number the answer of a comparison with it changes."""

_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def remaining(expression: Expression, values: Values) -> Expression:
    """`expression` without the parts that `values` decide: `true`, `false`, or what is left to ask."""
    answer = compiled(expression)(values)
    if answer is not None:
        return YesNo(answer)
    match expression:
        case And(parts) | Or(parts):
            left = tuple(remaining(part, values) for part in parts if compiled(part)(values) is None)
            return left[0] if len(left) == 1 else type(expression)(left)
        case Not(inner):
            return Not(remaining(inner, values))
        case _:
            return expression


def thresholds(expression: Expression) -> Iterator[tuple[str, int]]:
    """Names that are compared with numbers, each with the smallest number of a new answer: 1000 for `x >= 1000`."""
    for part in walk(expression):
        match part:
            case Compare(Name(path), operator, Number(value)) if operator in _STEPS:
                yield from ((path, value + step) for step in _STEPS[operator])
            case Compare(Number(value), operator, Name(path)) if operator in _STEPS:
                yield from ((path, value + step) for step in _STEPS[_TURNED.get(operator, operator)])
            case Compare(Name(path), _, Items(values)):
                yield from ((path, number + step) for number in _numbers(values) for step in (0, 1))
            case _:
                pass


def _numbers(values: tuple[Operand, ...]) -> Iterator[int]:
    yield from (value.value for value in values if isinstance(value, Number))
