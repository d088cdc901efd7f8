"""From a workspace on disk to its report."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mopsdocs.checks.cache import Cache
from mopsdocs.checks.files import Files
from mopsdocs.checks.inspection import Inspected, inspect
from mopsdocs.checks.report import Report
from mopsdocs.checks.runner import judge
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Settings
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.workspace import MARKER, UnreadableFile, Workspace

MARKER_PATH: Final = str(MARKER)

OnRead = Callable[[int, int], None]
"""Told how many files of how many have been read."""

Before = Mapping[str, Document]

_SUGGESTED: Final = frozenset({"schema-format"})
"""Rules whose remedy depends on the ids that exist elsewhere."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How the work is done, which changes nothing in the result.

    `jobs` is the number of processes, None for as many as are worth it. `cache` is the folder where results are kept
    from one run to the next; None for none.
    """

    jobs: int | None = None
    cache: Path | None = None


IN_ONE_PROCESS: Final = Effort(1)


@dataclass(frozen=True, slots=True)
class Inspections:
    """Every file of a workspace by path, sorted, each with what is wrong with it by itself; and the settings."""

    files: Mapping[str, Inspected]
    settings: Settings

    def with_file(self, file: Inspected) -> Inspections:
        """The same with another state of one file."""
        return Inspections({**self.files, file.path: file}, self.settings)


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace after checking: its report, and the documents that are valid."""

    report: Report
    library: Library


def check_workspace(workspace: Workspace, today: datetime.date, before: Before = MappingProxyType({})) -> Checked:
    """Everything that is wrong with the documents of `workspace`; see `judged`."""
    return judged(inspect_workspace(workspace), today, before)


def judged(inspections: Inspections, today: datetime.date, before: Before = MappingProxyType({})) -> Checked:
    """Everything that is wrong with a workspace.

    `before` are documents as they were at the commit that the user compares with.
    """
    files = inspections.files.values()
    whole = Library(file.document for file in files if file.document is not None)
    report = judge([_with_suggestions(file, inspections.settings, whole) for file in files], whole, today, before)
    valid = all(document.valid for document in whole.documents)
    return Checked(report, whole if valid else library_of(inspections))


def library_of(inspections: Inspections) -> Library:
    """The documents that are valid."""
    documents = (file.document for file in inspections.files.values())
    return Library(document for document in documents if document is not None and document.valid)


def inspect_workspace(
    workspace: Workspace, effort: Effort = IN_ONE_PROCESS, on_read: OnRead | None = None
) -> Inspections:
    """What is wrong with each file of `workspace` by itself."""
    started = time.time()
    paths = workspace.document_paths()
    marker = _marker(workspace)
    cache = Cache(effort.cache, workspace, marker) if effort.cache is not None else None
    known = {path: cache.recall(path) for path in paths} if cache is not None else {}
    found = {path: file for path, file in known.items() if file is not None}
    files = Files(workspace, _settings(found.get(MARKER_PATH), marker))
    new = [path for path in paths if path not in found]
    found.update((file.path, file) for file in _inspected(files, new, effort.jobs, len(paths), on_read))
    inspections = Inspections({path: found[path] for path in paths}, files.settings)
    if cache is not None:
        cache.remember(inspections.files, started)
    return inspections


def _marker(workspace: Workspace) -> bytes:
    """The file with the settings; nothing where it cannot be read."""
    try:
        return workspace.read(MARKER_PATH, SIZE_LIMIT)
    except UnreadableFile:
        return b""


def _settings(known: Inspected | None, data: bytes) -> Settings:
    """The settings as far as they can be read; the rest has its defaults."""
    document = known.document if known is not None else None
    if document is None:
        from mopsdocs.documents.reading import parse_document

        document = parse_document(MARKER_PATH, data).document
    return Library([document] if document is not None else []).settings


def _inspected(
    files: Files, paths: Sequence[str], jobs: int | None, total: int, on_read: OnRead | None
) -> Iterator[Inspected]:
    if not paths:
        return
    from mopsdocs.checks.workers import inspect_all, usual_jobs

    done = total - len(paths)

    def more(count: int) -> None:
        nonlocal done
        done += count
        if on_read is not None:
            on_read(done, total)

    yield from inspect_all(files, paths, jobs or usual_jobs(len(paths)), more)


def _with_suggestions(file: Inspected, settings: Settings, library: Library) -> Inspected:
    """Once more, now that the ids are known which a wrong word may have meant."""
    document = file.document
    if document is None or document.valid or all(found.rule not in _SUGGESTED for found in file.found):
        return file
    found = inspect(file.path, document.data, settings, library.closest_id).found
    return Inspected(file.path, document, found)
