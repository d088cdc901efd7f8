"""What was found out about old contents, kept from one run to the next.

Contents are known by the ids that git gives them, so what was found once is right for good, with the same program. The
file lies with the user and not in the workspace, and whatever else is found there is no memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

import mopsdocs
from mopsdocs.caches import CacheFile, program_key
from mopsdocs.review.history import Compared, Memory, Seen

_FOLDERS: Final = ("", "documents", "documents/model", "documents/schemas", "regions", "review", "review/impact")
"""Where the modules are that decide about what is found."""

_MOST: Final = 200_000
"""Contents and comparisons that are kept, the newest: some hundred bytes each."""

_NOT_IN_GIT: Final = "~"
"""How the ids of contents begin that only the work tree has."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    seen: dict[str, Seen]
    compared: list[tuple[str, str, Compared]]


def remembered(folder: Path, root: Path) -> tuple[CacheFile, Memory]:
    """What is kept in `folder` about the workspace at `root`, and where to keep more."""
    file = CacheFile(folder, root, "history", program_key(Path(mopsdocs.__file__).parent, _FOLDERS))
    body = file.read()
    if body is None:
        return file, Memory()
    try:
        kept = msgspec.msgpack.decode(body, type=_Kept)
    except msgspec.MsgspecError:
        return file, Memory()
    return file, Memory(kept.seen, {(old, new): compared for old, new, compared in kept.compared})


def keep(file: CacheFile, memory: Memory) -> None:
    """Keeps what is new in `memory`, where that is possible."""
    if not memory.is_new:
        return
    seen = [(id, seen) for id, seen in memory.seen.items() if not id.startswith(_NOT_IN_GIT)]
    compared = [
        (old, new, found)
        for (old, new), found in memory.compared.items()
        if not old.startswith(_NOT_IN_GIT) and not new.startswith(_NOT_IN_GIT)
    ]
    file.write(msgspec.msgpack.encode(_Kept(dict(seen[-_MOST:]), compared[-_MOST:])))
    memory.is_new = False


def id_of_work_tree(digest: bytes) -> str:
    """The id of contents that no commit has, by their checksum."""
    return _NOT_IN_GIT + digest.hex()
