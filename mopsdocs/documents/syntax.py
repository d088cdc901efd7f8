"""libyaml's complaints in the words of somebody who writes playbooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import yaml

from mopsdocs.documents.source import Problem

_INDENT_HINT: Final = "align the line with its neighbours; items of one list or mapping begin in the same column"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What libyaml said: at which offset, while doing what, and where that had begun."""

    text: str
    problem: str
    context: str
    at: int
    begun: int

    def line(self, offset: int) -> tuple[int, int, str]:
        """Start, end and words of the line that `offset` is in."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        line = self.text[start : len(self.text) if end < 0 else end].rstrip("\r")
        return start, start + len(line), line


def explain_syntax(text: str, error: yaml.YAMLError) -> Problem:
    """Where YAML could not be read and what most likely happened there."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    at = min(mark.index, len(text)) if mark is not None else 0
    begun = min(context_mark.index, len(text)) if context_mark is not None else at
    problem = getattr(error, "problem", None) or str(error)
    complaint = _Complaint(text, problem, getattr(error, "context", None) or "", at, begun)
    for applies, explain in _CASES:
        if applies(complaint):
            return explain(complaint)
    return _misplaced(complaint)


def _tab(c: _Complaint) -> Problem:
    found = c.text.find("\t", c.text.rfind("\n", 0, c.at) + 1)
    at = found if found >= 0 else c.at
    return _problem(at, at + 1, "a tab stands where spaces are needed", "indent with spaces, two per level")


def _colon(c: _Complaint) -> Problem:
    start, end, line = c.line(c.at)
    match = re.match(r"(\s*(?:- )?[^:#]+): (.*\S)", line)
    if match and match.end(1) < c.at - start:
        value = match[2].replace('"', '\\"')
        hint = f'quote the text: {match[1].strip()}: "{value}"'
        return _problem(
            start + match.start(2), end, 'the text has a ": " inside, which YAML reads as another key', hint
        )
    before = c.text[:start].rstrip().rsplit("\n", 1)[-1].strip()
    hint = f'put a space after the colon of "{_short(before)}", or {_INDENT_HINT}'
    return _problem(start + len(line) - len(line.lstrip()), end, "a key cannot stand here", hint)


def _special_character(c: _Complaint) -> Problem:
    at = c.begun if "alias" in c.context or "anchor" in c.context else c.at
    _, end, _ = c.line(at)
    word = c.text[at:end].strip().replace('"', '\\"')
    return _problem(at, end, f"text that begins with {c.text[at : at + 1]} must be quoted", f'quote it: "{word}"')


def _quoted(c: _Complaint) -> Problem:
    quote = c.text[c.begun : c.begun + 1]
    if "escape" in c.problem:
        hint = r"double the backslash (\\), or use '…', where it means itself"
        return _problem(c.at, c.at + 2, f"{c.text[c.at : c.at + 2]} is not an escape that YAML knows", hint)
    return _problem(
        c.begun, c.begun + 1, f"the text that begins with {quote} is never closed", f"add {quote} at its end"
    )


def _no_colon(c: _Complaint) -> Problem:
    _, end, line = c.line(c.begun)
    message = f'"{_short(line)}" is neither a key nor part of the text above it'
    return _problem(c.begun, end, message, "write it as key: value, or indent it under the line it belongs to")


def _open_flow(c: _Complaint) -> Problem:
    closing = "]" if "sequence" in c.context else "}"
    message = f"the list or mapping that begins with {c.text[c.begun : c.begun + 1]} is not closed"
    return _problem(c.begun, c.begun + 1, message, f"close it with {closing} before the next line")


def _item_in_line(c: _Complaint) -> Problem:
    message = "a list item cannot stand on this line"
    return _problem(c.at, c.at + 1, message, "put - on a line of its own under the key")


def _after_quote(c: _Complaint) -> Problem:
    hint = "double a ' inside '…', or quote the whole text with \"…\""
    return _problem(c.at, c.at + 1, "text goes on after the closing quote", hint)


def _misplaced(c: _Complaint) -> Problem:
    start, end, _ = c.line(c.at)
    message = f"the line does not fit here: {c.problem}"
    return _problem(c.at if c.at < end else start, max(end, c.at + 1), message, _INDENT_HINT)


def _stands_after_quote(c: _Complaint) -> bool:
    start, _, line = c.line(c.at)
    before = line[: c.at - start]
    ends_with_quote = before[-1:] in ("'", '"') and bool(c.text[c.at : c.at + 1].strip())
    return ends_with_quote or re.search(r":\s*(['\"]).*\1\S*$", before) is not None


_CASES: Final[tuple[tuple[Callable[[_Complaint], bool], Callable[[_Complaint], Problem]], ...]] = (
    (lambda c: "tab character" in c.problem or c.text[c.at : c.at + 1] == "\t", _tab),
    (lambda c: "mapping values are not allowed" in c.problem, _colon),
    (lambda c: "scanning an alias" in c.context or "scanning an anchor" in c.context, _special_character),
    (lambda c: "cannot start any token" in c.problem, _special_character),
    (lambda c: "quoted scalar" in c.context, _quoted),
    (lambda c: "could not find expected ':'" in c.problem, _no_colon),
    (lambda c: "flow sequence" in c.context or "flow mapping" in c.context, _open_flow),
    (lambda c: "entries are not allowed" in c.problem, _item_in_line),
    (_stands_after_quote, _after_quote),
)


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else f"{line[:39]}…"


def _problem(start: int, end: int, message: str, hint: str) -> Problem:
    return Problem("yaml-syntax", start, max(end, start + 1), message, hint)
