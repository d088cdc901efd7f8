"""Names of units as people write them, `stages[qa]/steps[test-send]/due`, and the paths that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Path
from mopsdocs.errors import MopsError
from mopsdocs.regions.merging.sides import STEPS, unit_path

_PART: Final = re.compile(r"([^/\[\]]+)|\[([^\]]*)\]")


def path_of(unit: str) -> Path:
    """The path that a unit's name stands for, for a step without its stage."""
    return unit_path(tuple(key or item for key, item in _PART.findall(unit)))


def meant(word: str, units: Iterable[str]) -> str:
    """The one of `units` that `word` means: its whole name or its end, as `test-send/due`; raises MopsError."""
    known = sorted(set(units))
    if word in known:
        return word
    wanted = tuple(key or item for key, item in _PART.findall(word))
    found = [unit for unit in known if wanted and _tokens(unit)[-len(wanted) :] == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise MopsError(f"{word} could be {', '.join(found[:4])}.", "Give more of its name.")
    listed = f"There are {', '.join(known[:6])}{' and more' if len(known) > 6 else ''}." if known else "There is none."
    raise MopsError(f'No such unit is called "{word}".', listed)


def _tokens(unit: str) -> Path:
    return tuple(key or item for key, item in _PART.findall(unit))


MISSING: Final = object()
"""What a document has where it has nothing."""


def value_of(kind: str, value: Any, path: Path) -> Any:
    """What a document of `kind` with that `value` has at `path`, by ids; MISSING where it has nothing.

    The path of a step may leave out its stage.
    """
    pointer: Pointer = ()
    names = list(path)
    if path[:2] == STEPS and len(path) > 2:
        stages = value.get(STEPS[0], [])
        places = (
            (number, index) for number, stage in enumerate(stages) for index in range(len(stage.get(STEPS[1], [])))
        )
        found = next((at for at in places if stages[at[0]][STEPS[1]][at[1]].get("id") == path[2]), None)
        if found is None:
            return MISSING
        pointer, names = (STEPS[0], found[0], STEPS[1], found[1]), list(path[3:])
        value = stages[found[0]][STEPS[1]][found[1]]
    for name in names if value is not MISSING else ():
        key: str | int = name
        if isinstance(value, list):
            known = item_names(value, field_at(kind, pointer)) or []
            if name not in known:
                return MISSING
            key = known.index(name)
        elif not isinstance(value, dict) or name not in value:
            return MISSING
        pointer, value = (*pointer, key), value[key]
    return value
