"""What an unquoted word means: the core schema of YAML 1.2.2, section 10.3.2.

`NO`, `on`, `yes` and `12:30` are text. Where YAML 1.1 and 1.2 read the same digits differently (`010`), and where
a number cannot be kept (`1e400`), the word is refused: quoting it says what is meant.
"""

from __future__ import annotations

import re
from typing import Final

Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER_BEGINS: Final = frozenset("+-.0123456789")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z")
_BASED: Final = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_NOUGHTS: Final = re.compile(r"\A([-+]?)0+(?=[0-9])")
_LEADING_ZERO: Final = re.compile(r"[-+]?0[0-9]")
_NOT_NOUGHT: Final = re.compile(r"[-+.0]*[1-9]")
_LONGEST_NUMBER: Final = 18


class RefusedScalar(Exception):
    """An unquoted word that must not stand as it is. `message` says why, `number` how to write it as a number."""

    def __init__(self, message: str, number: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.number = number


def plain(word: str) -> Scalar:
    """The value of the unquoted `word`; raises RefusedScalar."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in _NUMBER_BEGINS:
        return word
    if _NOT_FINITE.match(word):
        raise RefusedScalar(f"{word} is not a number that can be compared or added")
    if _BASED.match(word):
        _bounded(word)
        return int(word, 0)
    if not _FLOAT.match(word):
        return word
    if _LEADING_ZERO.match(word):
        message = f"{word} begins with 0, and programs differ on which number that is"
        raise RefusedScalar(message, _NOUGHTS.sub(r"\1", word))
    _bounded(word)
    if _INTEGER.match(word):
        return int(word)
    number = float(word)
    if number in (float("inf"), float("-inf")):
        raise RefusedScalar(f"{word} is larger than a number can be")
    if number == 0 and _NOT_NOUGHT.match(word):
        raise RefusedScalar(f"{word} is smaller than a number can be")
    return number


def _bounded(word: str) -> None:
    if len(word) > _LONGEST_NUMBER:
        shown = word if len(word) <= 24 else f"{word[:12]}…"
        raise RefusedScalar(f"{shown} has {len(word)} characters; a number may have {_LONGEST_NUMBER}")
