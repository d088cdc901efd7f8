"""Links held against the taxonomy: what is wrong with each, and how it is written right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.links.address import UTM, Address, Parameter
from mopsdocs.campaigns.links.personal import PersonalData
from mopsdocs.campaigns.links.tags import EXCHANGED, KINDS, LOGS, NEEDED, Kind, LinkTags
from mopsdocs.campaigns.tag_values import UnknownValue
from mopsdocs.documents.library import Library
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

_NAMES: Final = tuple(f"{UTM}{kind}" for kind in KINDS)
_MORE: Final = frozenset(
    f"{UTM}{name}" for name in ("id", "source_platform", "creative_format", "marketing_tactic", "custom")
)
"""Tags that some tools add and that the taxonomy does not speak of."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a link: its kind, one sentence and what mends it."""

    kind: str
    message: str
    hint: str


class LinkCheck:
    """Checks links by the taxonomy in `library`. `further` are names of campaigns that it does not have."""

    def __init__(self, library: Library, further: frozenset[str] = frozenset()) -> None:
        self._tags = LinkTags(library, further)
        self._personal = PersonalData(library)

    def flaws(self, link: str) -> tuple[Flaw, ...]:
        """What is wrong with `link`; nothing is what should be."""
        try:
            address = Address.of(link)
        except MopsError as error:
            return (Flaw("not-a-link", error.message, error.hint),)
        return (*self._of_page(address), *_names(address), *_missing(address), *self._values(address))

    def _of_page(self, address: Address) -> Iterator[Flaw]:
        if address.scheme == "http":
            yield Flaw("not-https", "The link begins with http://.", "Write https://, if the website answers to it.")
        for what in self._personal.found(address):
            yield Flaw("personal-data", f"The link has {what}.", LOGS)
        if address.hidden_tags:
            message = "There are tags behind the #, where programs for analytics do not look."
            yield Flaw("tags-behind-hash", message, "Put them in front of the #.")

    def _values(self, address: Address) -> Iterator[Flaw]:
        words = [(_name(one).removeprefix(UTM), one.value) for one in address.tags if one.value.strip()]
        given = [(kind, word) for kind, word in words if kind in KINDS]
        exchanged = self._exchanged(dict(given))
        if exchanged is not None:
            yield exchanged
        for kind, word in given:
            if exchanged is None or kind not in EXCHANGED:
                yield from self._value(kind, word)

    def _exchanged(self, given: Mapping[Kind, str]) -> Flaw | None:
        """That source and medium stand in each other's place."""
        source, medium = given.get("source", ""), given.get("medium", "")
        if self._is_value("source", source) or self._is_value("medium", medium):
            return None
        if not (self._is_value("source", medium) and self._is_value("medium", source)):
            return None
        right = self._tags.meant("source", medium).value, self._tags.meant("medium", source).value
        hint = f"Write {UTM}source={right[0]} and {UTM}medium={right[1]}."
        return Flaw("exchanged", "Source and medium are exchanged.", hint)

    def _is_value(self, kind: Kind, word: str) -> bool:
        try:
            return bool(self._tags.meant(kind, word))
        except UnknownValue:
            return False

    def _value(self, kind: Kind, word: str) -> Iterator[Flaw]:
        try:
            meant = self._tags.meant(kind, word)
        except UnknownValue as error:
            yield Flaw("unknown-campaign" if kind == "campaign" else "unknown-value", error.message, error.hint)
            return
        if meant.value == word:
            return
        hint = f"Write {UTM}{kind}={meant.value}."
        if meant.value == word.strip():
            yield Flaw("blank-in-value", f"The {kind} {shown(word)} has a blank at its end.", hint)
        elif meant.value == word.strip().lower():
            yield Flaw("wrong-case", f"The {kind} {shown(word)} is written with capitals.", hint)
        else:
            yield Flaw("alias", f"The {kind} {shown(word.strip())} is called {shown(meant.value)} here.", hint)


def _name(parameter: Parameter) -> str:
    return parameter.name.strip().lower()


def _names(address: Address) -> Iterator[Flaw]:
    """What is wrong with the names of tags: written otherwise, unknown, or there twice."""
    seen: dict[str, int] = {}
    for parameter in address.tags:
        name = _name(parameter)
        seen[name] = seen.get(name, 0) + 1
        if name not in _NAMES and name not in _MORE:
            meant = closest(name, _NAMES)
            hint = f"Did you mean {meant}?" if meant else f"Tags are {listed(_NAMES)}."
            yield Flaw("unknown-tag", f"There is no tag {shown(parameter.name)}.", hint)
        elif parameter.name != name:
            message = f"The tag {shown(parameter.name)} is not read as {name}."
            yield Flaw("tag-misspelt", message, f"Write {name}, in small letters.")
    for name, number in seen.items():
        if number > 1:
            times = "twice" if number == 2 else f"{number} times"
            yield Flaw("tag-twice", f"{name} is there {times}.", "Keep the one that is right.")


def _missing(address: Address) -> Iterator[Flaw]:
    given = {_name(parameter): bool(parameter.value.strip()) for parameter in address.tags}
    missing = [f"{UTM}{kind}" for kind in NEEDED if f"{UTM}{kind}" not in given]
    if len(missing) == len(NEEDED):
        yield Flaw("no-tags", "The link has no tags.", "mopsdocs utm CAMPAIGN makes it one with tags.")
    elif missing:
        verb = "is" if len(missing) == 1 else "are"
        yield Flaw("tag-missing", f"{listed(missing)} {verb} missing.", "Every link has source, medium and campaign.")
    for name, has_value in given.items():
        if name in _NAMES and not has_value:
            yield Flaw("tag-empty", f"{name} is empty.", "Write its value, or delete it where the tag is not needed.")
