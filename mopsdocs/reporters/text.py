"""The report that people read: the source line, a caret under the place, and the remedy.

A workspace that is being cleaned up has hundreds of findings. The same complaint in one file is shown three times
and then counted, and no more than fifty findings are shown in full, errors before warnings. The last line always
says how much there is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from mopsdocs.checks.report import Report
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.reporters.excerpt import excerpt
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style
from mopsdocs.reporters.summary import counts, summary

Texts = Callable[[str], str]
"""Gives the text of the file at a path; the empty string where there is none to show."""

SHOWN_OF_A_KIND: Final = 3
"""How many findings with the same complaint are shown in full for one file."""

SHOWN: Final = 50
"""How many findings are shown in full altogether."""

_SECRET: Final = frozenset({"secret-in-text"})
"""Rules that find what must not be shown again, be it in a log of CI."""

_FILES_LISTED: Final = 20
_LINES_LISTED: Final = 8
_VARIABLE: Final = re.compile(r'"[^"]*"|[0-9]+')


def text_report(report: Report, texts: Texts, coloured: bool = False) -> str:
    """`report` for people, with ANSI colours if `coloured`."""
    style = Style(coloured)
    found = report.diagnostics
    shapes = [_shape(diagnostic) for diagnostic in found]
    shown = _shown_in_full(found, shapes)
    last_of_shape = {shapes[position]: position for position in shown}
    hidden: dict[_Shape, list[Diagnostic]] = {}
    for position in sorted(set(range(len(found))).difference(shown)):
        hidden.setdefault(shapes[position], []).append(found[position])

    secret = {(one.path, one.line) for one in (*found, *report.accepted, *(report.known or ())) if one.rule in _SECRET}
    blocks: list[str] = []
    for path, positions in groupby(shown, key=lambda position: found[position].path):
        lines = texts(path).split("\n")
        for number in [line for file, line in secret if file == path and line <= len(lines)]:
            lines[number - 1] = ""
        for position in positions:
            block = _finding(found[position], lines, style)
            if last_of_shape[shapes[position]] == position:
                block += _more(hidden.pop(shapes[position], []), style)
            blocks.append("\n".join(block))
    blocks += _rest([diagnostic for group in hidden.values() for diagnostic in group], style)
    last = summary(report)
    blocks.append(style.bold(last) if found else style.good(last))
    return "\n\n".join(blocks) + "\n"


_Shape = tuple[str, str, str]


def _shape(diagnostic: Diagnostic) -> _Shape:
    """What findings have in common that say the same about different words."""
    return diagnostic.path, diagnostic.rule, _VARIABLE.sub("·", diagnostic.message)


def _shown_in_full(found: Sequence[Diagnostic], shapes: Sequence[_Shape]) -> list[int]:
    """Positions of the findings to show, in order: the first of each shape, the gravest ones if there are many."""
    seen: Counter[_Shape] = Counter()
    candidates = []
    for position, shape in enumerate(shapes):
        seen[shape] += 1
        if seen[shape] <= SHOWN_OF_A_KIND:
            candidates.append(position)
    candidates.sort(key=lambda position: (found[position].severity.rank, position))
    return sorted(candidates[:SHOWN])


def _finding(diagnostic: Diagnostic, lines: Sequence[str], style: Style) -> list[str]:
    place = style.bold(f"{safe(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}")
    level = style.level(diagnostic.severity, diagnostic.severity.value)
    block = [f"{place}  {level}  {style.dim(f'[{diagnostic.rule}]')}  {safe(diagnostic.message)}"]
    block += excerpt(diagnostic, lines, style)
    if diagnostic.hint:
        margin = " " * (len(str(diagnostic.line)) + 2)
        block.append(f"{margin} {style.dim('=')} {style.good('hint:')} {safe(diagnostic.hint)}")
    return block


def _more(others: Sequence[Diagnostic], style: Style) -> list[str]:
    if not others:
        return []
    listed = ", ".join(str(other.line) for other in others[:_LINES_LISTED])
    noun = "line" if len(others) == 1 else "lines"
    end = " …" if len(others) > _LINES_LISTED else ""
    return [style.dim(f"  … and {len(others):,} more like this in this file: {noun} {listed}{end}")]


def _rest(left: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    """Counts for the findings that no block above mentions."""
    if not left:
        return
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(left, key=lambda diagnostic: diagnostic.path):
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    listed = list(by_path.items())[:_FILES_LISTED]
    column = max(width(safe(path)) for path, _ in listed)
    files = "1 file" if len(by_path) == 1 else f"{len(by_path):,} files"
    lines = [f"… and {len(left):,} more in {files}:"]
    lines += [f"  {_padded(path, column)}  {_levels(group)}" for path, group in listed]
    if len(by_path) > _FILES_LISTED:
        others = len(left) - sum(len(group) for _, group in listed)
        lines.append(f"  and {len(by_path) - _FILES_LISTED:,} more files with {others:,} findings")
    hint = "validate --format concise shows every finding, validate PATH those of one file"
    lines.append(f"  {style.dim('=')} {style.good('hint:')} {hint}")
    yield "\n".join(lines)


def _padded(path: str, column: int) -> str:
    shown = safe(path)
    return shown + " " * (column - width(shown))


def _levels(group: Iterable[Diagnostic]) -> str:
    return counts(diagnostic.severity for diagnostic in group)
