"""Annotations of GitHub Actions: workflow commands, one for a finding.

GitHub shows ten annotations of each level for a step and drops the others without a word. So the slots go to the
gravest findings, to different files and rules before the same complaint again, and the last lines count the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic, Severity
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.summary import counts, summary

SHOWN: Final = 10
"""How many annotations of a level GitHub shows for one step."""

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_report(report: Report, prefix: str = "") -> str:
    """`report` as workflow commands, errors first, and a last line with the verdict.

    `prefix` is the way from the root of the repository to the workspace, such as `docs/`.
    """
    return workflow_commands(report.diagnostics, summary(report), "mopsdocs validate --format concise", prefix)


def workflow_commands(found: Sequence[Diagnostic], verdict: str, command: str, prefix: str) -> str:
    """What was `found` as workflow commands, errors first, and `verdict`; `command` lists what GitHub does not show."""
    levels = [[one for one in found if one.severity is level] for level in Severity]
    shown = [one for level in levels for one in _chosen(level)]
    lines = [_command(one, prefix) for one in shown]
    missing = Counter(one.severity for one in found) - Counter(one.severity for one in shown)
    if missing:
        lines.append(
            f"GitHub shows {SHOWN} annotations of each level. Without one: {counts(missing.elements())}. "
            f"The job summary lists every finding, and so does {command}."
        )
    return "".join(f"{line}\n" for line in (*lines, verdict))


def _chosen(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings of one level that are shown, in order: as many rules and files as there is room for."""
    complaints: Counter[tuple[str, str]] = Counter()
    rules: Counter[str] = Counter()
    files: Counter[str] = Counter()

    def turn(position: int) -> tuple[int, int, int, int]:
        rule, path = found[position].rule, found[position].path
        return complaints[rule, path], rules[rule], files[path], position

    left = set(range(len(found)))
    chosen: list[int] = []
    while left and len(chosen) < SHOWN:
        position = min(left, key=turn)
        left.remove(position)
        chosen.append(position)
        complaints[found[position].rule, found[position].path] += 1
        rules[found[position].rule] += 1
        files[found[position].path] += 1
    return [found[position] for position in sorted(chosen)]


def _command(found: Diagnostic, prefix: str) -> str:
    properties: dict[str, str | int] = {
        "file": safe(prefix + found.path),
        "line": found.line,
        "endLine": found.end_line,
    }
    if found.line == found.end_line:  # the runner drops both columns otherwise
        properties |= {"col": found.column, "endColumn": found.end_column}
    properties["title"] = found.rule
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[found.severity]} {written}::{_data(_text(found, prefix))}"


def _text(found: Diagnostic, prefix: str) -> str:
    lines = [safe(found.message)]
    if found.hint:
        lines.append(f"hint: {safe(found.hint)}")
    lines += [f"see {safe(prefix + place.path)}:{place.line}: {safe(place.message)}" for place in found.related]
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
