"""From pointers to lines and columns: findings become diagnostics here, once per file that has any."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from mopsdocs.diagnostics import Diagnostic, Finding, Fix, Mention, Pointer, Related, Severity, Splice
from mopsdocs.documents.identity import name_of
from mopsdocs.documents.places import LineIndex, Place, places
from mopsdocs.documents.source import Problem


class Placing:
    """Places findings in one text. Positions are computed when the first finding asks for one."""

    def __init__(self, path: str, text: str, value: Any = None, key: str = "") -> None:
        self._path = path
        self._text = text
        self._value = value
        self._key = key

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self._text)

    @cached_property
    def _places(self) -> Mapping[Pointer, Place]:
        return places(self._text)

    def of_problem(self, problem: Problem) -> Diagnostic:
        """The diagnostic of something that the loader found."""
        severity = Severity.WARNING if problem.warning else Severity.ERROR
        line, column = self._lines.at(problem.start)
        end_line, end_column = self._lines.at(self._end_on_line(problem.start, problem.end))
        return Diagnostic(
            problem.rule, severity, self._path, line, column, end_line, end_column, problem.message, problem.hint
        )

    def of_finding(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """The diagnostic of something that a schema or a rule found."""
        start, end = self._span(finding.pointer, finding.on_key)
        if finding.part is not None:
            start, end = self._part(finding.pointer, finding.part) or (start, end)
        shown_end = self._end_on_line(start, end)
        line, column = self._lines.at(start)
        end_line, end_column = self._lines.at(shown_end)
        fix = self._fix(finding)
        kind = self._value.get("kind") if isinstance(self._value, dict) else None
        place = name_of(kind, self._value, finding.pointer) if isinstance(kind, str) and self._key else ""
        unit = f"{self._key}/{place}" if place else self._key
        return Diagnostic(
            rule,
            severity,
            self._path,
            line,
            column,
            end_line,
            end_column,
            finding.message,
            finding.hint,
            finding.pointer,
            unit,
            finding.values,
            fix,
        )

    def related(self, mention: Mention) -> Related:
        """Where a second place of a finding stands; it is in this text."""
        start, end = self._span(mention.pointer, on_key=False)
        line, column = self._lines.at(start)
        end_line, end_column = self._lines.at(self._end_on_line(start, end))
        return Related(self._path, line, column, end_line, end_column, mention.message)

    def raw(self, pointer: Pointer) -> str:
        """The value at `pointer` as it stands in the text."""
        place = self._places.get(pointer)
        return self._text[place.start : place.end] if place else ""

    def _fix(self, finding: Finding) -> Fix | None:
        """The finding's edit, or its replacement as an edit of exactly the key or value; None where that is absent."""
        if finding.edit is not None:
            return finding.edit
        place = self._places.get(finding.pointer)
        if finding.replacement is None or place is None:
            return None
        if not finding.on_key:
            return Splice(place.start, place.end, finding.replacement) if place.end > place.start else None
        if place.key_start is None or place.key_end is None:
            return None
        return Splice(place.key_start, place.key_end, finding.replacement)

    def _span(self, pointer: Pointer, on_key: bool) -> tuple[int, int]:
        place = self._places.get(pointer)
        while place is None and pointer:
            pointer, on_key = pointer[:-1], False
            place = self._places.get(pointer)
        if place is None:
            return 0, 0
        collection = self._text[place.start : place.end].count("\n") > 0 and place.key_start is not None
        if (
            place.key_start is not None
            and place.key_end is not None
            and (on_key or collection or place.end <= place.start)
        ):
            return place.key_start, place.key_end
        return place.start, place.end

    def _part(self, pointer: Pointer, part: tuple[int, int]) -> tuple[int, int] | None:
        """Where those characters of the text at `pointer` stand; None where quoting or line breaks hide them."""
        place, value = self._places.get(pointer), self._value
        for key in pointer:
            value = value[key]
        if place is None or not isinstance(value, str):
            return None
        raw, wanted = self._text[place.start : place.end], value[slice(*part)]
        for quote in (0, 1):
            if raw[quote : len(raw) - quote] == value:
                return place.start + quote + part[0], place.start + quote + part[1]
        at = raw.find(wanted)
        return (place.start + at, place.start + at + len(wanted)) if raw.count(wanted) == 1 else None

    def _end_on_line(self, start: int, end: int) -> int:
        """`end`, but not beyond the line of `start`: carets mark one line."""
        line_end = self._text.find("\n", start)
        line_end = len(self._text) if line_end < 0 else line_end
        if line_end > start and self._text[line_end - 1] == "\r":
            line_end -= 1
        return max(min(end, line_end), start)
