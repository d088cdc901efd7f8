"""The report for programs. Its shape is published as `schemas/validate.json` and changes only with `version`."""

from __future__ import annotations

import json
from typing import Any, Final

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, json_pointer

VERSION: Final = 1
"""Version of the shape."""


def json_report(report: Report) -> str:
    """`report` as JSON, in ASCII so that it survives every terminal and pipe."""
    summary = {
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "infos": report.infos,
        "waived": report.waived,
    }
    if report.known is not None:
        summary["known"] = len(report.known)
    document = {
        "version": VERSION,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
        "summary": summary,
    }
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "pointer": json_pointer(diagnostic.pointer),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "fixable": diagnostic.fixable,
        "fingerprint": diagnostic.fingerprint,
    }
