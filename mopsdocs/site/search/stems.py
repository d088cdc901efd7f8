"""Words that are forms of one another: `approve`, `approved` and `approval`; `zgoda` and `zgody`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

ENGLISH: Final = "en"

_LANGUAGES: Final = (
    "ar arabic, ca catalan, cs czech, da danish, de german, el greek, en english, es spanish, et estonian, eu basque, "
    "fi finnish, fr french, ga irish, hi hindi, hu hungarian, hy armenian, id indonesian, it italian, lt lithuanian, "
    "nb norwegian, ne nepali, nl dutch, no norwegian, pl polish, pt portuguese, ro romanian, ru russian, sr serbian, "
    "sv swedish, ta tamil, tr turkish"
)
_ALGORITHMS: Final = {pair[:2]: pair[3:] for pair in _LANGUAGES.split(", ")}
"""Languages whose endings are known; words of others are found by their beginnings."""

_SHORTEST: Final = 3
"""Letters of the shortest stem that counts: of less, chance makes families."""


def families(languages: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """Words that have a stem in common, sorted; `languages` are those that each word may be in."""
    by_stem: dict[tuple[str, str], list[str]] = {}
    for word in sorted(languages):
        if not word.isalpha():
            continue
        for language in sorted(languages[word]):
            stem = _stem(language, word)
            if len(stem) >= _SHORTEST:
                by_stem.setdefault((language, stem), []).append(word)
    return sorted(family for family in by_stem.values() if len(family) > 1)


def known(languages: Iterable[str]) -> frozenset[str]:
    """Those of `languages` whose endings are known."""
    return frozenset(language for language in languages if language in _ALGORITHMS)


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(_ALGORITHMS[language])


@cache
def _stem(language: str, word: str) -> str:
    return str(_stemmer(language).stemWord(word))
