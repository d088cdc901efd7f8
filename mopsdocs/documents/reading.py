"""From a file's bytes to a Document, or to the diagnostics that say why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from mopsdocs.diagnostics import Diagnostic, Finding, Severity
from mopsdocs.documents.explain import Suggest, explain, explain_dates, explain_kind
from mopsdocs.documents.loader import load
from mopsdocs.documents.locating import Placing
from mopsdocs.documents.model import Model, Playbook, to_model
from mopsdocs.documents.source import SIZE_LIMIT, RejectedText, decode
from mopsdocs.documents.validation import accepts
from mopsdocs.workspace import UnreadableFile, Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One valid document: its text, the plain value of that text and the typed model of that value."""

    path: str
    kind: str
    text: str
    value: dict[str, Any]
    model: Model

    @property
    def key(self) -> str:
        """Identity: `webinar`, `webinar@de` for a regional copy, the region's code, `roles` for a catalogue."""
        if isinstance(self.model, Playbook) and self.model.region:
            return f"{self.model.id}@{self.model.region}"
        return str(getattr(self.model, "id", None) or self.kind)

    def placing(self) -> Placing:
        """Finds lines and columns for findings about this document."""
        return Placing(self.path, self.text, self.value, self.key)


def read_document(
    workspace: Workspace, path: str, suggest: Suggest | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """The document at `path`, or None with the reasons; warnings come with a document."""
    try:
        data = workspace.read(path, SIZE_LIMIT)
    except UnreadableFile as unreadable:
        message = f"the file {unreadable.reason}"
        return None, [Diagnostic("file-unreadable", Severity.ERROR, path, 1, 1, 1, 1, message, unreadable.hint)]
    return parse_document(path, data, suggest)


def parse_document(path: str, data: bytes, suggest: Suggest | None = None) -> tuple[Document | None, list[Diagnostic]]:
    """The document in `data`, the bytes of the file at `path`, or None with the reasons."""
    try:
        text = decode(data)
    except RejectedText as rejected:
        return None, [Placing(path, rejected.text).of_problem(rejected.problem)]
    loaded = load(text)
    diagnostics = []
    if loaded.problems:
        placing = Placing(path, text)
        diagnostics = [placing.of_problem(problem) for problem in loaded.problems]
        if any(not problem.warning for problem in loaded.problems):
            return None, diagnostics
    document, findings = _model(path, text, loaded.value, suggest)
    if findings:
        placing = Placing(path, text, loaded.value)
        diagnostics += [placing.of_finding(rule, Severity.ERROR, finding) for rule, finding in findings]
    return document, diagnostics


def _model(
    path: str, text: str, value: Any, suggest: Suggest | None
) -> tuple[Document | None, list[tuple[str, Finding]]]:
    unknown = explain_kind(path, value)
    if unknown is not None:
        return None, [unknown]
    kind: str = value["kind"]
    if accepts(kind, value):
        try:
            return Document(path, kind, text, value, to_model(kind, value)), []
        except msgspec.ValidationError as error:
            wrong = explain_dates(path, kind, value, Placing(path, text).raw)
            if not wrong:
                raise AssertionError(f"the {kind} schema accepts what the model refuses: {error}") from error
            return None, wrong
    raw = Placing(path, text).raw
    return None, [*explain(path, kind, value, raw, suggest), *explain_dates(path, kind, value, raw)]
