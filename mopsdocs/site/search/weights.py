"""How much each word of a section says about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log2
from typing import Final

from mopsdocs.site.search.records import FoundSection
from mopsdocs.site.search.words import words

_SIGN: Final = 12.0
"""A word that nobody types who means anything else."""

_TITLE: Final = 4.0
_NAME: Final = 3.4
"""A word that is the whole title, or the whole of another name. One of several words gets less, and all of them
together more."""

_PAGE: Final = 1.15
"""What the title of a page counts more than that of a section."""

_USUAL_LENGTH: Final = 80
"""Words of a section. In a longer one each of them says less."""

_STEPS: Final = 6
_FINEST: Final = 8.0
"""Weights are kept as levels: six for each doubling, and the lowest is about an eighth of a word of the text."""


def level(weight: float) -> int:
    """The level of a `weight`, at least 1. The browser turns it back."""
    return max(1, round(_STEPS * log2(1 + _FINEST * weight)))


def levels(section: FoundSection) -> Mapping[str, int]:
    """The level of each word of `section`."""
    weights = _in_text(section.text)
    factor = _PAGE if not section.anchor else 1.0
    for phrases, most in (((section.title,), _TITLE * factor), ((*section.names, *section.also), _NAME * factor)):
        for phrase in phrases:
            found = dict.fromkeys(words(phrase))
            share = most / (0.7 + 0.3 * len(found))
            for word in found:
                weights[word] = max(weights.get(word, 0.0), share) + 0.1 * min(weights.get(word, 0.0), share)
    for sign in section.signs:
        for word in words(sign)[-1:]:
            weights[word] = _SIGN
    return {word: level(weight) for word, weight in weights.items()}


def _in_text(text: str) -> dict[str, float]:
    found = words(text)
    length = 0.6 + 0.4 * len(found) / _USUAL_LENGTH
    return {word: number / (number + 1.2 * length) for word, number in Counter(found).items()}
