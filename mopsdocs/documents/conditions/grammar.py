"""From the text of a condition to its tree.

    condition  = all { "or" all }
    all        = one { "and" one }
    one        = "not" one | "(" condition ")" | comparison
    comparison = value [ sign value | [ "not" ] "in" ( name | list ) ]
    value      = name | text | number | "true" | "false"
    list       = "[" literal { "," literal } "]"

What a text may ask of the reader is bounded by LONGEST and DEEPEST, so no text can exhaust it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from mopsdocs.documents.conditions.expressions import (
    RESERVED,
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
    Span,
    Text,
    YesNo,
)
from mopsdocs.documents.conditions.flaws import ConditionError, Flaw
from mopsdocs.documents.conditions.misspeakings import misplaced, plain_words, too_early, unwanted_beginning
from mopsdocs.documents.conditions.tokens import Token, tokens

LONGEST: Final = 1000
"""Characters that a condition may have."""

DEEPEST: Final = 20
"""How many parentheses and `not` may stand inside each other."""


def parse(text: str) -> Expression:
    """The condition `text` as a tree; raises ConditionError, which says where it is wrong and what to write."""
    if len(text) > LONGEST:
        message = f"the condition has {len(text):,} characters, more than anybody can follow"
        raise ConditionError(Flaw((0, len(text)), message, f"say it in {LONGEST:,}, or declare a yes-or-no variable"))
    try:
        return _Reader(text).whole()
    except ConditionError as error:
        prose = plain_words(text)
        raise (ConditionError(prose) if prose is not None else error) from None


@lru_cache(maxsize=10_000)
def reading(text: str) -> Expression | Flaw:
    """The condition `text`, or why it is none. What has been read once is remembered."""
    try:
        return parse(text)
    except ConditionError as error:
        return error.flaw


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _takes(self, kind: str, *texts: str) -> Token | None:
        """The next piece if it is one of these, which is then behind us."""
        return self._take() if self._next.kind == kind and self._next.text in texts else None

    def _since(self, start: int) -> Span:
        """From `start` to the end of the piece that was taken last."""
        return start, self._tokens[self._at - 1].end

    def _fail(self, span: Span, message: str, hint: str) -> ConditionError:
        return ConditionError(Flaw(span, message, hint, self._text[span[0] : span[1]]))

    def whole(self) -> Expression:
        beginning = unwanted_beginning(self._tokens)
        if beginning is not None:
            raise ConditionError(beginning)
        found = self._any()
        if self._next.kind != "end":
            raise ConditionError(misplaced(self._tokens, self._at))
        return found

    def _any(self) -> Expression:
        start = self._next.start
        parts = [self._all()]
        while self._takes("keyword", "or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts), span=self._since(start))

    def _all(self) -> Expression:
        start = self._next.start
        parts = [self._one()]
        while self._takes("keyword", "and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts), span=self._since(start))

    def _one(self) -> Expression:
        token = self._takes("keyword", "not") or self._takes("mark", "(")
        if token is None:
            return self._comparison()
        self._depth += 1
        if self._depth > DEEPEST:
            hint = "say it more simply, or declare a yes-or-no variable for a part of it"
            message = f"more than {DEEPEST} parentheses or not stand inside each other here"
            raise self._fail((token.start, token.end), message, hint)
        inner = self._negated(token) if token.text == "not" else self._enclosed(token)
        self._depth -= 1
        return inner

    def _negated(self, token: Token) -> Expression:
        inner = self._one()
        return Not(inner, span=self._since(token.start))

    def _enclosed(self, token: Token) -> Expression:
        inner = self._any()
        if not self._takes("mark", ")"):
            if self._next.kind != "end":
                raise ConditionError(misplaced(self._tokens, self._at))
            hint = "write ) where the part that belongs together ends"
            raise self._fail((token.start, token.end), "the parenthesis that opens here is never closed", hint)
        if self._next.kind == "operator":
            message = f'"{self._next.text}" compares values, and what stands in parentheses is none'
            raise self._fail((self._next.start, self._next.end), message, "put parentheses around whole comparisons")
        return inner

    def _comparison(self) -> Expression:
        left = self._value()
        sign = self._take() if self._next.kind == "operator" else None
        if sign is not None:
            return self._compared(left, sign)
        negated = self._takes("keyword", "not")
        word = self._takes("keyword", "in")
        if word is not None:
            right = self._list() if self._next.text == "[" and self._next.kind == "mark" else self._value()
            span = (left.span[0], right.span[1])
            return Compare(left, "not in" if negated else "in", right, span=span)
        if negated is not None:
            message = f'"not" cannot stand behind {self._text[slice(*left.span)]}'
            raise self._fail((negated.start, negated.end), message, "write != before a value, or not in before a list")
        return left

    def _compared(self, left: Operand, sign: Token) -> Compare:
        if self._next.text == "[" and self._next.kind == "mark":
            hint = f"write {'not in' if sign.text == '!=' else 'in'} before a list"
            raise self._fail((sign.start, sign.end), f'"{sign.text}" compares with one value, not with a list', hint)
        right = self._value()
        if self._next.kind == "operator":
            second = self._take()
            third = self._value()
            written = self._text[slice(*right.span)]
            hint = f"write {self._text[left.span[0] : right.span[1]]} and {written} {second.text} "
            hint += self._text[slice(*third.span)]
            hint = hint if isinstance(right, Name) else "join comparisons with and, or"
            raise self._fail((second.start, second.end), "only two values can be compared at a time", hint)
        return Compare(left, sign.text, right, span=(left.span[0], right.span[1]))

    def _value(self) -> Name | Literal:
        literal = self._literal()
        if literal is not None:
            return literal
        token = self._next
        if token.kind != "word":
            raise ConditionError(too_early(self._tokens, self._at))
        self._take()
        after = self._next
        if after.kind == "mark" and after.text in "([":
            what = "ask anything to be worked out" if after.text == "(" else "take a part out of a value"
            span = (token.start, after.end)
            raise self._fail(span, f'a condition cannot {what}: "{token.text}{after.text}"', "compare the value itself")
        rest = token.text.removeprefix(VARIABLE)
        return Name(token.text if rest in RESERVED else rest, span=(token.start, token.end))

    def _literal(self) -> Literal | None:
        token = self._next
        span = (token.start, token.end)
        if token.kind == "text":
            self._take()
            return Text(_unquoted(token.text), span=span)
        if token.kind == "number":
            self._take()
            return Number(int(token.text), span=span)
        if token.kind == "keyword" and token.text in ("true", "false"):
            self._take()
            return YesNo(token.text == "true", span=span)
        return None

    def _list(self) -> Items:
        opening = self._take()
        values: list[Literal] = []
        while True:
            literal = self._literal()
            if literal is None:
                raise ConditionError(_not_listed(self._tokens, self._at, values))
            values.append(literal)
            closing = self._takes("mark", "]")
            if closing is not None:
                return Items(tuple(values), span=(opening.start, closing.end))
            if not self._takes("mark", ","):
                message = "the list that opens here is never closed" if self._next.kind == "end" else ""
                span = (opening.start, opening.end) if message else (self._next.start, self._next.end)
                message = message or f"a comma is missing before {self._next.text} in the list"
                raise self._fail(span, message, 'write a list as ["one", "two"]')


def _unquoted(text: str) -> str:
    """A text without its quotes; inside it two quotes of the same kind stand for one."""
    return text[1:-1].replace(text[0] * 2, text[0])


def _not_listed(pieces: list[Token], at: int, values: list[Literal]) -> Flaw:
    token = pieces[at]
    span = (token.start, token.end)
    if token.kind == "word":
        message = f"{token.text} stands in a list without quotes, where only values can stand"
        return Flaw(span, message, f'write "{token.text}"', token.text)
    if token.text == "]":
        what = "a comma too many" if values else "nothing in it"
        return Flaw(span, f"the list has {what}", 'write a list as ["one", "two"]', token.text)
    return too_early(pieces, at)
