"""Changes of the library that a copy declines for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from mopsdocs.documents.edits import set_value
from mopsdocs.errors import MopsError
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.origin import KIND
from mopsdocs.regions.paths import meant
from mopsdocs.regions.syncing import Synced, synced
from mopsdocs.regions.updating import CopyText


def keeping(desk: Desk, copy: CopyText, words: Sequence[str]) -> Synced:
    """A sync of `copy` that leaves the units that `words` mean as they are, now and whenever the library changes them.

    Raises MopsError where the library has not changed such a unit.
    """
    result = synced(desk, copy)
    if result.update is None:
        hint = "mopsdocs status says where it stands."
        raise MopsError(f"{copy.path} has no change of the library to decline.", hint)
    units = [change.unit for change in result.update.taken]
    units += [conflict.unit for conflict in result.update.conflicts]
    units += [unit for name in units for unit in _above(name)]
    declined = [meant(word, units) for word in words]
    kept = (*copy.origin.kept, *(unit for unit in declined if unit not in copy.origin.kept))
    text = set_value(KIND, copy.text, ("origin", "kept"), list(kept))
    return synced(desk, replace(copy.with_text(text), origin=msgspec.structs.replace(copy.origin, kept=kept)))


def _above(unit: str) -> list[str]:
    """The steps, gates and stages that a unit is part of."""
    parts = unit.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts)) if parts[depth - 1].endswith("]")]
