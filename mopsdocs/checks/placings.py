"""One `Placing` for each file, however many findings it has and whoever asks for a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mopsdocs.diagnostics import Diagnostic, Finding, Pointer, Severity
from mopsdocs.documents.document import Document

if TYPE_CHECKING:
    from mopsdocs.documents.locating import Placing


class Placings:
    """Places findings in documents, given by path. A file's positions are computed when first needed."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._placings: dict[str, Placing] = {}

    def diagnostic(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """The diagnostic of a rule's `finding`."""
        placed = self._of(finding.path).of_finding(rule, severity, finding)
        related = tuple(self._of(mention.path).related(mention) for mention in finding.related)
        return replace(placed, related=related) if related else placed

    def line(self, path: str, pointer: Pointer) -> int:
        """Line of `pointer` in the document at `path`."""
        return self._of(path).of_finding("", Severity.INFO, Finding(path, pointer, "")).line

    def _of(self, path: str) -> Placing:
        if path not in self._placings:
            self._placings[path] = self._documents[path].placing()
        return self._placings[path]
