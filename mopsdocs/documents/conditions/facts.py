"""What is known about one campaign, by the names that its conditions use."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Final

from mopsdocs.documents.conditions.environment import CHANNELS, REGION_FIELDS, Kind, type_of
from mopsdocs.documents.conditions.evaluation import Value, Values
from mopsdocs.documents.conditions.expressions import variable_name
from mopsdocs.documents.model import PlaybookHead, Region

_KINDS: Final[Mapping[Kind, type]] = {Kind.TEXT: str, Kind.DAY: str, Kind.NUMBER: int, Kind.YES_NO: bool}


def facts(playbook: PlaybookHead, region: Region | None, variables: Mapping[str, str | int | bool]) -> Values:
    """What a campaign with these `variables` knows when it runs `playbook` in `region`.

    A variable that is not given has its default. What is of another kind than the playbook says is not known.
    """
    known: dict[str, Value] = {CHANNELS: frozenset(playbook.channels)}
    for variable in playbook.variables:
        value = variables.get(variable.id, variable.default)
        if value is not None and type(value) is _KINDS[type_of(variable).kind]:
            known[variable_name(variable.id)] = value
    for path in REGION_FIELDS if region is not None else ():
        held = attrgetter(path)(region)
        if held is not None:
            known[f"region.{path}"] = frozenset(held) if isinstance(held, tuple) else held
    return known
