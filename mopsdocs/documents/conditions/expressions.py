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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """Part of a condition that stands at `span` in its text. Where it stands does not make it another one."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name(_Placed):
    """What is asked about: `audience_size`, `region.consent.b2b`, `channels`."""

    path: str


@dataclass(frozen=True, slots=True)
class Text(_Placed):
    """A text between quotes, without them."""

    value: str


@dataclass(frozen=True, slots=True)
class Number(_Placed):
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class YesNo(_Placed):
    """`true` or `false`."""

    value: bool


Literal = Text | Number | YesNo


@dataclass(frozen=True, slots=True)
class Items(_Placed):
    """Values between brackets. There is at least one; they stand behind `in` only."""

    values: tuple[Literal, ...]


Operand = Name | Literal | Items


@dataclass(frozen=True, slots=True)
class Compare(_Placed):
    """`left` and `right` with one of `==`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `not in` between them."""

    left: Operand
    operator: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """The opposite of `inner`."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class And(_Placed):
    """All of `parts`, which are two or more."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(_Placed):
    """At least one of `parts`, which are two or more."""

    parts: tuple[Expression, ...]


Expression = Operand | Compare | Not | And | Or


def variable_name(id: str) -> str:
    """The name by which a condition knows the variable `id`."""
    return f"{VARIABLE}{id}" if id in RESERVED else id


def walk(expression: Expression) -> Iterator[Expression]:
    """`expression` and everything in it, in reading order."""
    yield expression
    for part in parts_of(expression):
        yield from walk(part)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """What `expression` is made of; nothing for a name or a value."""
    match expression:
        case And(parts) | Or(parts):
            return parts
        case Not(inner):
            return (inner,)
        case Compare(left, _, right):
            return left, right
        case _:
            return ()


def names_in(expression: Expression) -> frozenset[str]:
    """The names that `expression` asks about."""
    return frozenset(part.path for part in walk(expression) if isinstance(part, Name))


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
