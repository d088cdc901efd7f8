"""Which regional copies a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mopsdocs.documents.library import Entry
from mopsdocs.errors import MopsError
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.updating import CopyText


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
    refuse_broken(desk)
    entries = [entry for entry in desk.library.all_copies if not codes or entry.head.region in codes]
    if not paths:
        return [desk.copy(entry) for entry in entries]
    found: dict[str, Entry] = {}
    for path in paths:
        name = _name(desk, path)
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


def refuse_broken(desk: Desk) -> None:
    """A copy or a library playbook that cannot be read would look as if it were not there."""
    if desk.broken:
        listed = ", ".join(desk.broken[:3])
        needs = "needs" if len(desk.broken) == 1 else "need"
        raise MopsError(f"{listed} {needs} mending first.", f"mopsdocs validate {desk.broken[0]} says what is wrong.")
