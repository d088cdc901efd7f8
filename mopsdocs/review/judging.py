"""All rules about changes, and what they say of a change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mopsdocs.review.change import ChangeRule, Pair, Verdict
from mopsdocs.review.impact import checks, deadlines, gates, header, steps, wording, work

_OF_PLAYBOOKS: Final = (gates, checks, steps, work)
_OF_ALL: Final = (header, wording)

CHANGE_RULES: Final[Mapping[str, ChangeRule]] = MappingProxyType(
    {rule.id: rule for part in (*_OF_PLAYBOOKS, deadlines, *_OF_ALL) for rule in part.RULES}
)
"""Everything that can happen to a document, by id."""


def verdicts(pair: Pair) -> list[Verdict]:
    """What the changes of one document mean: worst first, then in the order of the document."""
    parts = (*_OF_PLAYBOOKS, *_OF_ALL) if pair.kind == "playbook" else _OF_ALL
    found = [verdict for part in parts for verdict in part.judged(pair)]
    order = {id(fact): number for number, fact in enumerate(pair.facts)}
    return sorted(found, key=lambda one: (CHANGE_RULES[one.id].level.rank, order[id(one.fact)], one.id, one.values))
