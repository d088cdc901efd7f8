"""What the site is made of, read from the workspace: the Library, its report and what to do about broken files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, Inspections, inspect_workspace, judged
from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.pages.history import SiteHistory
from mopsdocs.workspace import Workspace

if TYPE_CHECKING:
    from mopsdocs.review.past import Past


class RefusedDocuments(MopsError):
    """Errors in the documents stop the build. `report` holds them and nothing else."""

    def __init__(self, report: Report) -> None:
        errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR]
        files = len({diagnostic.path for diagnostic in errors})
        count = "one document needs" if files == 1 else f"{files} documents need"
        super().__init__(f"The site was not built: {count} mending.", "mopsdocs validate shows the details.")
        self.report = replace(report, diagnostics=tuple(errors))


@dataclass(slots=True)
class Reader:
    """Reads the workspace for one site. While serving, a broken document is replaced by its last good version."""

    workspace: Workspace
    serving: bool = False
    report: Report | None = None
    inspections: Inspections | None = None
    unknown_past: MopsError | None = None
    _good: dict[str, Document] = field(default_factory=dict)
    _past: Past | None = None

    def read(self, today: datetime.date) -> Library:
        """The Library to render; `report` then holds every finding.

        Raises RefusedDocuments for documents that cannot be read, because a site without them would look complete
        and not be; not while serving.
        """
        self.inspections = inspect_workspace(self.workspace, Effort(cache=cache_folder()))
        checked = judged(self.inspections, today)
        library, self.report = checked.library, checked.report
        broken = self.report.paths - library.by_path.keys()
        if broken and not self.serving:
            raise RefusedDocuments(self.report)
        return self._with_last_good(library, broken) if self.serving else library

    def copies(self, library: Library) -> CopyStates:
        """Where the regional copies in `library`, which was read last, stand."""
        if not library.all_copies or self.report is None:
            return {}
        from mopsdocs.regions.bases import Bases
        from mopsdocs.regions.desk import Desk
        from mopsdocs.site.copies import copy_states

        return copy_states(Desk(self.workspace, library, self.report.paths, Bases.of(self.workspace)), cache_folder())

    def history(self, library: Library, address: str = "") -> SiteHistory | None:
        """What the documents of `library` have been through; None outside of git. `address`: see SiteHistory.

        While serving, git is asked again only when there is another commit. A repository that git cannot read is no
        reason for having no site: `unknown_past` then says why the history is left out. Raises MopsError when the
        settings name a change that there is not.
        """
        from mopsdocs.review.past import Past
        from mopsdocs.site.histories import site_history

        try:
            self._past, self.unknown_past = Past.of(self.workspace, self._past), None
        except MopsError as error:
            self._past, self.unknown_past = None, error
        if self._past is None or self._past.head is None:
            return None
        return site_history(self._past, library, cache_folder(), library.settings.site_url or address)

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that make `validate` fail."""
        found = self.report.diagnostics if self.report else ()
        return [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]

    def _with_last_good(self, library: Library, broken: frozenset[str]) -> Library:
        kept = [self._good[path] for path in sorted(broken) if path in self._good]
        self._good = {document.path: document for document in (*library.documents, *kept)}
        return Library((*library.documents, *kept)) if kept else library
