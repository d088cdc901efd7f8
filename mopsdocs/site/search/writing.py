"""Writes the index of a site. What has been worked out about a section is kept until its words change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile, program_key
from mopsdocs.site.search.files import FOLDER, index_files
from mopsdocs.site.search.records import Findable, FoundSection
from mopsdocs.site.search.weights import levels

_Known = dict[str, dict[str, int]]

_FOLDERS: Final = ("site/search",)


def kept_weights(caches: Path, root: Path) -> CacheFile:
    """Where weights of the sections of the workspace at `root` are kept in the folder `caches`."""
    return CacheFile(caches, root, "search", program_key(Path(mopsdocs.__file__).parent, _FOLDERS))


def write_index(found: Findable, site: Path, kept: CacheFile | None) -> None:
    """Writes the search of the site in the folder `site`, and removes what an earlier one has left.

    `kept` is where weights are kept from one build to the next, None for nowhere. Raises OSError.
    """
    weights = _Weights(kept)
    files = index_files(found, weights.of)
    weights.keep()
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for stale in sorted(folder.glob("*.idx")):
        if f"{FOLDER}{stale.name}" not in files:
            stale.unlink()
    for path, data in files.items():
        target = site / path
        if not (path.endswith(".idx") and target.is_file() and target.read_bytes() == data):
            target.write_bytes(data)


class _Weights:
    """The weights of sections, from the cache where it has them."""

    def __init__(self, kept: CacheFile | None) -> None:
        self._kept = kept
        self._known: _Known = {}
        self._used: _Known = {}
        stored = kept.read() if kept is not None else None
        if stored is not None:
            with suppress(msgspec.DecodeError, msgspec.ValidationError):
                self._known = msgspec.msgpack.decode(stored, type=_Known)

    def of(self, section: FoundSection) -> Mapping[str, int]:
        """The levels of the words of `section`."""
        key = _key(section)
        found = self._used.get(key)
        if found is None:
            found = self._used[key] = self._known.get(key) or dict(levels(section))
        return found

    def keep(self) -> None:
        """Keeps what was used, if that is not what was kept already."""
        if self._kept is not None and self._used.keys() != self._known.keys():
            self._kept.write(msgspec.msgpack.encode(self._used))


def _key(section: FoundSection) -> str:
    parts = (
        "" if section.anchor else "page",
        section.title,
        section.text,
        *section.names,
        "",
        *section.also,
        "",
        *section.signs,
    )
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
