"""Words as the search compares them. scripts of the search (`search/text.js`) do the same to what somebody types."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SMALL: Final = (
    "a about am an and any are as at be been but by can could did do does for from get give had has have how i if in "
    "into is it its like make may me might must my need of on or our please shall should show so some tell than that "
    "the their them then there these they this those to up us want was we were what when where which who whom whose "
    "why will with would you your"
)
SMALL_WORDS: Final = frozenset(_SMALL.split())
"""Words that say nothing about what is looked for. In capitals they are abbreviations: the IT desk, the US."""

_LETTERS: Final = str.maketrans(
    {"\u0131": "i", "ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)
"""Letters that do not come apart into a plain one and a mark."""

_MARK: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
_GROUPED: Final = re.compile(r"(?<=\d)[.,'\u2019](?=\d{3}(?!\d))")
_THOUSANDS: Final = re.compile(r"(?<![^\W_])(\d+)[kK](?![^\W_])")
_COMPOUND: Final = re.compile(r"[^\W_]+(?:[-_'\u2010\u2011\u2019][^\W_]+)*")
_PART: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` without capitals and marks: `Çift ONAY` is `cift onay`, `Größe` is `grosse`, `İYS` is `iys`."""
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return plain if plain.isascii() else _MARK.sub("", plain)


def words(text: str) -> list[str]:
    """The words of `text` in order, folded, without small ones.

    A compound gives its parts and itself in one word, so that `opt-in`, `opt in` and `optin` find each other. A single
    letter counts only with what it is joined to: `e-mail` is `email`. Numbers have no separators: `50,000` and `50k`
    are `50000`.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), _GROUPED.sub("", text))
    text = _THOUSANDS.sub(r"\g<1>000", text)
    found: list[str] = []
    for compound in _COMPOUND.findall(text):
        found.extend(_forms(compound))
    return found


@lru_cache(maxsize=200_000)
def _forms(compound: str) -> tuple[str, ...]:
    """The words that a compound, or a plain word, is found by."""
    parts = _PART.findall(compound)
    if len(parts) == 1:
        return _forms_of_one(compound)
    apart = (form for part in parts if len(part) > 1 for form in _forms_of_one(part))
    return (*apart, folded("".join(parts)))


def _forms_of_one(word: str) -> tuple[str, ...]:
    plain = folded(word)
    is_small = plain in SMALL_WORDS and not (len(word) > 1 and word.isupper())
    return () if is_small else tuple(plain.split())  # some signs fold into several words
