"""The Code Quality report of GitLab, which merge requests show beside the changed lines."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.reporters.printable import safe

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab_report(report: Report, prefix: str = "") -> str:
    """`report` as JSON in ASCII. `prefix` is the way from the root of the repository to the workspace."""
    return code_quality(report.diagnostics, prefix)


def code_quality(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Findings as JSON in ASCII; see `gitlab_report`."""
    fingerprints = _fingerprints(diagnostics, prefix)
    issues = [
        {
            "description": safe(f"{found.message} ({found.hint})" if found.hint else found.message),
            "check_name": found.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {"path": prefix + found.path, "lines": {"begin": found.line, "end": found.end_line}},
        }
        for found, fingerprint in zip(diagnostics, fingerprints, strict=True)
    ]
    return json.dumps(issues, indent=2) + "\n"


def _fingerprints(found: Iterable[Diagnostic], prefix: str) -> list[str]:
    """A fingerprint for each finding. GitLab keeps only one of those that are equal, so the second gets another."""
    given: dict[str, None] = {}
    numbers: Counter[str] = Counter()
    for diagnostic in found:
        fingerprint = diagnostic.fingerprint
        while (unique := _numbered(fingerprint, prefix, numbers[fingerprint])) in given:
            numbers[fingerprint] += 1
        given[unique] = None
        numbers[fingerprint] += 1
    return list(given)


def _numbered(fingerprint: str, prefix: str, number: int) -> str:
    """`fingerprint` itself for the first finding of a workspace at the root, else one derived from it."""
    if not number and not prefix:
        return fingerprint
    parts = "\0".join((prefix, fingerprint, str(number)))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
