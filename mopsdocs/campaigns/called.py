"""What a campaign is called and should be called, and the names of what is made for it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.campaigns.naming import Name, Naming, NoName
from mopsdocs.campaigns.tag_values import TagValues
from mopsdocs.checks.facts.name_values import GIVEN, language_of, values_of
from mopsdocs.checks.facts.naming import Mismatch, Value
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed

Origin = Literal["campaign", "variable", "default", "option", "first"]
"""Where a part comes from: a field or a variable of the campaign, the playbook, whoever asks, or no version given."""

ASSET: Final = "asset"
"""The naming rule for files."""

ASSET_TYPE: Final = "asset_type"
"""The field of that rule for what kind of file it is; the values stand in the tag of that name."""

_VERSION: Final = "version"


@dataclass(frozen=True, slots=True)
class Called:
    """What `campaign` should be called. `name` is None where its id is right and the values alone do not give it.

    `wrong` are the parts of its id that are others, None where the id cannot be taken to parts at all.
    """

    campaign: Campaign
    rule: str
    name: Name | None
    wrong: tuple[Mismatch, ...] | None
    origins: Mapping[str, Origin]

    @property
    def right(self) -> bool:
        """Whether it is called as it should be."""
        return self.wrong == ()


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name for something of a campaign. `notes` are sentences on values that were written otherwise."""

    campaign: Campaign
    key: str
    rule: str
    name: Name
    origins: Mapping[str, Origin]
    notes: tuple[str, ...]


def called(library: Library, campaign: Campaign) -> Called:
    """What `campaign` should be called; raises MopsError where there is no rule, or the values give no name."""
    naming = Naming.of(library)
    values = values_of(campaign, library.playbook_of(campaign))
    wrong = naming.pattern.mismatches(campaign.id, values)
    name: Name | None = None
    try:
        name = naming.name(values, language_of(library, campaign.region))
    except NoName:
        if wrong != ():
            raise
    return Called(campaign, naming.rule.pattern, name, wrong, _origins(naming, campaign, values, ()))


def other_name(library: Library, campaign: Campaign, key: str, given: Mapping[str, str]) -> OtherName:
    """The name by the rule `key` for `campaign` and the values `given`; raises MopsError.

    Values of fields that are tags of the taxonomy are those of the tag, whatever their spelling. Without a version it
    is the first one.
    """
    naming = Naming.of(library, key)
    unknown = [field for field in given if field not in naming.fields]
    if unknown:
        message = f'The naming rule "{key}" has no field {shown(unknown[0])}.'
        raise MopsError(message, f"Its fields are {listed(naming.fields)}.")
    usual = values_of(campaign, library.playbook_of(campaign))
    values: dict[str, Value] = {_VERSION: 1, **usual}
    notes = []
    for field, word in given.items():
        tag = TagValues.of(library, field)
        meant = tag.meant(word) if tag is not None else None
        values[field] = meant.value if meant is not None else word
        if meant is not None and meant.reason:
            notes.append(f"{meant.reason}.")
    try:
        name = naming.name(values, language_of(library, campaign.region))
    except NoName as error:
        if error.field and error.field not in values:
            raise MopsError(error.message, f"Give it: --set {error.field}=…") from None
        raise
    return OtherName(campaign, key, naming.rule.pattern, name, _origins(naming, campaign, usual, given), tuple(notes))


def _origins(naming: Naming, campaign: Campaign, usual: Container[str], given: Container[str]) -> dict[str, Origin]:
    def origin(field: str) -> Origin:
        if field in given:
            return "option"
        if field in GIVEN:
            return "campaign"
        if field in campaign.variables:
            return "variable"
        return "default" if field in usual else "first"

    return {field: origin(field) for field in naming.fields}
