"""The two states of a workspace that a review compares, with no more documents than it takes.

Read are the documents that differ, the catalogues and regions, and the copies of playbooks that differ. Only where an
entry of a catalogue went, all others are looked through for its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from mopsdocs.checks.history import Commit, parting, start_of_branch
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_LISTS, Library
from mopsdocs.documents.reading import Reading
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.regions.bases import FOLDER
from mopsdocs.regions.origin import checksum
from mopsdocs.review.copies import Bases, is_copy
from mopsdocs.review.sides import WORK_TREE, Committed, Files, Side, read, texts
from mopsdocs.workspace import Workspace

_CATALOGUES: Final = "site_config/"
_COPIES: Final = "playbooks/regions/"
_ENTRIES: Final = tuple(kind for lists in ENTRY_LISTS.values() for kind, _ in lists)

_Readings = Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class States:
    """The documents of both states, and what they are called: the id of a commit, a folder, the work tree.

    `bases` are what the library texts mean that copies which differ were made from.
    """

    base: str
    head: str
    before: Library
    after: Library
    bases: Bases


def since(workspace: Workspace, ref: str | None, head: str | None = None) -> States:
    """What changed since a branch left `ref`, by default the default branch: up to `head`, or in the files as they are.

    Raises MopsError whenever the states cannot be compared, also when a document that differs is not valid in one of
    them: what cannot be read must not look like no change.
    """
    repository = Repository.around(workspace.root)
    if repository is None:
        raise MopsError(
            f"{workspace.root} is in no git repository.",
            "A review compares with a commit: run git init, or name two folders.",
        )
    ref = ref if ref is not None else repository.default_branch()
    if head is None:
        start = start_of_branch(workspace, repository, ref)
        return _states(Committed(repository, start.commit), Files.of(workspace, WORK_TREE), start.changed)
    begun, ended = (
        Commit.of(workspace, repository, id) for id in (parting(repository, ref, head), repository.commit(head))
    )
    was, now = begun.objects, ended.objects
    changed = {path for path in begun.documents | ended.documents if was.get(path) != now.get(path)}
    return _states(Committed(repository, begun), Committed(repository, ended), changed)


def between(before: Files, after: Files) -> States:
    """What differs between two folders; raises MopsError like `since`."""
    common = sorted(before.paths & after.paths)
    pairs = zip(*texts([(before, common), (after, common)]), strict=True)
    differ = {path for (path, was), (_, now) in pairs if was != now or not isinstance(was, bytes)}
    return _states(before, after, differ | (before.paths ^ after.paths))


def _states(before: Side, after: Side, changed: Collection[str]) -> States:
    was, now = sorted(set(before.paths) & set(changed)), sorted(set(after.paths) & set(changed))
    others = sorted(set(after.paths) - set(changed))
    catalogues = [path for path in others if path.startswith(_CATALOGUES)]
    of_before, of_after = texts([(before, was), (after, [*now, *catalogues])])
    old = {path: read(path, text) for path, text in of_before}
    new = {path: read(path, text) for path, text in of_after}
    for side, readings, paths in ((after, new, now), (before, old, was)):
        for path in paths:
            if readings[path].valid is None:
                raise side.refusal(path, readings[path])
    old_library, new_library = Library(_documents(old)), Library(_documents(new))
    copies = _copies(others, old_library, new_library)
    (found,) = texts([(after, copies)])
    new |= {path: read(path, text) for path, text in found}
    gone = [id for kind in _ENTRIES for id in old_library.ids(kind) if new_library.get(kind, id) is None]
    if gone:
        new |= dict(_naming(after, [path for path in others if path not in new], gone))
    return States(
        before.name,
        after.name,
        Library([*_documents(old), *_documents({path: new[path] for path in new if path not in changed})]),
        Library(_documents(new)),
        _bases(before, old, after, {path: new[path] for path in now}),
    )


def _bases(before: Side, old: _Readings, after: Side, new: _Readings) -> dict[str, Any]:
    """The library texts that copies which differ were made from, by checksum.

    Only what the library is known to have said counts: texts kept where the comparison begins, and the library's own in
    either state. A branch could otherwise bring a text of its own, and pass off any change as one of the library.
    """
    origins = [*_origins(old), *_origins(new)]
    wanted = {origin["sha256"] for origin in origins}
    kept = [path for sha in sorted(wanted) if before.has(path := f"{FOLDER}/{sha}.yml")]
    named = sorted({origin["path"] for origin in origins})
    places = [(before, kept), *((side, [path for path in named if side.has(path)]) for side in (before, after))]
    found = [text for here in texts(places) for _, text in here]
    found += before.blobs(origin["blob"] for origin in _origins(old) if "blob" in origin)
    known: dict[str, Any] = {}
    for text in found:
        reading = read("", text).valid
        if reading is not None and (sha := checksum(reading.text)) in wanted:
            known.setdefault(sha, reading.value)
    return known


def _origins(readings: _Readings) -> list[Any]:
    """What the copies among some documents say about where they come from."""
    values = (document.value for document in _documents(readings))
    return [value["origin"] for value in values if is_copy(value)]


def _documents(readings: _Readings) -> Iterator[Document]:
    return (reading.document for reading in readings.values() if reading.document is not None)


def _copies(paths: Iterable[str], before: Library, after: Library) -> list[str]:
    """Which of `paths` are regional copies of the library playbooks in two states.

    They are found by their names: a copy that is called otherwise is an error (`wrong-folder`).
    """
    ids = {*before.ids("playbook"), *after.ids("playbook")}
    return [path for path in paths if path.startswith(_COPIES) and PurePosixPath(path).stem in ids]


def _naming(side: Side, paths: Collection[str], ids: Collection[str]) -> Iterator[tuple[str, Reading]]:
    """The documents at `paths` in which one of `ids` stands, be it as a name or not."""
    words = [id.encode() for id in ids]
    (found,) = texts([(side, paths)])
    for path, text in found:
        if isinstance(text, bytes) and any(word in text for word in words):
            yield path, read(path, text)
