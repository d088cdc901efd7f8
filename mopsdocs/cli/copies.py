"""Which regional copies a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mopsdocs.documents.library import Entry
from mopsdocs.errors import MopsError
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.updating import CopyText

_COPIES: Final = "playbooks/regions/"


def copies_at(desk: Desk, paths: Sequence[Path], regions: Sequence[str]) -> list[CopyText]:
    """The copies in `paths` and of `regions`, all where none are given; raises MopsError for what is no copy."""
    codes = [code for part in regions for code in part.split(",") if code]
    for code in codes:
        if desk.library.get("region", code) is None:
            meant = desk.library.closest_id(("region",), code)
            known = ", ".join(desk.library.ids("region")) or "none"
            raise MopsError(
                f'There is no region "{code}".', f"Did you mean {meant}?" if meant else f"There are: {known}."
            )
    entries = [entry for entry in desk.library.all_copies if not codes or entry.head.region in codes]
    names = [_name(desk, path) for path in paths]
    refuse_broken(desk, [path for path in desk.broken if _concerns(path, names, codes)])
    if not paths:
        return [desk.copy(entry) for entry in entries]
    found: dict[str, Entry] = {}
    for path, name in zip(paths, names, strict=True):
        inside = [entry for entry in entries if entry.path == name or entry.path.startswith(f"{name}/") or name == "."]
        if not inside:
            what = f"{path} is no regional copy" + (f" of {', '.join(codes)}" if codes else "")
            raise MopsError(f"{what}.", "Copies lie in playbooks/regions; mopsdocs status lists them.")
        found.update((entry.path, entry) for entry in inside)
    return [desk.copy(found[path]) for path in sorted(found)]


def _name(desk: Desk, path: Path) -> str:
    """The path within the workspace, from the current folder or else from the workspace."""
    there = [found for base in (Path.cwd(), desk.workspace.root) if (found := (base / path).resolve()).exists()]
    for found in there:
        if found.is_relative_to(desk.workspace.root):
            return found.relative_to(desk.workspace.root).as_posix()
    if there:
        raise MopsError(f"{path} is outside the workspace {desk.workspace.root}.", "mopsdocs status lists the copies.")
    raise MopsError(f"There is no file {path}.", "mopsdocs status lists the copies.")


def _concerns(path: str, names: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether a broken document at `path` is one of the copies asked for, or one that any copy may come from."""
    if not path.startswith(_COPIES):
        return True
    region = path.removeprefix(_COPIES).partition("/")[0]
    inside = not names or any(path == name or path.startswith(f"{name}/") or name == "." for name in names)
    return inside and (not codes or region in codes)


def refuse_broken(desk: Desk, broken: Sequence[str] | None = None) -> None:
    """A copy or a library playbook that cannot be read would look as if it were not there."""
    paths = desk.broken if broken is None else broken
    if paths:
        needs = "needs" if len(paths) == 1 else "need"
        message = f"{', '.join(paths[:3])} {needs} mending first."
        raise MopsError(message, f"mopsdocs validate {paths[0]} says what is wrong.")
