"""Words of any language in the letters that names and links have: A to Z without marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

_EVERYWHERE: Final[Mapping[str, str]] = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "\u0131": "i", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H",
    "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E",
}  # fmt: skip
"""Letters that are more than a letter of the alphabet with a mark."""

_UMLAUTS: Final = {"ä": "ae", "Ä": "Ae", "ö": "oe", "Ö": "Oe", "ü": "ue", "Ü": "Ue"}
_RINGS: Final = {"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
_OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "de": _UMLAUTS,
    **dict.fromkeys(("da", "nb", "nn", "no"), _RINGS),
}
"""What single languages do otherwise: ö is oe in German, and o in Turkish, Swedish and Hungarian."""


def in_latin(text: str, language: str = "") -> str | None:
    """`text` with ASCII letters alone, as `language` (`de`) writes them; None where it has letters of other scripts.

    Signs that are neither letters nor numbers become spaces.
    """
    own = _OWN.get(language, {})
    composed = unicodedata.normalize("NFC", text)
    spelled = "".join(own.get(letter) or _EVERYWHERE.get(letter, letter) for letter in composed)
    plain = "".join(_plain(letter) for letter in unicodedata.normalize("NFKD", spelled))
    return plain if plain.isascii() else None


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    category = unicodedata.category(letter)
    return "" if category == "Mn" else letter if category[0] in "LN" else " "
