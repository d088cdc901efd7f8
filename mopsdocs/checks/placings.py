"""One `Placing` for each file, however many findings it has and whoever asks for a line."""

from __future__ import annotations

from mopsdocs.diagnostics import Diagnostic, Finding, Pointer, Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.locating import Placing


class Placings:
    """Places findings in the documents of one library. A file's positions are computed when first needed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._placings: dict[str, Placing] = {}

    def diagnostic(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """The diagnostic of a rule's `finding`."""
        return self._of(finding.path).of_finding(rule, severity, finding)

    def line(self, path: str, pointer: Pointer) -> int:
        """Line of `pointer` in the document at `path`."""
        return self._of(path).of_finding("", Severity.INFO, Finding(path, pointer, "")).line

    def _of(self, path: str) -> Placing:
        if path not in self._placings:
            self._placings[path] = self._library.by_path[path].placing()
        return self._placings[path]
