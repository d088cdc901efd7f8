"""The values that the taxonomy allows for one tag, and what other spellings of them mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.aliases import Aliases, is_respelled
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Tag
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The `value` that a word stands for; `reason` says why it is not the word itself, empty where it is."""

    value: str
    reason: str = ""

    @classmethod
    def by(cls, word: str, value: str) -> Meant:
        """`word` means `value`, be it the same or not."""
        return cls(value, "" if word == value else f'"{word}" is called "{value}" here')


class UnknownValue(MopsError):
    """The word stands for no value of its tag."""


class TagValues:
    """The values of `tag`, which stands in the file at `path`."""

    def __init__(self, tag: Tag, path: str) -> None:
        self.tag = tag
        self._path = path
        self._aliases = Aliases({value.id: value.aliases for value in tag.values})
        self._words = {alias.lower(): value.id for value in tag.values for alias in value.aliases}

    @classmethod
    def of(cls, library: Library, id: str) -> TagValues | None:
        """The values of the tag `id`; None where the taxonomy in `library` has no such tag."""
        entry = library.get("tag", id)
        return cls(entry.item, entry.path) if entry is not None else None

    def found(self, word: str) -> Meant | None:
        """The value that `word` is, is an alias of, or is in another spelling; None for none."""
        if word in self._aliases.values:
            return Meant(word)
        value = self._aliases.value_of(word)
        if value is None:
            respelled = [known for known in self._aliases.values if is_respelled(word, known)]
            value = respelled[0] if len(respelled) == 1 else None
        return Meant.by(word, value) if value is not None else None

    def meant(self, word: str) -> Meant:
        """The value that `word` stands for; raises UnknownValue."""
        found = self.found(word)
        if found is None:
            what = self.tag.id.removeprefix("utm_").replace("_", " ")
            raise UnknownValue(f"The taxonomy has no {what} {shown(word)}.", self._hint(word))
        return found

    def _hint(self, word: str) -> str:
        """What may have been meant by `word`, which is no value, or else which values there are."""
        alias = closest(word, self._words)
        meant = closest(word, (value.id for value in self.tag.values)) or (self._words[alias] if alias else None)
        return f"Did you mean {meant}?" if meant else self.allowed

    @property
    def allowed(self) -> str:
        """Which values there are."""
        values = [value.id for value in self.tag.values]
        if len(values) <= _SHOWN:
            return f"Write {listed(values, 'or')}."
        return f"{self._path} lists what there is, such as {listed(values[:_SHOWN])}."
