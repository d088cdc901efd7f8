"""The place in a later version that is nearest to one that it no longer has."""

from __future__ import annotations

from typing import Any, Final

from mopsdocs.diagnostics import Pointer

_IDENTITY: Final = ("id", "code", "metric", "role", "step")


def nearest(before: Any, after: Any, pointer: Pointer) -> Pointer:
    """The way in `after` to the innermost thing around the place that `pointer` leads to in `before`."""
    found: Pointer = ()
    for key in pointer:
        here: str | int | None = key
        if isinstance(key, int):
            here = _position(before[key], after) if isinstance(after, list) else None
        if here is None or (isinstance(here, str) and not (isinstance(after, dict) and here in after)):
            break
        before, after, found = before[key], after[here], (*found, here)
    return found


def _position(item: Any, items: list[Any]) -> int | None:
    """Where the item of the same identity stands."""
    return next((number for number, other in enumerate(items) if _is_same(item, other)), None)


def _is_same(item: Any, other: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(other, dict):
        return False
    names = [(item[key], other.get(key)) for key in _IDENTITY if isinstance(item.get(key), str)]
    return bool(names) and names[0][0] == names[0][1]
