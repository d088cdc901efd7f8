"""Names of units as people write them, `stages[qa]/steps[test-send]/due`, and the paths that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mopsdocs.documents.units import Path
from mopsdocs.errors import MopsError
from mopsdocs.regions.merging.sides import unit_path

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
