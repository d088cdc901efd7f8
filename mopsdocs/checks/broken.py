"""Files that could not be read, and what might have stood in them.

A catalogue with one wrong comma would otherwise turn every reference into it into a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from mopsdocs.documents.library import ENTRY_LISTS
from mopsdocs.documents.model import Campaign
from mopsdocs.documents.schema import KINDS

CATALOGUE_OF: Final = {entry: catalogue for catalogue, lists in ENTRY_LISTS.items() for entry, _ in lists}
"""Entry kind → the kind of the catalogue that holds it; documents are not in it."""


def may_hold(broken: Iterable[str], kind: str, id: str) -> bool:
    """Whether one of the `broken` files may be the one that has the entry `id` of `kind`."""
    catalogue = CATALOGUE_OF.get(kind)
    for path in broken:
        stem = PurePosixPath(path).stem
        if catalogue is None:
            if stem == id:
                return True
        elif stem == catalogue or (PurePosixPath(path).parent.name == "site_config" and stem not in KINDS):
            return True
    return False


def run_is_broken(broken: Iterable[str], campaign: Campaign) -> bool:
    """Whether one of the `broken` files may be the regional copy that `campaign` runs, or its region."""
    parts = (f"/{campaign.region}/{campaign.playbook}.", f"/regions/{campaign.region}.")
    return any(part in path for path in broken for part in parts)
