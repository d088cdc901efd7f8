"""Values under other spellings: which value an alias stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Aliases:
    """The values of one list, such as a tag or the fields of an object, with the aliases of each.

    Capitals do not count in an alias, unless it differs from its value in nothing else. What is a value itself is
    never an alias, and an alias of two values stands for neither.
    """

    def __init__(self, values: Mapping[str, Iterable[str]]) -> None:
        self.values = frozenset(values)
        self._found: dict[str, set[str]] = {}
        for value, aliases in values.items():
            for alias in aliases:
                key = alias if alias.lower() == value.lower() else alias.lower()
                self._found.setdefault(key, set()).add(value)

    def __bool__(self) -> bool:
        return bool(self._found)

    def value_of(self, word: str) -> str | None:
        """The value that `word` is an alias of, or None."""
        if word in self.values:
            return None
        found = self._found.get(word, set()) | self._found.get(word.lower(), set())
        return next(iter(found)) if len(found) == 1 else None


def is_respelled(word: str, value: str) -> bool:
    """Whether `word` is `value` written another way: capitals, hyphens, underscores, spaces or a plural s."""
    return _letters(word) == _letters(value)


def _letters(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter not in "-_ .").removesuffix("s")
