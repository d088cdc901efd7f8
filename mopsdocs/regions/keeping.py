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


def keeping(desk: Desk, results: Sequence[Synced], words: Sequence[str]) -> list[Synced]:
    """The `results` of a sync with the units that `words` mean left as they are, now and for good.

    A copy declines those that the library has changed in it. Raises MopsError where it has changed one in no copy.
    """
    found = [_units(result) for result in results]
    units = [unit for names in found for unit in names]
    if not units:
        one = f"{results[0].copy.path} has" if len(results) == 1 else "The copies have"
        raise MopsError(f"{one} no change of the library to decline.", "mopsdocs status says where every copy stands.")
    declined = list(dict.fromkeys(meant(word, units) for word in words))
    return [
        _declining(desk, result.copy, wanted) if (wanted := [unit for unit in declined if unit in names]) else result
        for result, names in zip(results, found, strict=True)
    ]


def _units(result: Synced) -> list[str]:
    """The units that the library changes in a copy, and what they are part of."""
    if result.update is None:
        return []
    units = [change.unit for change in result.update.taken]
    units += [conflict.unit for conflict in result.update.conflicts]
    return [*units, *(unit for name in units for unit in _above(name))]


def _declining(desk: Desk, copy: CopyText, units: Sequence[str]) -> Synced:
    kept = (*copy.origin.kept, *(unit for unit in units if unit not in copy.origin.kept))
    text = set_value(KIND, copy.text, ("origin", "kept"), list(kept))
    return synced(desk, replace(copy.with_text(text), origin=msgspec.structs.replace(copy.origin, kept=kept)))


def _above(unit: str) -> list[str]:
    """The steps, gates and stages that a unit is part of."""
    parts = unit.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts)) if parts[depth - 1].endswith("]")]
