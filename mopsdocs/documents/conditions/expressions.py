"""A condition as a tree. It compares, and it combines comparisons; nothing in it can calculate, call or repeat.

Two conditions are equal when they say the same in the same order, wherever in a text they stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

Span = tuple[int, int]
"""Where a part stands in the text of the condition: offsets of its first character and of the one behind its last."""

NOWHERE: Final[Span] = (0, 0)

RESERVED: Final = frozenset({"and", "or", "not", "in", "true", "false", "region", "channels", "campaign"})
"""Words with a meaning of their own. A variable of such a name is written with `campaign.` before it."""

VARIABLE: Final = "campaign."
"""May stand before the name of any variable."""


@dataclass(frozen=True, slots=True)
class Name:
    """What is asked about: `audience_size`, `region.consent.b2b`, `channels`."""

    path: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotes, without them."""

    value: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    value: int
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""

    value: bool
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Literal = Text | Number | YesNo


@dataclass(frozen=True, slots=True)
class Items:
    """Values between brackets. There is at least one; they stand behind `in` only."""

    values: tuple[Literal, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Operand = Name | Literal | Items


@dataclass(frozen=True, slots=True)
class Compare:
    """`left` and `right` with one of `==`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `not in` between them."""

    left: Operand
    operator: str
    right: Operand
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of `inner`."""

    inner: Expression
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of `parts`, which are two or more."""

    parts: tuple[Expression, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of `parts`, which are two or more."""

    parts: tuple[Expression, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Expression = Operand | Compare | Not | And | Or


def variable_name(id: str) -> str:
    """The name by which a condition knows the variable `id`."""
    return f"{VARIABLE}{id}" if id in RESERVED else id


def names_in(expression: Expression) -> Iterator[str]:
    """The names that `expression` asks about, one as often as it stands there."""
    match expression:
        case Name(path):
            yield path
        case Compare(left, _, right):
            yield from names_in(left)
            yield from names_in(right)
        case Not(inner):
            yield from names_in(inner)
        case And(parts) | Or(parts):
            for part in parts:
                yield from names_in(part)


def render(expression: Expression) -> str:
    """`expression` as text: one blank between words, double quotes, and the parentheses that it needs."""
    match expression:
        case Compare(left, operator, right):
            return f"{render(left)} {operator} {render(right)}"
        case Not(inner):
            return f"not {_within(inner, And | Or)}"
        case And(parts):
            return " and ".join(_within(part, And | Or) for part in parts)
        case Or(parts):
            return " or ".join(_within(part, Or) for part in parts)
        case _:
            return _value(expression)


def _value(operand: Operand) -> str:
    match operand:
        case Name(path):
            return path
        case Text(value):
            return '"' + value.replace('"', '""') + '"'
        case Number(value):
            return str(value)
        case YesNo(value):
            return "true" if value else "false"
        case Items(values):
            return f"[{', '.join(map(render, values))}]"


def _within(part: Expression, loose: type | object) -> str:
    """A part of something larger: in parentheses where it would be read otherwise without them."""
    return f"({render(part)})" if isinstance(part, loose) else render(part)  # type: ignore[arg-type]
