"""Judges a whole workspace: rules over all documents, levels, waivers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mopsdocs.checks.inspection import ALL_RULES, Inspected, hides_names, touches_stand_in
from mopsdocs.checks.levels import level_of
from mopsdocs.checks.placings import Placings
from mopsdocs.checks.report import Report
from mopsdocs.checks.rule import LibraryContext, Scope
from mopsdocs.checks.rules import MODULES, RULES
from mopsdocs.checks.waivers import PlacedWaiver, apply_waivers
from mopsdocs.diagnostics import Diagnostic, Finding, Severity, in_order
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import PlaybookHead


def judge(files: Sequence[Inspected], library: Library, today: datetime.date, before: Mapping[str, Document]) -> Report:
    """Everything that is wrong with a workspace of `files`. `library` has all their documents, damaged ones included.

    A rule that raises is a bug in mopsdocs, and the exception leaves this function: a rule that was skipped must not
    look like a rule that found nothing.
    """
    paths = frozenset(file.path for file in files)
    broken = frozenset(file.path for file in files if file.document is None or hides_names(file.document))
    placings = Placings(library.by_path)
    context = LibraryContext(today, broken, ALL_RULES, placings.line, before)
    levels = {id: level_of(rule, library.settings) for id, rule in ALL_RULES.items()}

    found = [levelled for one in _without_inherited(files, library) for levelled in _at_level(one, levels)]
    for id, rule in RULES.items():
        level = levels[id]
        if rule.scope in (Scope.WORKSPACE, Scope.BOTH) and level is not None:
            found += _placed(id, level, MODULES[id].check(library, context), library, placings)
    outcome = apply_waivers(library, found, ALL_RULES, today)

    kept = list(outcome.kept)
    whole = all(file.document is not None and file.document.valid for file in files)
    unused: tuple[PlacedWaiver, ...] = outcome.unused if whole else ()
    for id, rule in RULES.items():
        level = levels[id]
        if rule.scope is Scope.WAIVERS and level is not None:
            kept += _placed(id, level, MODULES[id].check(unused, library, context), library, placings)
    return Report(tuple(in_order(kept)), paths, tuple(in_order(outcome.waived)))


def _without_inherited(files: Sequence[Inspected], library: Library) -> Iterator[tuple[Diagnostic, ...]]:
    """What was found in each file; of a regional copy without that which is reported where it comes from."""
    by_path = {file.path: file for file in files} if library.all_copies else {}
    for file in files:
        head = file.document.head if file.document is not None else None
        is_copy = isinstance(head, PlaybookHead) and head.region is not None
        source = library.get("playbook", head.id) if isinstance(head, PlaybookHead) and is_copy else None
        if source is None:
            yield file.found
            continue
        known = {(one.rule, one.values) for one in by_path[source.path].found if ALL_RULES[one.rule].inherits}
        yield tuple(one for one in file.found if (one.rule, one.values) not in known)


def _placed(
    id: str, level: Severity, findings: Iterable[Finding], library: Library, placings: Placings
) -> Iterator[Diagnostic]:
    for finding in findings:
        if not touches_stand_in(finding, library.by_path[finding.path]):
            yield placings.diagnostic(id, level, finding)


def _at_level(found: Iterable[Diagnostic], levels: Mapping[str, Severity | None]) -> Iterator[Diagnostic]:
    for diagnostic in found:
        level = levels[diagnostic.rule]
        if level is not None:
            yield diagnostic if diagnostic.severity is level else replace(diagnostic, severity=level)
