"""Whether a condition makes sense where it stands: every name is known, and only values of one kind are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.documents.conditions.environment import Environment, Kind, Type
from mopsdocs.documents.conditions.expressions import (
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
    YesNo,
    render,
)
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.suggest import KNOWN_ALIASES, closest

_DAY_HINT: Final = 'write year, month and day: "2027-03-10"'

ORDER: Final = frozenset({"<", "<=", ">", ">="})


def flaws(expression: Expression, environment: Environment) -> list[Flaw]:
    """What keeps `expression` from being decided in `environment`, in reading order; nothing for a good condition."""
    return sorted(_flaws(expression, environment), key=lambda flaw: flaw.span)


def _flaws(expression: Expression, environment: Environment) -> Iterator[Flaw]:
    match expression:
        case Or(parts) | And(parts):
            for part in parts:
                yield from _flaws(part, environment)
        case Not(inner):
            yield from _flaws(inner, environment)
        case Compare():
            yield from _Comparison(expression, environment).flaws()
        case Name():
            yield from _asked_alone(expression, environment)
        case YesNo():
            pass
        case _:
            message = f"{render(expression)} alone is neither true nor false"
            yield Flaw(expression.span, message, f"compare it with something: audience_size >= {_example(expression)}")


def _example(expression: Expression) -> str:
    return render(expression) if isinstance(expression, Number) else "1000"


def _asked_alone(name: Name, environment: Environment) -> Iterator[Flaw]:
    found = environment.names.get(name.path)
    if found is None:
        yield unknown(name, environment)
    elif found.kind is not Kind.YES_NO:
        hint = f"compare it with something: {_comparison(name.path, found)}"
        yield Flaw(name.span, f"{name.path} is {found.kind}; alone it says neither yes nor no", hint, name.path)


def _comparison(path: str, found: Type) -> str:
    """An example of how to ask about a name of that type."""
    if found.kind is Kind.LIST:
        return f'"{(*found.allowed, "sms")[0]}" in {path}'
    if found.kind is Kind.NUMBER:
        return f"{path} >= 1000"
    value = "2027-03-10" if found.kind is Kind.DAY else (*found.allowed, "…")[0]
    return f"{path} {'>=' if found.kind is Kind.DAY else '=='} {render(Text(value))}"


class _Comparison:
    """One comparison, looked at from both sides."""

    def __init__(self, compare: Compare, environment: Environment) -> None:
        self._compare = compare
        self._environment = environment
        self._operator = compare.operator

    def flaws(self) -> Iterator[Flaw]:
        left, right = self._compare.left, self._compare.right
        unclear = [*self._unknown(left, right), *self._unknown(right, left)]
        if unclear:
            yield from unclear
        elif self._operator in ("in", "not in"):
            yield from self._membership(left, right)
        else:
            yield from self._sides(left, right)

    def _unknown(self, side: Operand, other: Operand) -> Iterator[Flaw]:
        if isinstance(side, Name) and side.path not in self._environment.names:
            yield unknown(side, self._environment, self._type(other) if isinstance(other, Name) else None)

    def _type(self, side: Operand) -> Type | None:
        match side:
            case Name(path):
                return self._environment.names.get(path)
            case Text():
                return Type(Kind.TEXT)
            case Number():
                return Type(Kind.NUMBER)
            case YesNo():
                return Type(Kind.YES_NO)
            case Items():
                return None

    def _sides(self, left: Operand, right: Operand) -> Iterator[Flaw]:
        """Two values with a sign between them."""
        one, other = self._type(left), self._type(right)
        if one is None or other is None:
            return
        if Kind.LIST in (one.kind, other.kind):
            yield self._list_compared(left, right, one, other)
        elif self._operator in ORDER and not {one.kind, other.kind} & {Kind.NUMBER, Kind.DAY}:
            odd, of = (left, one) if isinstance(left, Name) else (right, other)
            message = f"{render(odd)} is {of.kind}; only numbers and days are smaller or larger"
            yield Flaw(self._compare.span, message, "write ==, !=, or in with a list", render(odd))
        else:
            yield from self._of_one_kind(left, one, right)
            yield from self._of_one_kind(right, other, left)

    def _of_one_kind(self, name: Operand, found: Type, value: Operand) -> Iterator[Flaw]:
        """Whether `value` can be what `name` is; literals on both sides are looked at from the left."""
        if isinstance(value, Items):
            return
        if isinstance(value, Name):
            other = self._type(value)
            if isinstance(name, Name) and other is not None and other.kind is not found.kind and value.span > name.span:
                message = f"{render(name)} is {found.kind}, {value.path} is {other.kind}"
                yield Flaw(self._compare.span, message, "compare values of one kind", render(name))
        elif isinstance(name, Name):
            flaw = misfit(name.path, found, value)
            if flaw is not None:
                yield flaw
        elif type(name) is not type(value) and value.span > name.span:
            message = f"{render(name)} and {render(value)} are of different kinds"
            yield Flaw(self._compare.span, message, "compare a name with a value", render(name))

    def _list_compared(self, left: Operand, right: Operand, one: Type, other: Type) -> Flaw:
        listed, value = (left, right) if one.kind is Kind.LIST else (right, left)
        word = "not in" if self._operator == "!=" else "in"
        example = render(value) if isinstance(value, Text) else f'"{((*one.allowed, *other.allowed, "sms"))[0]}"'
        message = f"{render(listed)} is a list, which {self._operator} cannot compare"
        return Flaw(self._compare.span, message, f"write {example} {word} {render(listed)}", render(listed))

    def _membership(self, left: Operand, right: Operand) -> Iterator[Flaw]:
        found = self._type(left)
        if isinstance(right, Items):
            if found is None:
                return
            if found.kind is Kind.LIST:
                joint = " and " if self._operator == "not in" else " or "
                each = joint.join(f"{render(value)} {self._operator} {render(left)}" for value in right.values)
                yield Flaw(self._compare.span, f"{render(left)} is a list itself", f"write {each}", render(left))
                return
            for value in right.values:
                yield from self._of_one_kind(left, found, value)
            return
        within = self._type(right)
        if within is None or within.kind is not Kind.LIST:
            sign = "==" if self._operator == "in" else "!="
            what = within.kind if within is not None else "no list"
            hint = f"write {render(left)} {sign} {render(right)}"
            yield Flaw(right.span, f"{render(right)} is {what}, and {self._operator} looks into a list", hint)
        elif isinstance(left, Text):
            flaw = misfit(render(right), within, left)
            if flaw is not None:
                yield flaw
        elif found is None or found.kind is not Kind.TEXT:
            message = f"{render(right)} holds texts, and {render(left)} is {found.kind if found else 'none'}"
            yield Flaw(left.span, message, f"write {_comparison(render(right), within)}", render(left))


def misfit(path: str, found: Type, value: Literal) -> Flaw | None:
    """Why `path`, which is of the type `found`, can never be `value` or hold it; None where it can."""
    written, span = render(value), value.span
    wanted = Kind.TEXT if found.kind is Kind.LIST else found.kind
    if isinstance(value, Number | YesNo) or wanted in (Kind.NUMBER, Kind.YES_NO):
        fits = {Kind.NUMBER: Number, Kind.YES_NO: YesNo}.get(wanted, Text)
        if isinstance(value, fits):
            return None
        return Flaw(span, f"{path} is {found.kind}, and {written} is not", _as_kind(wanted, value), written)
    if found.allowed and value.value not in found.allowed:
        meant = closest(value.value, found.allowed)
        hint = f'did you mean "{meant}"? ' if meant else ""
        verb = "never holds" if found.kind is Kind.LIST else "is never"
        hint += f"Allowed: {', '.join(found.allowed)}"
        return Flaw(span, f"{path} {verb} {written}", hint, written)
    if found.pattern and re.search(found.pattern, value.value) is None:
        return Flaw(span, f"{path} is never written like {written}", _as_pattern(path, found, value.value), written)
    return None


def _as_kind(kind: Kind, value: Literal) -> str:
    """How `value` would be written, were it of that kind."""
    if kind is Kind.YES_NO:
        return "write true or false, or the name alone"
    if kind is Kind.NUMBER:
        digits = str(value.value) if isinstance(value, Text) else ""
        return f"write {digits} without quotes" if digits.isdecimal() else "write a number, without quotes"
    return _DAY_HINT if kind is Kind.DAY else f'write it between quotes: "{render(value)}"'


def _as_pattern(path: str, found: Type, value: str) -> str:
    if found.kind is Kind.DAY:
        return _DAY_HINT
    alias = KNOWN_ALIASES.get(value.lower(), "")
    if alias and re.search(found.pattern, alias):
        return f'did you mean "{alias}"?'
    for spelling in (value.lower(), value.upper()):
        if re.search(found.pattern, spelling):
            return f'write "{spelling}"'
    return f"write it as the files of the regions do under {path.removeprefix('region.')}"


_WORDS: Final = {
    "yes": ("yes is no word of a condition", "write true"),
    "no": ("no is no word of a condition", "write false"),
    "always": ("what has no condition applies always", "remove when"),
    "region": ("region is more than one value", "write region.code, or another of its parts"),
}


def unknown(name: Name, environment: Environment, other: Type | None = None) -> Flaw:
    """That nothing is called `name`. `other` is the type of what it is compared with."""
    path = name.path
    if path.lower() in _WORDS:
        return Flaw(name.span, *_WORDS[path.lower()], path)
    if _is_text(path, other, environment):
        return Flaw(name.span, f"{path} is a text, so it stands between quotes", f'write "{path}"', path)
    first = path.partition(".")[0]
    if first in ("steps", "step", "stages", "stage", "gates", "gate"):
        message = f"{path} asks about the work itself; conditions could wait for each other in a circle"
        return Flaw(name.span, message, "let the step wait with depends_on instead", path)
    return Flaw(name.span, f"nothing is called {path} here", _meant(path, environment, other), path)


def _is_text(path: str, other: Type | None, environment: Environment) -> bool:
    """Whether `path` was meant as a text: what it is compared with can be that, and no name is like it."""
    if other is None or other.kind not in (Kind.TEXT, Kind.LIST):
        return False
    return path in other.allowed or not (other.allowed or closest(path, environment.names))


def _meant(path: str, environment: Environment, other: Type | None) -> str:
    first = path.partition(".")[0]
    last = f".{path.rpartition('.')[2]}"
    parts = sorted(known for known in environment.names if known.startswith(f"{path}."))
    parts = parts or sorted(known for known in environment.names if first == "region" and known.endswith(last))
    if parts:
        return f"write {' or '.join(parts)}"
    if first != path and first in environment.names:
        return f"{first} has no parts; compare {first} itself"
    meant = closest(path, environment.names)
    if meant is not None:
        return f"did you mean {meant}?"
    value = closest(path, other.allowed) if other is not None else None
    if value is not None:
        return f'did you mean "{value}"? Text stands between quotes'
    if first == "region":
        return f"use one of {', '.join(sorted(known for known in environment.names if known.startswith('region.')))}"
    return environment.remedy
