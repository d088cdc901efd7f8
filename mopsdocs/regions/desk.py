"""The copies of a workspace with the library playbooks they come from: what clone, sync and status start with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, inspect_workspace, library_of
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import PlaybookHead
from mopsdocs.errors import MopsError
from mopsdocs.regions.bases import Bases
from mopsdocs.regions.conflict_files import SUFFIX, ConflictFile, read_conflicts
from mopsdocs.regions.merging.merge import Upstream
from mopsdocs.regions.origin import KIND, LibraryText
from mopsdocs.regions.updating import CopyText
from mopsdocs.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """A workspace as it was read: its documents that are valid, the paths of all, and its base texts."""

    workspace: Workspace
    library: Library
    paths: frozenset[str]
    bases: Bases
    _upstreams: dict[tuple[str, str], Upstream] = field(default_factory=dict)
    _texts: dict[str, LibraryText] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> Desk:
        """The desk of `workspace`."""
        inspections = inspect_workspace(workspace, Effort(cache=cache_folder()))
        return cls(workspace, library_of(inspections), frozenset(inspections.files), Bases.of(workspace))

    def copies(self) -> Iterator[CopyText]:
        """Every regional copy that is valid, by playbook and region."""
        for entry in self.library.all_copies:
            yield self.copy(entry)

    def copy(self, entry: Entry) -> CopyText:
        """The copy that `entry` is."""
        head: PlaybookHead = entry.head
        assert head.region is not None
        if head.origin is None:
            raise MopsError(
                f"{entry.path} has no origin.", "Clone the playbook anew, and put your edits into the copy."
            )
        return CopyText(entry.path, head.region, entry.source.text, entry.source.value, head.origin)

    def source(self, copy: CopyText) -> LibraryText | None:
        """The library playbook that a copy comes from, also under another id by now; None when there is none."""
        entry = self.library_entry(copy.origin.playbook)
        return self.library_text(entry) if entry is not None else None

    def library_entry(self, playbook: str) -> Entry | None:
        """The library playbook that is or was called `playbook`."""
        return self._library_entries.get(playbook)

    def library_text(self, entry: Entry) -> LibraryText:
        """The text of a library playbook, read once."""
        if entry.path not in self._texts:
            self._texts[entry.path] = LibraryText.of(entry.head, entry.path, entry.source.text)
        return self._texts[entry.path]

    @cached_property
    def _library_entries(self) -> dict[str, Entry]:
        entries = self.library.entries("playbook")
        former = {id: entry for entry in entries for id in entry.head.previous_ids}
        return {**former, **{entry.id: entry for entry in entries}}

    def upstream(self, base: str, theirs: str) -> Upstream:
        """What a library playbook was and has become, read once for all of its copies."""
        key = base, theirs
        if key not in self._upstreams:
            self._upstreams[key] = Upstream(KIND, base, theirs)
        return self._upstreams[key]

    def has_conflicts(self, path: str) -> bool:
        """Whether the copy at `path` has open conflicts."""
        return (self.workspace.root / (path + SUFFIX)).exists()

    def conflicts(self, path: str) -> ConflictFile | None:
        """The open conflicts of the copy at `path`; raises MopsError when their file is damaged."""
        name = path + SUFFIX
        try:
            text = (self.workspace.root / name).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except UnicodeDecodeError:
            text = ""
        return read_conflicts(text, name)

    @property
    def broken(self) -> list[str]:
        """The paths of library playbooks, copies and regions that are there and are not valid."""
        folders = ("playbooks/library/", "playbooks/regions/", "site_config/regions/")
        return sorted(path for path in self.paths - self.library.by_path.keys() if path.startswith(folders))
