"""The last line of a report."""

from __future__ import annotations

from collections.abc import Iterable

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Severity
from mopsdocs.wording import counted


def summary(report: Report) -> str:
    """`12 errors, 3 warnings in 4 of 32 files (2 waived, 14 known)`; of a clean workspace, that there is nothing."""
    aside = _aside(report)
    if not report.diagnostics:
        return f"{counted(report.files, 'file')}, nothing to object to{aside}."
    affected = len({diagnostic.path for diagnostic in report.diagnostics})
    return f"{counts(d.severity for d in report.diagnostics)} in {affected} of {counted(report.files, 'file')}{aside}"


def _aside(report: Report) -> str:
    numbers = ((report.waived, "waived"), (len(report.known or ()), "known"))
    parts = [f"{number:,} {word}" for number, word in numbers if number]
    return f" ({', '.join(parts)})" if parts else ""


def counts(severities: Iterable[Severity]) -> str:
    """`12 errors, 3 warnings`; only what there is."""
    found = list(severities)
    return ", ".join(counted(found.count(level), level.value) for level in Severity if level in found)
