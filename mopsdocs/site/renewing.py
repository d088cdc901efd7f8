"""Pages of documents that somebody is editing, made at once, before the rest of the site is built again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from mopsdocs.checks.checking import Inspections
from mopsdocs.checks.inspection import inspect
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.site.driver import Driven
from mopsdocs.site.page import Page
from mopsdocs.site.pages import playbook, process
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.rendering import Renderer
from mopsdocs.workspace import UnreadableFile, Workspace

_KINDS: Final = ("playbook", "process")
"""Documents that have a page of their own and that people edit for hours."""


class Renewal:
    """Makes pages again as they were `driven`, from documents as they are now; errors by path are in `errors`.

    What other pages say of a document stays as it was, until the whole site is built again.
    """

    def __init__(
        self, workspace: Workspace, inspections: Inspections, library: Library, states: CopyStates, driven: Driven
    ) -> None:
        self._workspace = workspace
        self._inspections = inspections
        self._documents = {document.path: document for document in library.documents}
        self._states = states
        self._driven = driven
        self.errors: dict[str, tuple[Diagnostic, ...]] = {}

    def pages(self, paths: Iterable[str]) -> Mapping[str, str] | None:
        """The pages of the documents at `paths` by address. None where more than these depends on what has changed.

        A document that cannot be read keeps its page.
        """
        found = [self._read(path) for path in sorted(paths)]
        if self._driven.shells is None or not all(found):
            return None
        self._documents |= {document.path: document for document in found if document is not None and document.valid}
        library = Library(self._documents.values())
        renderer = Renderer(library, self._workspace.root / "templates" / "pages")
        entries = {entry.path: entry for entry in (*library.all_copies, *library.entries("playbook"))}
        entries |= {entry.path: entry for entry in library.entries("process")}
        made = [
            self._page(library, entries.get(document.path), renderer)
            for document in found
            if document is not None and document.valid
        ]
        return dict(page for page in made if page is not None) if all(made) else None

    def _read(self, path: str) -> Document | None:
        """The document at `path` as it is now, valid or not; None for one that is new, gone, or of another kind."""
        known = self._documents.get(path)
        try:
            data = self._workspace.read(path, SIZE_LIMIT)
        except UnreadableFile:
            return None
        if known is None or known.kind not in _KINDS:
            return None
        file = inspect(path, data, self._inspections.settings)
        self.errors[path] = tuple(found for found in file.found if found.severity is Severity.ERROR)
        if file.document is None:
            return known
        return file.document if file.document.key == known.key else None

    def _page(self, library: Library, entry: Entry | None, renderer: Renderer) -> tuple[str, str] | None:
        if entry is None:
            return None
        made = self._source(library, entry)
        page = self._driven.pages.get(made.url)
        if page is None or self._driven.shells is None:
            return None
        page.renew(replace(made, history=page.source.history), renderer.render)
        page.meta = page.described()
        self._driven.shells.forget(page)
        return made.url, self._driven.shells.around(page, page.rendered())

    def _source(self, library: Library, entry: Entry) -> Page:
        if entry.kind == "process":
            return process.page_of(library, entry)
        return playbook.page_of(library, entry, self._states)
