"""The copies of a workspace with the library playbooks they come from: what clone, sync and status start with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, inspect_workspace, judged
from mopsdocs.checks.report import Report
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import PlaybookHead
from mopsdocs.errors import MopsError
from mopsdocs.regions.bases import Bases
from mopsdocs.regions.conflict_files import SUFFIX, ConflictFile, read_conflicts
from mopsdocs.regions.merging.merge import Upstream
from mopsdocs.regions.origin import KIND, LibraryText
from mopsdocs.regions.updating import CopyText
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace as it was read, with every document that is valid, and its base texts."""

    workspace: Workspace
    library: Library
    report: Report
    bases: Bases
    _upstreams: dict[tuple[str, str], Upstream] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, today: datetime.date) -> Desk:
        """The desk of `workspace`."""
        checked = judged(inspect_workspace(workspace, Effort(cache=cache_folder())), today)
        return cls(workspace, checked.library, checked.report, Bases.of(workspace))

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
        return CopyText(entry.path, head.region, entry.source.text, head.origin)

    def source(self, copy: CopyText) -> LibraryText | None:
        """The library playbook that a copy comes from, also under another id by now; None when there is none."""
        for entry in self.library.entries("playbook"):
            if copy.origin.playbook in (entry.id, *entry.head.previous_ids):
                return LibraryText.of(entry.head, entry.path, entry.source.text)
        return None

    def upstream(self, base: str, theirs: str) -> Upstream:
        """What a library playbook was and has become, read once for all of its copies."""
        key = base, theirs
        if key not in self._upstreams:
            self._upstreams[key] = Upstream(KIND, base, theirs)
        return self._upstreams[key]

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

    def broken(self, path: str) -> bool:
        """Whether the document at `path` is there and cannot be read."""
        return path in self.report.paths and path not in self.library.by_path
