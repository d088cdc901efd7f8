"""How units of a playbook are addressed: by paths, and by names as people write them, `stages[qa]/steps[send]/due`.

A step counts in the whole playbook, so that it may change its stage; its path here is `("stages", "steps", id, …)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from mopsdocs.documents.units import Path
from mopsdocs.errors import MopsError

STEPS: Final = ("stages", "steps")
"""The keys on the way to the lists whose items count together."""

OWN: Final = ("version", "last_reviewed")
"""Header fields in which a copy has a record of its own: once it differs from the library's, it stays."""

MISSING: Final[Any] = object()
"""What `value_at` finds where there is nothing."""

_NAME: Final = re.compile(r"([^/\[\]]+)|\[([^\]]*)\]")
_IDENTITY: Final = ("id", "metric", "role")
"""What tells the items of a playbook's lists apart."""


def is_list_of_steps(path: Path) -> bool:
    """Whether `path` leads to the steps of one stage."""
    return len(path) == 3 and path[0] == STEPS[0] and path[2] == STEPS[1]


def list_of(path: Path) -> Path:
    """The list that the item at `path` counts in."""
    return STEPS if is_list_of_steps(path[:-1]) else path[:-1]


def unit_path(path: Path) -> Path:
    """The path of a unit, for a step and what is in it without the stage."""
    return (*STEPS, *path[3:]) if len(path) > 3 and is_list_of_steps(path[:3]) else path


def step_of(path: Path) -> str | None:
    """The step that a path without stages leads to or into."""
    return path[2] if path[:2] == STEPS and len(path) > 2 else None


def path_of(unit: str) -> Path:
    """The path that a unit's name stands for."""
    return unit_path(_names(unit))


def meant(word: str, units: Iterable[str]) -> str:
    """The one of `units` that `word` means: its whole name or its end, as `test-send/due`; raises MopsError."""
    known = sorted(set(units))
    if word in known:
        return word
    wanted = _names(word)
    found = [unit for unit in known if wanted and _names(unit)[-len(wanted) :] == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise MopsError(f"{word} could be {', '.join(found[:4])}.", "Give more of its name.")
    listed = f"There are {', '.join(known[:6])}{' and more' if len(known) > 6 else ''}." if known else "There is none."
    raise MopsError(f'No such unit is called "{word}".', listed)


def value_at(value: Any, path: Path) -> Any:
    """What the playbook `value` has at `path`, also under an id of before; MISSING where it has nothing."""
    if path[:2] == STEPS:
        value, path = [step for stage in value.get("stages", ()) for step in stage.get("steps", ())], path[2:]
    for name in path:
        if isinstance(value, Mapping):
            value = value.get(name, MISSING)
        elif isinstance(value, list):
            value = next((item for item in value if _is(item, name)), MISSING)
        else:
            return MISSING
    return value


def stage_of(value: Any, step: str) -> Any:
    """The stage that has the step called `step` in the playbook `value`; MISSING when there is none."""
    stages = value.get("stages", ()) if isinstance(value, Mapping) else ()
    return next((stage for stage in stages if value_at(stage.get("steps"), (step,)) is not MISSING), MISSING)


def _names(unit: str) -> Path:
    return tuple(key or item for key, item in _NAME.findall(unit))


def _is(item: Any, name: str) -> bool:
    return isinstance(item, Mapping) and (
        any(item.get(key) == name for key in _IDENTITY) or name in (item.get("previous_ids") or ())
    )
