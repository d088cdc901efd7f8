"""What people write instead of a condition, and what they should write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.tokens import KEYWORDS, Token

_SIGNS: Final = re.compile(r"""[=<>"\[\]()&|!*/+%^≤≥≠_]""")
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['\u2019.-][^\W_]+)*")
_NUMBER: Final = re.compile(r"[0-9]+")
_INSTEAD: Final = {
    "is": "write == for is, and != for is not",
    "equals": "write ==",
    "equal": "write ==",
    "are": "write ==",
    "isn't": "write !=",
    "contains": 'turn it round and write in: "sms" in channels',
    "contain": 'turn it round and write in: "sms" in channels',
    "includes": 'turn it round and write in: "sms" in channels',
    "include": 'turn it round and write in: "sms" in channels',
    "has": 'turn it round and write in: "sms" in channels',
    "over": "write >",
    "above": "write >",
    "under": "write <",
    "below": "write <",
    "than": "write > or <",
    "between": "write both ends: audience_size >= 1000 and audience_size < 5000",
    "xor": "write both cases, with or between them",
    "unless": "write and not",
    "but": "write and",
}
_BEGINNINGS: Final = frozenset({"if", "when", "only"})
_WHAT_TO_DO: Final = (
    "declare a variable with type: boolean under variables, say there what it means, and write its id here"
)


def plain_words(text: str) -> Flaw | None:
    """That `text`, which is no condition, was written for people to read; None where it looks like a condition."""
    if _SIGNS.search(text) or _NUMBER.search(text):
        return None
    words = _WORD.findall(text.lower())
    if not any(one not in KEYWORDS and other not in KEYWORDS for one, other in pairwise(words)):
        return None
    shown = " ".join(text.split())
    shown = f"{shown[:60]}…" if len(shown) > 61 else shown
    return Flaw((0, len(text)), f'"{shown}" is written for people; nothing here can decide it', _WHAT_TO_DO, text)


def unwanted_beginning(pieces: Sequence[Token]) -> Flaw | None:
    """That a condition begins with `if`, although `when` has said so already."""
    first = pieces[0]
    if first.kind == "word" and first.text.lower() in _BEGINNINGS and pieces[1].kind in ("word", "text", "number"):
        message = f'"{first.text}" is said by when: already'
        return Flaw((first.start, first.end), message, f"remove {first.text}", first.text)
    if first.kind == "word" and first.text.lower() == "unless" and pieces[1].kind != "end":
        return Flaw((first.start, first.end), '"unless" turns the condition round', "write not (…)", first.text)
    return None


def misplaced(pieces: Sequence[Token], at: int) -> Flaw:
    """About the piece at `at`, before which a condition could have ended."""
    token, before = pieces[at], pieces[at - 1]
    span = (token.start, token.end)
    instead = _INSTEAD.get(token.text.lower()) if token.kind == "word" else None
    if instead is not None:
        return Flaw(span, f'a condition does not know the word "{token.text}"', instead, token.text)
    if token.text in (")", "]"):
        opening = "(" if token.text == ")" else "["
        return Flaw(span, f"{token.text} closes what no {opening} has opened", f"remove {token.text}", token.text)
    if token.text == ",":
        return Flaw(span, "a comma stands between the values of a list only", "write and, or or", token.text)
    if token.kind == "number" and token.text.startswith("-"):
        hint = "write the result, or declare a variable that campaigns fill in with it"
        return Flaw((before.start, token.end), "a condition compares, it does not calculate", hint, token.text)
    message = f"something is missing between {before.text} and {token.text}"
    hint = "compare two values with == != < <= > >= or in, and join comparisons with and, or"
    return Flaw((before.start, token.end), message, hint, token.text)


def too_early(pieces: Sequence[Token], at: int) -> Flaw:
    """About the piece at `at`, which stands where a value is wanted."""
    token = pieces[at]
    before = pieces[at - 1] if at else None
    if token.kind == "end":
        if before is None:
            return Flaw((0, token.end), "the condition is empty", "write one, or remove when")
        message = f"the condition ends behind {before.text}"
        return Flaw((before.start, before.end), message, "write what is still missing", before.text)
    span = (token.start, token.end)
    if token.text == "[":
        return Flaw(span, "a list can stand behind in only", 'write tier in ["L1", "L2"]', token.text)
    where = f"between {before.text} and {token.text}" if before is not None else f"before {token.text}"
    return Flaw(span, f"a value is missing {where}", "write a name, a number, or a text between quotes", token.text)
