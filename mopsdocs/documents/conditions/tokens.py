"""The words and signs of a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.conditions.flaws import ConditionError, Flaw

KEYWORDS: Final = frozenset({"and", "or", "not", "in", "true", "false"})

LONGEST_NUMBER: Final = 15

_TOKEN: Final = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<word>[^\W\d]\w*(?:\.\w+|-(?=[^\W\d])\w+)*)
    | (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-]))
    | (?P<number>-?[0-9]+)
    | (?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<wrong>=>|=<|<>|&&|\|\||≥|≤|≠|=(?!=)|!(?!=)|&|\|)
    | (?P<operator>==|!=|<=|>=|<|>)
    | (?P<mark>[()\[\],])
    """,
    re.VERBOSE,
)
_GROUPED: Final = re.compile(r"-?(?:[0-9]{1,3}(?:[., '\u2019][0-9]{3})+(?![0-9])|[0-9]+[.,][0-9]+)")
_UNIT: Final = re.compile(r"-?[0-9]+(?:[^\W\d]\w*|%)")
_RIGHT: Final = {
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "=": "==, two signs",
    "!": "not",
    "&": "and",
    "|": "or",
}
_CURLY: Final = "“”„‟«»\u2018\u2019\u201a\u2039\u203a`\u00b4"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a condition. `kind` is word, keyword, number, text, operator, mark, or end behind the last one."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The pieces of `text` and the end; raises ConditionError at what no condition may contain."""
    found = list(_tokens(text))
    end = len(text.rstrip())
    return [*found, Token("end", "", end, end)]


def _tokens(text: str) -> Iterator[Token]:
    at, brackets = 0, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        kind = match.lastgroup if match is not None else None
        if match is None or kind is None:
            raise ConditionError(_unexpected(text, at))
        at, end = match.end(), match.end()
        token = Token("keyword" if match[0] in KEYWORDS else kind, match[0], match.start(), end)
        if token.text in ("[", "]"):
            brackets += 1 if token.text == "[" else -1
        flaw = _flaw(text, token, brackets > 0)
        if flaw is not None:
            raise ConditionError(flaw)
        if kind != "blank":
            yield token


def _flaw(text: str, token: Token, in_list: bool) -> Flaw | None:
    """What is wrong with a single piece."""
    span = (token.start, token.end)
    if token.kind == "wrong":
        return Flaw(
            span, f'a condition does not know the sign "{token.text}"', f"write {_RIGHT[token.text]}", token.text
        )
    if token.kind == "day":
        return Flaw(span, f"the day {token.text} stands without quotes", f'write "{token.text}"', token.text)
    if token.kind == "word" and token.text.lower() in KEYWORDS:
        word = token.text
        return Flaw(span, f'"{word}" is written in capitals', f"write {word.lower()} in small letters", word)
    return _number_flaw(text, token, in_list) if token.kind == "number" else None


def _number_flaw(text: str, token: Token, in_list: bool) -> Flaw | None:
    whole = _GROUPED.match(text, token.start) if not in_list else None
    if whole is not None:
        digits = re.sub("[^-0-9]", "", whole[0])
        span = (token.start, whole.end())
        if re.search(r"[., '\u2019][0-9]{3}$", whole[0]):
            return Flaw(span, f'the number "{whole[0]}" has a sign between its digits', f"write {digits}", whole[0])
        return Flaw(span, f'"{whole[0]}" is not a whole number', "write a number without a decimal sign", whole[0])
    unit = _UNIT.match(text, token.start)
    if unit is not None:
        span = (token.start, unit.end())
        return Flaw(span, f'"{unit[0]}" is neither a number nor a text', "write the number alone, in full", unit[0])
    digits = token.text.removeprefix("-")
    span = (token.start, token.end)
    if len(digits) > LONGEST_NUMBER:
        return Flaw(span, "the number is too long", f"write at most {LONGEST_NUMBER} digits", token.text)
    if digits != str(int(digits)):
        right = str(int(token.text))
        return Flaw(span, f'the number "{token.text}" begins with a zero', f"write {right}", token.text)
    return None


def _unexpected(text: str, at: int) -> Flaw:
    """About the character at `at`, with which no piece can begin."""
    sign, span = text[at], (at, at + 1)
    if sign in "\"'":
        rest = " ".join(text[at + 1 : at + 21].split())
        if not rest:
            return Flaw(span, "the quotes at the end open nothing", f"put {sign} before the text as well", sign)
        message = f'the quotes before "{rest}" are never closed'
        return Flaw((at, len(text)), message, f"put {sign} behind the text as well", sign)
    if sign in _CURLY:
        return Flaw(span, f"{sign} is not a quote that a condition knows", 'write straight quotes: "', sign)
    if sign in "+-\u2212–*/%^÷×":
        message = f'a condition compares, it does not calculate with "{sign}"'
        hint = "write the result, or declare a variable that campaigns fill in with it"
        return Flaw(span, message, hint, sign)
    if sign == ".":
        return Flaw(span, "a value has no parts that a dot leads to", "remove the dot and what follows it", sign)
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    return Flaw(span, f'a condition does not know the sign "{shown}"', "remove it; text stands between quotes", sign)
