"""Where all copies stand, remembered from one run to the next.

To compare a copy with its playbook takes some ten milliseconds, and a company has thousands of copies, few of which
change from one day to the next. So what was found is kept under the checksums of everything that it depends on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile, program_key
from mopsdocs.documents.library import Entry
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.drift import Standing, standing

_FOLDERS: Final = ("", "documents", "documents/schemas", "checks/facts", "regions", "regions/merging")

_Found = dict[bytes, Standing]

OnCompared = Callable[[int, int], None]
"""Told how many copies of how many have been compared."""


def standings(desk: Desk, caches: Path | None, on_compared: OnCompared | None = None) -> Sequence[Standing]:
    """Where every copy stands, by playbook and region. `caches` is the folder of caches, None for none."""
    copies = desk.library.all_copies
    file = CacheFile(caches, desk.workspace.root, "standings", _program()) if caches is not None else None
    known = _read(file) if file is not None else {}
    found: list[Standing] = []
    kept: _Found = {}
    for number, entry in enumerate(copies, 1):
        key = _key(desk, entry)
        known_one = known.get(key) if key is not None else None
        found.append(known_one or standing(desk, desk.copy(entry)))
        if key is not None:
            kept[key] = found[-1]
        if on_compared is not None:
            on_compared(number, len(copies))
    if file is not None and kept.keys() != known.keys():
        file.write(msgspec.msgpack.encode(kept))
    return found


def _program() -> bytes:
    return program_key(Path(mopsdocs.__file__).parent, _FOLDERS)


def _read(file: CacheFile) -> _Found:
    body = file.read()
    if body is None:
        return {}
    try:
        return msgspec.msgpack.decode(body, type=_Found)
    except msgspec.MsgspecError:
        return {}


def _key(desk: Desk, copy: Entry) -> bytes | None:
    """The checksum of all that the standing of a copy depends on; None when that is more than documents.

    Open conflicts and lost bases are looked at anew every time.
    """
    origin = copy.head.origin
    library = desk.library_entry(origin.playbook) if origin is not None else None
    if library is None or desk.has_conflicts(copy.path):
        return None
    parts = [copy.source.digest, library.source.digest, copy.path.encode()]
    region = desk.library.get("region", copy.head.region)
    parts.append(region.source.digest if region is not None else b"")
    behind = desk.library_text(library).sha256 != origin.sha256
    return None if behind and not desk.bases.has(origin.sha256) else hashlib.sha256(b"\0".join(parts)).digest()
