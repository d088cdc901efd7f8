"""New copies of library playbooks for regions: what is written, worked out before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mopsdocs.atomic import Change, replace_all
from mopsdocs.documents.library import Entry
from mopsdocs.documents.model import Region, RequiredStep
from mopsdocs.errors import MopsError
from mopsdocs.regions.cloning import copied, copy_path, steps_added, with_steps
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.origin import LibraryText

_WORDS = {"playbook": ("library playbook", "playbooks/library"), "region": ("region", "site_config/regions")}


@dataclass(frozen=True, slots=True)
class NewCopy:
    """A copy that is to be written: of which playbook, for which region, where, and the steps that the region adds."""

    library: LibraryText
    region: Region
    path: str
    text: str
    added: tuple[RequiredStep, ...]


def wanted(desk: Desk, kind: str, ids: Iterable[str], all_of_them: bool) -> list[Entry]:
    """The playbooks or regions that somebody asked for, by id; raises MopsError with what was likely meant."""
    if all_of_them:
        return sorted(desk.library.entries(kind), key=lambda entry: entry.id)
    return [_entry(desk, kind, id) for id in dict.fromkeys(ids)]


def new_copies(desk: Desk, playbooks: Sequence[Entry], regions: Sequence[Entry]) -> list[NewCopy]:
    """A copy of each playbook for each region; raises MopsError when one is there already.

    One that is exactly what would be written comes from a call that was killed on the way, unless no other is missing.
    """
    pairs = [(playbook, region) for region in regions for playbook in playbooks]
    present = {path for path in (copy_path(one.id, other.id) for one, other in pairs) if _exists(desk, path)}
    made = [_new_copy(desk, *pair) for pair in pairs] if len(present) < len(pairs) else []
    finished = {copy.path for copy in made if copy.path in present and _is_written(desk, copy)}
    there = sorted(present - finished)
    if there:
        listed = ", ".join(there[:3]) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
        hint = "Nothing was written. mopsdocs sync brings copies up to date; to start one anew, remove it first."
        raise MopsError(f"{listed} {'exists' if len(there) == 1 else 'exist'} already.", hint)
    return [copy for copy in made if copy.path not in finished]


def write_copies(desk: Desk, copies: Sequence[NewCopy]) -> None:
    """Writes all copies and the texts that they come from, or nothing; raises MopsError."""
    changes = {}
    for library in {copy.library.playbook: copy.library for copy in copies}.values():
        base = desk.bases.keeping(library.text)
        if base is not None:
            changes[base.path] = base
    for copy in copies:
        path = desk.workspace.root / copy.path
        changes[path] = Change(path, None, copy.text.encode())
    replace_all(list(changes.values()))


def _exists(desk: Desk, path: str) -> bool:
    target = desk.workspace.root / path
    return target.exists() or target.is_symlink()


def _is_written(desk: Desk, copy: NewCopy) -> bool:
    target = desk.workspace.root / copy.path
    return target.is_file() and target.read_bytes() == copy.text.encode()


def _new_copy(desk: Desk, playbook: Entry, region: Entry) -> NewCopy:
    library = desk.library_text(playbook)
    added = steps_added(playbook.item, region.item)
    text = copied(library, region.item, desk.bases.blob(library.text))
    text = with_steps(text, playbook.item.stages, added, region.source.text)
    return NewCopy(library, region.item, copy_path(playbook.id, region.id), text, tuple(added))


def _entry(desk: Desk, kind: str, id: str) -> Entry:
    found = desk.library.get(kind, id)
    if found is not None:
        return found
    what, folder = _WORDS[kind]
    path = f"{folder}/{id}.yml"
    if path in desk.broken:
        raise MopsError(f"The {what} {id} needs mending first.", f"mopsdocs validate {path} says what is wrong.")
    closest = desk.library.closest_id((kind,), id)
    known = ", ".join(desk.library.ids(kind)) or "none"
    raise MopsError(f'There is no {what} "{id}".', f"Did you mean {closest}?" if closest else f"There are: {known}.")
