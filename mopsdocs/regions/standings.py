"""Where all copies stand, remembered from one run to the next.

To compare a copy with its playbook takes some ten milliseconds, and a company has thousands of copies, few of which
change from one day to the next. So what was found is kept under the checksums of everything that it depends on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile, program_key
from mopsdocs.documents.library import Entry
from mopsdocs.errors import MopsError
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.drift import Drift, Standing, compared

_FOLDERS: Final = ("", "documents", "documents/schemas", "checks/facts", "regions", "regions/merging")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What was found about one copy. The longer part is read only when somebody asks for it."""

    standing: Standing
    drift: msgspec.Raw


_Found = dict[bytes, _Kept]

OnCompared = Callable[[int, int], None]
"""Told how many copies of how many have been compared."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the copy `entry` found: where it stands, or why nobody can say."""

    entry: Entry
    standing: Standing | None
    error: MopsError | None
    _drift: Drift | msgspec.Raw | None

    @property
    def drift(self) -> Drift:
        """What stands between the copy and its library playbook."""
        if isinstance(self._drift, msgspec.Raw):
            return msgspec.msgpack.decode(self._drift, type=Drift)
        return self._drift or Drift()


def standings(desk: Desk, caches: Path | None, on_compared: OnCompared | None = None) -> Sequence[Standing]:
    """Where every copy stands, by playbook and region; raises MopsError when nobody can say that of one of them."""
    found = []
    for looked in look(desk, caches, on_compared):
        if looked.standing is None:
            raise looked.error or AssertionError("a copy stands nowhere")
        found.append(looked.standing)
    return found


def look(desk: Desk, caches: Path | None, on_compared: OnCompared | None = None) -> Sequence[Looked]:
    """Every copy beside its library playbook. `caches` is the folder of caches, None for none."""
    copies = desk.library.all_copies
    file = CacheFile(caches, desk.workspace.root, "standings", _program()) if caches is not None else None
    known = _read(file) if file is not None else {}
    found: list[Looked] = []
    kept: _Found = {}
    for number, entry in enumerate(copies, 1):
        key = _key(desk, entry)
        one = known.get(key) if key is not None else None
        found.append(_compared(desk, entry) if one is None else Looked(entry, one.standing, None, one.drift))
        if key is not None and found[-1].standing is not None:
            kept[key] = one or _Kept(found[-1].standing, msgspec.Raw(msgspec.msgpack.encode(found[-1].drift)))
        if on_compared is not None:
            on_compared(number, len(copies))
    if file is not None and kept.keys() != known.keys():
        file.write(msgspec.msgpack.encode(kept))
    return found


def _compared(desk: Desk, entry: Entry) -> Looked:
    try:
        found = compared(desk, desk.copy(entry))
    except MopsError as error:
        return Looked(entry, None, error, None)
    return Looked(entry, found.standing, None, found.drift)


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
