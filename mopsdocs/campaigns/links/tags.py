"""The tags of links by the taxonomy: which values each may have, and what another spelling means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, Literal, cast

from mopsdocs.campaigns.links.address import UTM, is_placeholder
from mopsdocs.campaigns.naming import Naming, NoName
from mopsdocs.campaigns.tag_values import Meant, TagValues, UnknownValue
from mopsdocs.checks.facts.addresses import addresses
from mopsdocs.checks.facts.latin import in_latin
from mopsdocs.checks.facts.name_values import CAMPAIGN, language_of, values_of
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, NamingRule, Taxonomy
from mopsdocs.documents.suggest import closest
from mopsdocs.documents.wording import shown

Kind = Literal["source", "medium", "campaign", "content", "term"]

KINDS: Final[tuple[Kind, ...]] = ("source", "medium", "campaign", "content", "term")
"""The five tags, in the order that they have in a link."""

NEEDED: Final[tuple[Kind, ...]] = ("source", "medium", "campaign")
"""Tags that every link has."""

EXCHANGED: Final[Mapping[Kind, Kind]] = {"source": "medium", "medium": "source"}
"""The tags that people take for each other."""

LOGS: Final = "Leave it out: links end up in other people's logs."

_MOST_COMPARED: Final = 5000
"""Comparisons of a word with the name of a campaign that are worth their time: a millisecond each, at worst."""

_REPEAT: Final = re.compile(r"(.+)-([1-9][0-9]{0,2})")
_FREE: Final = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_OF_CAMPAIGNS: Final = f"{UTM}campaign"


class LinkTags:
    """The tags of the taxonomy in `library`. `further` are names of campaigns that it does not have."""

    def __init__(self, library: Library, further: Iterable[str] = ()) -> None:
        self._library = library
        self._further = frozenset(further)
        self._lists: dict[Kind, TagValues] = {}
        for kind in KINDS:
            values = TagValues.of(library, f"{UTM}{kind}")
            if values is not None:
                self._lists[kind] = values
        self._compared = 0
        self._known: dict[tuple[Kind, str], Meant | UnknownValue] = {}

    def meant(self, kind: Kind, word: str) -> Meant:
        """What `word` stands for as a value of the tag `kind`; raises UnknownValue."""
        key = kind, word.strip()
        if key not in self._known:  # long lists of links repeat their words
            try:
                self._known[key] = self._meant(*key)
            except UnknownValue as error:
                self._known[key] = error
        known = self._known[key]
        if isinstance(known, UnknownValue):
            raise UnknownValue(known.message, known.hint)
        return known

    def link_name(self, campaign: Campaign) -> str:
        """What utm_campaign says of `campaign`: its name, or what a rule of its own for that tag gives.

        Raises NoName where that rule gives no name.
        """
        rule = self._own_rule
        if rule is None:
            return campaign.id
        values = values_of(campaign, self._library.playbook_of(campaign))
        return rule.name(values, language_of(self._library, campaign.region)).text

    @cached_property
    def campaigns(self) -> frozenset[str]:
        """What utm_campaign may say."""
        found = set(self._further)
        for entry in self._library.entries("campaign"):
            try:
                found.add(self.link_name(cast(Campaign, entry.item)))
            except NoName:  # whoever asks for its links is told why
                continue
        return frozenset(found)

    @cached_property
    def _lowered(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.campaigns}

    @cached_property
    def _own_rule(self) -> Naming | None:
        """The naming rule for utm_campaign, where it is another one than that for campaigns."""
        rules: dict[str, NamingRule] = {}
        for document in self._library.documents:
            if isinstance(document.head, Taxonomy):
                rules = document.head.naming
        own, usual = rules.get(_OF_CAMPAIGNS), rules.get(CAMPAIGN)
        same = own is None or (usual is not None and own.pattern == usual.pattern and own.case != "upper")
        return None if same else Naming.of(self._library, _OF_CAMPAIGNS)

    def _meant(self, kind: Kind, word: str) -> Meant:
        values = self._lists.get(kind)
        if not word:
            raise UnknownValue(f"The {kind} is empty.", values.allowed if values is not None else f"Write a {kind}.")
        if kind == "campaign":  # whatever a list may say: campaigns are documents
            return self._campaign(word)
        if values is not None:
            return self._of_list(kind, values, word)
        if any(addresses(word)):
            raise UnknownValue(f"The {kind} has an e-mail address in it.", LOGS)
        return Meant(word) if kind == "term" and _is_term(word) else _free(kind, word)

    def _campaign(self, word: str) -> Meant:
        if word in self.campaigns:
            return Meant(word)
        same = self._lowered.get(word.lower())
        if same is not None:
            return Meant.by(word, same)
        near = None
        if self._compared < _MOST_COMPARED:
            self._compared += len(self.campaigns)
            near = closest(word, self.campaigns)
        hint = f"Did you mean {near}?" if near else "Copy the name: mopsdocs name CAMPAIGN shows it."
        raise UnknownValue(f"There is no campaign {shown(word)}.", hint)

    def _of_list(self, kind: Kind, values: TagValues, word: str) -> Meant:
        if values.found(word) is not None:
            return values.meant(word)
        repeat = _REPEAT.fullmatch(word) if kind == "content" else None
        base = values.found(repeat[1]) if repeat else None
        if repeat and base is not None:
            return Meant.by(word, f"{base.value}-{repeat[2]}")
        other = EXCHANGED.get(kind)
        if other in self._lists and self._lists[other].found(word) is not None:
            message = f"{shown(word)} is a {other}, not a {kind}."
            raise UnknownValue(message, "Source is where the link stands, medium how it reaches people.")
        return values.meant(word)


def _is_term(word: str) -> bool:
    """Whether `word` can be a search word, which people type as they like."""
    return is_placeholder(word) or word.isprintable()


def _free(kind: Kind, word: str) -> Meant:
    """A value of a tag that the taxonomy has no list for: it is written as all values are."""
    if _FREE.fullmatch(word):
        return Meant(word)
    value = re.sub(r"[^a-z0-9._]+", "-", (in_latin(word) or "").lower()).strip("-._")
    hint = f"Write {value}." if _FREE.fullmatch(value) else "Use the letters a to z, digits and hyphens."
    raise UnknownValue(f"{shown(word)} cannot be a {kind}: values have small letters, digits and hyphens.", hint)
