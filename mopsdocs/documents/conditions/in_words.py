"""Conditions as people would say them: `audience_size >= 5000` as "“Audience size” is at least 5,000"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mopsdocs.documents.conditions.expressions import (
    VARIABLE,
    And,
    Compare,
    Expression,
    Items,
    Literal,
    Name,
    Not,
    Number,
    Operand,
    Or,
    Text,
)

_OPERATORS: Final = {
    "==": "is",
    "!=": "is not",
    ">=": "is at least",
    "<=": "is at most",
    ">": "is more than",
    "<": "is less than",
}
_TURNED: Final = {"==": "==", "!=": "!=", ">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_SUBJECTS: Final = {
    "region.consent.b2b": "the region's consent rule for business contacts",
    "region.consent.b2c": "the region's consent rule for consumers",
    "region.code": "the region",
    "region.currency": "the region's currency",
    "region.holidays.country": "the country whose holidays apply",
    "region.holidays.subdivision": "the state whose holidays apply",
    "region.locales": "the region's languages",
    "region.regimes": "the region's laws",
    "region.timezone": "the region's time zone",
    "region.workweek": "the region's working days",
    "channels": "the campaign's channels",
}


def in_words(expression: Expression, titles: Mapping[str, str]) -> str:
    """`expression` in words, or '' where words would be harder to follow; `titles` are those of variables by id."""
    match expression:
        case And(parts) | Or(parts):
            said = ["" if isinstance(part, And | Or) else in_words(part, titles) for part in parts]
            return (" or " if isinstance(expression, Or) else " and ").join(said) if all(said) else ""
        case Name():
            return f"{_subject(expression, titles)} is set"
        case Not(Name() as name):
            return f"{_subject(name, titles)} is not set"
        case Compare():
            return _comparison(expression, titles)
        case _:
            return ""


def _comparison(compare: Compare, titles: Mapping[str, str]) -> str:
    match compare:
        case Compare(Name() as name, "in" | "not in" as operator, Items((value,))):
            return f"{_subject(name, titles)} {'is not' if operator == 'not in' else 'is'} {_value(value)}"
        case Compare(Name() as name, "in" | "not in" as operator, Items(values)):
            number = "is none of" if operator == "not in" else "is one of"
            return f"{_subject(name, titles)} {number} {_either([_value(value) for value in values])}"
        case Compare(left, "in" | "not in" as operator, Name() as name):
            said = _subject(left, titles)
            return f"{_subject(name, titles)} {'do not include' if operator == 'not in' else 'include'} {said}"
        case Compare(Text() | Number() as left, operator, Name() as name) if operator in _TURNED:
            return _comparison(Compare(name, _TURNED[operator], left), titles)
        case Compare(Name() as name, operator, right) if operator in _OPERATORS and not isinstance(right, Items):
            return f"{_subject(name, titles)} {_OPERATORS[operator]} {_subject(right, titles)}"
        case _:
            return ""


def _subject(operand: Operand, titles: Mapping[str, str]) -> str:
    if not isinstance(operand, Name):
        return "" if isinstance(operand, Items) else _value(operand)
    known = _SUBJECTS.get(operand.path)
    id = operand.path.removeprefix(VARIABLE)
    return known or (f"“{titles[id]}”" if id in titles else id.replace("_", " ").replace(".", " "))


def _value(literal: Literal) -> str:
    """A value as people write it: codes stay, underscores become spaces."""
    if isinstance(literal, Text):
        return literal.value.replace("_", " ").strip() or "empty"
    return f"{literal.value:,}" if isinstance(literal, Number) else str(literal.value).lower()


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
