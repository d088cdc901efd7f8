"""From a file's bytes to a Document and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.explain import Suggest, explain, explain_kind, explain_values
from mopsdocs.documents.loader import load
from mopsdocs.documents.locating import Placing
from mopsdocs.documents.mending import mended
from mopsdocs.documents.source import SIZE_LIMIT, RejectedText, decode
from mopsdocs.documents.validation import accepts
from mopsdocs.workspace import UnreadableFile, Workspace


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file.

    `document` is None when the text says nothing reliable. A document with schema errors is there, with stand-ins for
    what is wrong (see `Document.stand_ins`); a valid one may come with warnings.
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def valid(self) -> Document | None:
        """The document, if its schema accepts it."""
        return self.document if self.document is not None and self.document.valid else None


def read_document(workspace: Workspace, path: str, suggest: Suggest | None = None) -> Reading:
    """The document at `path`."""
    try:
        data = workspace.read(path, SIZE_LIMIT)
    except UnreadableFile as unreadable:
        return unreadable_document(path, unreadable)
    return parse_document(path, data, suggest)


def unreadable_document(path: str, unreadable: UnreadableFile) -> Reading:
    """What became of the file at `path`, which cannot be read at all."""
    message = f"the file {unreadable.reason}"
    return Reading(None, (Diagnostic("file-unreadable", Severity.ERROR, path, 1, 1, 1, 1, message, unreadable.hint),))


def parse_document(path: str, data: bytes, suggest: Suggest | None = None) -> Reading:
    """The document in `data`, the bytes of the file at `path`."""
    try:
        text = decode(data)
    except RejectedText as rejected:
        return Reading(None, (Placing(path, rejected.text).of_problem(rejected.problem),))
    loaded = load(text)
    diagnostics: tuple[Diagnostic, ...] = ()
    if loaded.problems:
        placing = Placing(path, text)
        diagnostics = tuple(placing.of_problem(problem) for problem in loaded.problems)
        if any(not problem.warning for problem in loaded.problems):
            return Reading(None, diagnostics)
    document = _accepted(path, data, text, loaded.value)
    if document is not None:
        return Reading(document, diagnostics)
    document, found = _explained(path, data, text, loaded.value, suggest)
    return Reading(document, (*diagnostics, *found))


def _accepted(path: str, data: bytes, text: str, value: Any) -> Document | None:
    """The document, if its schema and its model accept it."""
    if explain_kind(path, value) is not None or not accepts(value["kind"], value):
        return None
    document = _document(path, data, text, value)
    return document if _has_model(document) else None


def _has_model(document: Document) -> bool:
    """Whether the model takes what the schema took; it knows which dates the calendar has."""
    try:
        return document.model is not None
    except msgspec.ValidationError:
        return False


def _document(path: str, data: bytes, text: str, value: dict[str, Any]) -> Document:
    document = Document(path, value["kind"], lambda: data, msgspec.msgpack.encode(value), frozenset())
    document.text = text
    document.value = value
    return document


def _explained(
    path: str, data: bytes, text: str, value: Any, suggest: Suggest | None
) -> tuple[Document | None, list[Diagnostic]]:
    """What is wrong with a value that was not accepted, and the document without it."""
    unknown = explain_kind(path, value)
    if unknown is not None:
        return None, [Placing(path, text, value).of_finding(unknown[0], Severity.ERROR, unknown[1])]
    kind: str = value["kind"]
    raw = Placing(path, text).raw
    findings = [*explain(path, kind, value, raw, suggest), *explain_values(path, kind, value, raw)]
    if not findings:
        raise AssertionError(f"the {kind} schema accepts what the model refuses")
    whole = mended(kind, value, raw)
    document = None
    if whole is not None:
        packed = msgspec.msgpack.encode(whole.value)
        document = Document(path, kind, lambda: data, packed, whole.stand_ins)
    placing = Placing(path, text, value, document.key if document is not None else "")
    return document, [placing.of_finding(rule, Severity.ERROR, finding) for rule, finding in findings]
