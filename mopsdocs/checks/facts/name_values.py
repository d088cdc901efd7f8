"""What a campaign gives for the fields of a naming pattern."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from mopsdocs.checks.facts.latin import in_latin
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, PlaybookHead

if TYPE_CHECKING:
    from mopsdocs.checks.facts.naming import Value

CAMPAIGN: Final = "campaign"
"""The naming rule for the ids of campaigns."""

GIVEN: Final = frozenset({"anchor_date", "playbook", "region"})
"""Fields that every campaign has; all others are variables."""


def values_of(campaign: Campaign, playbook: PlaybookHead | None) -> dict[str, Value]:
    """What `campaign` gives for the fields of a pattern, with the defaults of `playbook`, which it runs."""
    values = {**defaults(playbook), **campaign.variables}
    values.update(anchor_date=campaign.anchor_date, playbook=campaign.playbook, region=campaign.region)
    return values


def defaults(playbook: PlaybookHead | None) -> dict[str, Value]:
    """What the variables of `playbook` are where a campaign says nothing."""
    variables = playbook.variables if playbook is not None else ()
    return {variable.id: variable.default for variable in variables if variable.default is not None}


def spelled(values: Mapping[str, Value], language: str) -> dict[str, Value]:
    """`values` in letters that a name has a place for; those of other scripts stay as they are."""
    return {key: _spelled(value, language) if isinstance(value, str) else value for key, value in values.items()}


def _spelled(value: str, language: str) -> str:
    plain = value if value.isascii() else in_latin(value, language)
    return value if plain is None else plain


def language_of(library: Library, region: str) -> str:
    """The first language of `region`: `de` of de-DE. Empty for a region that there is not."""
    entry = library.get("region", region)
    locales: tuple[str, ...] = entry.item.locales if entry is not None else ()
    return locales[0].partition("-")[0].lower() if locales else ""
