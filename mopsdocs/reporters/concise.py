"""One line for each finding, for editors, `grep` and people in a hurry."""

from __future__ import annotations

from mopsdocs.checks.report import Report
from mopsdocs.reporters.printable import safe


def concise_report(report: Report) -> str:
    """`path:line:column: error [rule-id] message (hint)` for each finding; nothing when there is none."""
    lines = []
    for found in report.diagnostics:
        place = f"{safe(found.path)}:{found.line}:{found.column}"
        hint = f" ({safe(found.hint)})" if found.hint else ""
        lines.append(f"{place}: {found.severity.value} [{found.rule}] {safe(found.message)}{hint}\n")
    return "".join(lines)
