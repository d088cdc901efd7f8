"""The page that GitHub Actions shows for a run: a verdict, and every finding in a table for each file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.reporters.markdown_text import cell, code
from mopsdocs.reporters.summary import counts, summary

LIMIT: Final = 1_000_000
"""Bytes of a summary. GitHub drops it whole above 1,048,576, and a step may write more than this into it."""

_END: Final = 300
"""Bytes kept for the last line."""

_HEAD: Final = "\n| Level | Place | Rule | Message | Remedy |\n| --- | --- | --- | --- | --- |\n"


def job_summary(report: Report, prefix: str = "", limit: int = LIMIT) -> str:
    """`report` as Markdown for `$GITHUB_STEP_SUMMARY`, in at most `limit` bytes (1,000 or more) of UTF-8.

    `prefix` is the way from the root of the repository to the workspace. Where not all findings fit, the gravest are
    listed and the others counted.
    """
    title = f"### mopsdocs: {summary(report)}\n"
    found = report.diagnostics
    rows = [_row(diagnostic) for diagnostic in found]
    heads = _heads(found, prefix)
    listed = _fitting(found, rows, heads, limit - _size(title) - _END)
    parts = [title]
    path = None
    for position in sorted(listed):
        if found[position].path != path:
            path = found[position].path
            parts.append(heads[path])
        parts.append(rows[position])
    return "".join(parts) + _rest([found[position] for position in range(len(found)) if position not in listed])


def _row(found: Diagnostic) -> str:
    texts = (found.severity.value, f"{found.line}:{found.column}", found.rule, found.message, found.hint)
    return f"| {' | '.join(map(cell, texts))} |\n"


def _heads(found: Iterable[Diagnostic], prefix: str) -> dict[str, str]:
    """What stands above the table of each file."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    return {
        path: f"\n#### {code(prefix + path)}: {counts(diagnostic.severity for diagnostic in group)}\n{_HEAD}"
        for path, group in by_path.items()
    }


def _fitting(found: Sequence[Diagnostic], rows: Sequence[str], heads: dict[str, str], room: int) -> set[int]:
    """Positions of the findings that fit into `room` bytes, errors before warnings."""
    fitting: set[int] = set()
    paths: set[str] = set()
    for position in sorted(range(len(found)), key=lambda position: (found[position].severity.rank, position)):
        path = found[position].path
        room -= _size(rows[position]) + (0 if path in paths else _size(heads[path]))
        if room < 0:
            break
        fitting.add(position)
        paths.add(path)
    return fitting


def _rest(left: Sequence[Diagnostic]) -> str:
    if not left:
        return ""
    number = counts(diagnostic.severity for diagnostic in left)
    return (
        f"\nNot listed, because the page has an end: {number}. `mopsdocs validate --format concise` lists them all.\n"
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
