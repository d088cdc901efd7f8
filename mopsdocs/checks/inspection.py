"""Everything that can be said about one file from its text and the settings alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.checks.placings import Placings
from mopsdocs.checks.rule import DocumentContext, Rule, Scope
from mopsdocs.checks.rules import MODULES, RULES
from mopsdocs.diagnostics import Diagnostic, Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Settings

if TYPE_CHECKING:
    from mopsdocs.documents.explain import Suggest
    from mopsdocs.documents.reading import Reading

ALL_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {**{id: rule for id, (rule, _) in FORMAT_RULES.items()}, **RULES}
)
"""Every rule that a finding can name: those of the reader first, then those that run over what was read."""

Check = Callable[[Document, DocumentContext], Iterator[Finding]]


@cache
def document_checks() -> Mapping[str, Check]:
    """What each rule looks for in one document, by rule id."""
    return {
        id: getattr(MODULES[id], "check" if rule.scope is Scope.DOCUMENT else "check_document")
        for id, rule in RULES.items()
        if rule.scope in (Scope.DOCUMENT, Scope.BOTH)
    }


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file after inspection: its document, if it has one, and what is wrong with it."""

    path: str
    document: Document | None
    found: tuple[Diagnostic, ...]


def inspect(path: str, data: bytes, settings: Settings, suggest: Suggest | None = None) -> Inspected:
    """What is wrong with `data`, the bytes of the file at `path`, as far as that file alone can tell."""
    from mopsdocs.documents.reading import parse_document  # not needed for files that the cache knows

    return inspected(path, parse_document(path, data, suggest), settings)


def inspected(path: str, reading: Reading, settings: Settings) -> Inspected:
    """What the reader and the document rules find in a file that has been read."""
    document = reading.document
    if document is None:
        return Inspected(path, None, reading.diagnostics)
    return Inspected(path, document, (*reading.diagnostics, *_found(document, settings)))


def _found(document: Document, settings: Settings) -> Iterator[Diagnostic]:
    """What the document rules find. Levels are the rules' own until the whole workspace is judged."""
    placings = Placings({document.path: document})
    context = DocumentContext(settings, lambda pointer: placings.line(document.path, pointer), document)
    for id, check in document_checks().items():
        if settings.rules.get(id) != "off":
            for finding in check(document, context):
                if not touches_stand_in(finding, document):
                    yield placings.diagnostic(id, ALL_RULES[id].severity, finding)


def touches_stand_in(finding: Finding, document: Document) -> bool:
    """Whether `finding` is about something that only stands in for what is wrong or missing in `document`.

    So it is when the finding lies at or below a stand-in, mentions one, or says of a mapping what it lacks.
    """
    if document.valid:
        return False
    pointers = [finding.pointer, *(mention.pointer for mention in finding.related if mention.path == document.path)]
    return any(
        pointer[: len(stand_in)] == stand_in or finding.pointer == stand_in[:-1]
        for stand_in in document.stand_ins
        for pointer in pointers
    )


def hides_names(document: Document) -> bool:
    """Whether something that others name may be hidden in `document`, because an id in it is wrong or missing."""
    return any(_may_name(pointer) for pointer in document.stand_ins)


def _may_name(pointer: Pointer) -> bool:
    return len(pointer) < 3 or pointer[-1] in ("id", "code", "api_name", "object")
