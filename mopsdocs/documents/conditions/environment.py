"""What a condition can ask about, and which values there are.

Names and types come from the schema of regions and from the variables that a playbook declares, so that a new field
or variable needs no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from mopsdocs.documents.conditions.expressions import variable_name
from mopsdocs.documents.model import Variable
from mopsdocs.documents.schema import field_at


class Kind(StrEnum):
    """What kind of value a name has, as messages call it."""

    TEXT = "a text"
    NUMBER = "a number"
    YES_NO = "yes or no"
    DAY = "a day"
    LIST = "a list"


@dataclass(frozen=True, slots=True)
class Type:
    """The values that a name can have: all of the kind, only those `allowed`, or only such as match the `pattern`.

    For a list they say which items it can have.
    """

    kind: Kind
    allowed: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Environment:
    """What the conditions of one document can ask about. `remedy` says what to do about a name that is not there."""

    names: Mapping[str, Type]
    remedy: str


CHANNELS: Final = "channels"

REGION_FIELDS: Final = (
    "code",
    "consent.b2b",
    "consent.b2c",
    "currency",
    "holidays.country",
    "holidays.subdivision",
    "locales",
    "regimes",
    "timezone",
    "workweek",
)
"""Fields of a region that a condition can ask about, as `region.code`. Prose and dates would decide nothing."""

_VARIABLES: Final = {
    "string": Kind.TEXT,
    "choice": Kind.TEXT,
    "integer": Kind.NUMBER,
    "boolean": Kind.YES_NO,
    "date": Kind.DAY,
}
_DAY: Final = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


@lru_cache(maxsize=1_000)
def of_playbook(variables: tuple[Variable, ...], channels: tuple[str, ...]) -> Environment:
    """For a playbook with these variables, whose campaigns use no other `channels`; () where they are not known.

    A regional copy may have dropped channels that its conditions still ask for, so it gives none.
    """
    own = {variable_name(variable.id): type_of(variable) for variable in variables}
    names = {**own, **_region_types(), CHANNELS: Type(Kind.LIST, channels)}
    return Environment(names, f"declare it under variables, or use one of {', '.join(sorted([*own, CHANNELS]))}")


@cache
def of_every_playbook() -> Environment:
    """For steps that belong to no playbook alone: those that a region requires, and those of a process."""
    names = {**_region_types(), CHANNELS: Type(Kind.LIST)}
    remedy = "ask about channels or the region; a playbook's variables are known to its own conditions only"
    return Environment(names, remedy)


def type_of(variable: Variable) -> Type:
    """What values `variable` can have."""
    kind = _VARIABLES[variable.type]
    return Type(kind, variable.choices if variable.type == "choice" else (), _DAY if kind is Kind.DAY else "")


@cache
def _region_types() -> Mapping[str, Type]:
    return {f"region.{path}": _field_type(tuple(path.split("."))) for path in REGION_FIELDS}


def _field_type(pointer: tuple[str, ...]) -> Type:
    field = field_at("region", pointer) or {}
    if field.get("type") != "array":
        return Type(Kind.TEXT, tuple(field.get("enum", ())), field.get("pattern", ""))
    items = field_at("region", (*pointer, 0)) or {}
    return Type(Kind.LIST, tuple(items.get("enum", ())), items.get("pattern", ""))
