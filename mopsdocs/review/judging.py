"""All rules about changes, and what they say of a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Settings
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.review import copies
from mopsdocs.review.change import ChangeRule, Pair, Verdict, level_of
from mopsdocs.review.copies import Bases
from mopsdocs.review.impact import (
    catalogues,
    checks,
    deadlines,
    dictionary,
    documents,
    gates,
    glossary,
    header,
    overviews,
    regions,
    rest,
    segments,
    settings,
    staffing,
    steps,
    versions,
    waivers,
    wording,
    work,
)
from mopsdocs.workspace import MARKER

_OF_ALL: Final = (header, wording)
_BY_KIND: Final = {
    "playbook": (gates, checks, steps, work),
    "region": (regions,),
    "segments": (catalogues, segments),
    "glossary": (catalogues, glossary),
    "metrics": (catalogues,),
    "tools": (catalogues,),
    "data_dictionary": (catalogues, dictionary),
    "taxonomy": (dictionary,),
    "overviews": (catalogues, overviews),
    "people": (staffing,),
    "roles": (staffing,),
    "waivers": (waivers,),
}

CHANGE_RULES: Final[Mapping[str, ChangeRule]] = MappingProxyType(
    {
        rule.id: rule
        for part in (
            *(part for parts in _BY_KIND.values() for part in parts),
            copies,
            deadlines,
            documents,
            *_OF_ALL,
            settings,
            rest,
            versions,
        )
        for rule in part.RULES
    }
)
"""Everything that can happen to a document, by id."""


def verdicts(pair: Pair, known: Iterable[Verdict] = ()) -> list[Verdict]:
    """What the changes of one document mean: worst first, then in the order of the document.

    `known` are those among them that take more than the two versions to tell.
    """
    parts = (*_BY_KIND.get(pair.kind, ()), *_OF_ALL)
    found = [*known, *(verdict for part in parts for verdict in part.judged(pair))]
    if pair.kind == "workspace":
        found += settings.judged(pair, CHANGE_RULES)
    found += rest.judged(pair, found)
    found += versions.judged(pair, [CHANGE_RULES[verdict.id].level for verdict in found])
    order = {id(fact): number for number, fact in enumerate(pair.facts)}
    return sorted(
        found, key=lambda one: (CHANGE_RULES[one.id].level.rank, order.get(id(one.fact), 0), one.id, one.values)
    )


def judged(pair: Pair, after: Library | None, bases: Bases | None) -> list[Verdict]:
    """What is to be said of two versions of a document.

    `after` is the workspace as the later version leaves it; without it nobody asks who names an entry that is gone.
    Without `bases` nobody asks what of a copy came from the library.
    """
    known = [*documents.judged(pair, after)]
    if not copies.is_copy(pair.after):
        return verdicts(pair, known)
    copy = copies.judged(pair, bases)
    found = verdicts(copy.own, [*known, *copy.found])
    return copies.weaker_than_library(pair, found, bases) if bases is not None else found


def levels_in(settings: Settings) -> Mapping[str, Severity | None]:
    """The level of every kind of change, None for those that are off.

    Raises MopsError where the settings name a kind that there is not: whoever misspelled it believes in a level.
    """
    for id in settings.changes:
        if id not in CHANGE_RULES:
            meant = closest(id, CHANGE_RULES)
            hint = f"Did you mean {meant}?" if meant else "mopsdocs review --list lists them."
            raise MopsError(f'{MARKER}: there is no kind of change "{id}".', hint)
    return {id: level_of(rule, settings) for id, rule in CHANGE_RULES.items()}


def levels_between(before: Settings, after: Settings) -> Mapping[str, Severity | None]:
    """The level of every kind of change in a review: the stricter one, so no branch lowers the level it is judged by.

    Raises MopsError like `levels_in`, for the later settings.
    """
    return {id: _stricter(level_of(CHANGE_RULES[id], before), level) for id, level in levels_in(after).items()}


def _stricter(one: Severity | None, other: Severity | None) -> Severity | None:
    given = [level for level in (one, other) if level is not None]
    return min(given, key=lambda level: level.rank, default=None)
