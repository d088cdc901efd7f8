"""Reports made by hand, so that reporters can be tested without a workspace."""

from __future__ import annotations

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Severity, in_order

PATH = "playbooks/library/webinar.yml"


def finding(
    line: int,
    column: int,
    end_column: int,
    message: str = 'accountable: there is no role "boss"',
    *,
    hint: str = "",
    path: str = PATH,
    rule: str = "unknown-reference",
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(rule, severity, path, line, column, line, end_column, message, hint, unit=f"{path}/{line}")


def report(*found: Diagnostic, files: int = 1, waived: int = 0) -> Report:
    paths = {diagnostic.path for diagnostic in found} | {f"clean/{number}.yml" for number in range(files)}
    accepted = (finding(1, 1, 1),) * waived
    return Report(tuple(in_order(found)), frozenset(sorted(paths, key=lambda path: "clean/" in path)[:files]), accepted)
