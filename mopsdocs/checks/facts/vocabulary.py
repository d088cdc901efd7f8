"""What the taxonomy and the data dictionary say about a word, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from mopsdocs.checks.facts.aliases import Aliases, is_respelled
from mopsdocs.documents.library import Library

UTM: Final = "utm_"
"""How the ids of tags begin that stand in links."""

_OF_CHANNELS: Final = ("channel", "channels", "utm_medium")
_OF_TYPES: Final = ("campaign_type", "campaign-type", "type")
_OF_LABELS: Final = ("tag", "tags")
_CODES: Final = frozenset({"region", "regions", "country", "language", "locale"})
"""Tags of codes: `de` stands in names, and a document about Germany may well be labelled `germany`."""

EVERYDAY: Final = frozenset(
    (
        *("name", "type", "title", "status", "source", "owner", "label", "description", "number", "code", "key"),
        *("email", "mail", "phone", "company", "country", "land", "language", "region", "date", "url", "value"),
        *("first", "last", "link", "text"),
    )
)
"""Aliases of fields that stand in backquotes for many other reasons."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The value that an alias stands for; `of` is the tag or object that says so."""

    value: str
    of: str


Means = Callable[[str], Meant | None]
"""What a word means in one place. The answers are remembered, because documents repeat their words."""


class Vocabulary:
    """Aliases of tags by tag id (`tags`) and of data fields by object (`fields`)."""

    in_channels: Means
    """What a word means among channels: by the tag for them, else by the one for the medium."""

    in_types: Means
    """What a word means as the type of a playbook."""

    in_labels: Means
    """What a word means among the tags of a document.

    Without a tag for labels all tags count, but those of links only where they have the same word in another spelling:
    `sales` may mean `sales-email` in a link, and on a document it means sales.
    """

    in_fields: Means
    """The name of the field that a word means, where no object is named."""

    def __init__(self, library: Library) -> None:
        self.tags: Mapping[str, Aliases] = {
            entry.id: Aliases({value.id: value.aliases for value in entry.item.values})
            for entry in library.entries("tag")
        }
        objects: dict[str, dict[str, Iterable[str]]] = {}
        for entry in library.entries("field"):
            objects.setdefault(entry.item.object, {})[entry.item.api_name] = entry.item.aliases
        self.fields: Mapping[str, Aliases] = {name: Aliases(fields) for name, fields in objects.items()}
        self.in_channels = cache(partial(self._by_first_of, _OF_CHANNELS))
        self.in_types = cache(partial(self._by_first_of, _OF_TYPES))
        self.in_labels = cache(self._label)
        self.in_fields = cache(self._field)

    def __bool__(self) -> bool:
        return any(self.tags.values()) or any(self.fields.values())

    def in_tag(self, id: str, word: str) -> Meant | None:
        """What `word` means as a value of the tag `id`."""
        value = self.tags[id].value_of(word) if id in self.tags else None
        return Meant(value, f'the tag "{id}"') if value is not None else None

    def _label(self, word: str) -> Meant | None:
        if any(id in self.tags for id in _OF_LABELS):
            return self._by_first_of(_OF_LABELS, word)
        known = {id: aliases for id, aliases in self.tags.items() if id not in _CODES}
        meant = _only(known, word, lambda id, value: not id.startswith(UTM) or is_respelled(word, value))
        return Meant(meant[1], f'the tag "{meant[0]}"') if meant is not None and _is_id(meant[1]) else None

    def _field(self, word: str) -> Meant | None:
        meant = _only(self.fields, word, lambda *_: True) if word.lower() not in EVERYDAY else None
        return Meant(meant[1], "the data dictionary") if meant is not None else None

    def in_object(self, name: str, word: str) -> Meant | None:
        """The field of the object `name` that `word` means."""
        value = self.fields[name].value_of(word) if name in self.fields else None
        return Meant(f"{name}.{value}", "the data dictionary") if value is not None else None

    def _by_first_of(self, ids: tuple[str, ...], word: str) -> Meant | None:
        id = next((id for id in ids if id in self.tags), None)
        meant = self.in_tag(id, word) if id is not None else None
        return meant if meant is not None and _is_id(meant.value) else None


def _only(lists: Mapping[str, Aliases], word: str, counts: Callable[[str, str], bool]) -> tuple[str, str] | None:
    """The list and value that `word` is an alias of, where all lists that know it agree on the value."""
    if any(word in aliases.values for aliases in lists.values()):
        return None
    found: dict[str, str] = {}
    for id, aliases in lists.items():
        value = aliases.value_of(word)
        if value is not None and counts(id, value):
            found.setdefault(value, id)
    return next(((id, value) for value, id in found.items()), None) if len(found) == 1 else None


def _is_id(value: str) -> bool:
    """Whether a label, type or channel can be called so; values of tags may have underscores."""
    return "_" not in value
