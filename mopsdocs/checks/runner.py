"""Runs every rule over a library and puts ids, levels, places and waivers to what they find."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.checks.placings import Placings
from mopsdocs.checks.report import Report
from mopsdocs.checks.rule import Context, Rule, RuleModule, Scope
from mopsdocs.checks.rules import RULES
from mopsdocs.checks.waivers import apply_waivers
from mopsdocs.diagnostics import Diagnostic, Finding, Severity, in_order
from mopsdocs.documents.library import Library

ALL_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {id: rule for id, (rule, _) in FORMAT_RULES.items()} | {id: module.RULE for id, module in RULES.items()}
)
"""Every rule that a finding can name: those of the reader first, then those that run over what was read."""


def validate(library: Library, diagnostics: Iterable[Diagnostic], today: datetime.date) -> Report:
    """Everything that is wrong with `library`. `diagnostics` is what `load_library` found on the way.

    A rule that raises is a bug in mopsdocs, and the exception leaves this function: a rule that was skipped must not
    look like a rule that found nothing.
    """
    read = list(diagnostics)
    paths = frozenset({*library.by_path, *(diagnostic.path for diagnostic in read)})
    placings = Placings(library)
    context = Context(today, paths - library.by_path.keys(), ALL_RULES, placings.line)
    levels = _levels(library)

    found = [levelled for diagnostic in read for levelled in _at_level(diagnostic, levels)]
    for id, module in RULES.items():
        level = levels[id]
        if level is not None:
            found += [placings.diagnostic(id, level, finding) for finding in _findings(module, library, context)]
    outcome = apply_waivers(library, found, ALL_RULES, today)

    kept = list(outcome.kept)
    unused = () if context.broken else outcome.unused
    for id, module in RULES.items():
        level = levels[id]
        if module.RULE.scope is Scope.WAIVERS and level is not None:
            kept += [placings.diagnostic(id, level, finding) for finding in module.check(unused, library, context)]
    return Report(tuple(in_order(kept)), paths, tuple(in_order(outcome.waived)))


def _levels(library: Library) -> Mapping[str, Severity | None]:
    """The level of each rule; None for rules that are off."""
    settings = library.settings.rules
    levels: dict[str, Severity | None] = {}
    for id, rule in ALL_RULES.items():
        wanted = rule.severity if rule.fixed_level else settings.get(id, rule.severity)
        levels[id] = None if wanted == "off" else Severity(wanted)
    return levels


def _at_level(diagnostic: Diagnostic, levels: Mapping[str, Severity | None]) -> Iterator[Diagnostic]:
    level = levels[diagnostic.rule]
    if level is not None:
        yield diagnostic if diagnostic.severity is level else replace(diagnostic, severity=level)


def _findings(module: RuleModule, library: Library, context: Context) -> Iterator[Finding]:
    if module.RULE.scope is Scope.WORKSPACE:
        yield from module.check(library, context)
    elif module.RULE.scope is Scope.DOCUMENT:
        for document in library.documents:
            yield from module.check(document, library, context)
