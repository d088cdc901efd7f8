"""libyaml's complaints in the words of somebody who writes playbooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml._yaml import CParser
from yaml.events import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from mopsdocs.documents.source import Problem

_ALIGN: Final = "align the line with its neighbours; items of one list or mapping begin in the same column"


@dataclass(slots=True)
class _Complaint:
    """What libyaml said: at which offset, while doing what, and where that had begun.

    `start` and `end` are the offsets of the line at that place; `brackets` those of the brackets that are open there.
    """

    text: str
    problem: str
    context: str
    at: int
    begun: int
    start: int = field(init=False)
    end: int = field(init=False)
    brackets: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.start, self.end = _line_around(self.text, self.at)
        self.brackets = _open_brackets(self.text)

    @property
    def line(self) -> str:
        """The words of the line."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.text[self.start : self.at]

    @property
    def here(self) -> str:
        """The character at the place; empty at the end of the text."""
        return self.text[self.at : self.at + 1]


def explain_syntax(text: str, error: yaml.YAMLError) -> Problem:
    """Where YAML could not be read and what most likely happened there."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    at = min(mark.index, len(text)) if mark is not None else 0
    begun = min(context_mark.index, len(text)) if context_mark is not None else at
    problem = getattr(error, "problem", None) or str(error)
    complaint = _Complaint(text, problem, getattr(error, "context", None) or "", at, begun)
    return next(explain(complaint) for applies, explain in _CASES if applies(complaint))


_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def _conflict(c: _Complaint) -> Problem:
    match = _CONFLICT.search(c.text)
    start, end = _line_around(c.text, match.start() if match else c.at)
    hint = "keep one of the two sides, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    return _problem(start, end, "two versions of the file were not merged to the end", hint)


def _tab(c: _Complaint) -> Problem:
    found = c.text.find("\t", c.start)
    at = found if found >= 0 else c.at
    return _problem(at, at + 1, "a tab stands where spaces are needed", "indent with spaces, two per level")


def _tag(c: _Complaint) -> Problem:
    at = c.text.rfind("!", 0, c.at + 1) if c.here != "!" else c.at
    words = c.text[at : c.end].split()
    word = words[0] if words else "!"
    message = f"{word} is a YAML tag; tags are not allowed"
    hint = f"quote it if it is text: {quoted(c.text[at : c.end])}, else remove it"
    return Problem("yaml-tag", at, max(at + len(word), at + 1), message, hint)


_KEY_AND_TEXT: Final = re.compile(r"(\s*)((?:- )*)([^:#]+): (.*\S)")
_GLUED: Final = re.compile(r"(?:- )*([^\s:]+:[^\s/].*)")


def _colon(c: _Complaint) -> Problem:
    match = _KEY_AND_TEXT.match(c.line)
    if match and match.end(3) < c.at - c.start:
        is_item = bool(match[2]) and " " in match[3]
        at = c.start + (match.start(3) if is_item else match.start(4))
        text = c.text[at : c.end].strip()
        shown = f"- {quoted(text)}" if is_item else f"{match[3].strip()}: {quoted(text)}"
        return _problem(
            at, c.end, 'the text has a ": " inside, which YAML reads as another key', f"quote the text: {shown}"
        )
    above = c.text[: c.start].rstrip().rsplit("\n", 1)[-1].strip()
    glued = _GLUED.match(above)
    hint = (
        "begin it in the column of the keys above; text that goes on over several lines and has a colon must be quoted"
    )
    if glued:
        hint = f'put a space after the colon of "{_short(glued[1])}" in the line above'
    return _problem(c.at - len(c.before.lstrip()), c.end, "a key cannot stand here", hint)


def _nothing_to_end(c: _Complaint) -> Problem:
    return _problem(c.at, c.at + 3, "... ends a document, and none has begun", "remove the line, or write one above it")


def _special_character(c: _Complaint) -> Problem:
    at = c.begun if "alias" in c.context or "anchor" in c.context else c.at
    if c.text[at - 1 : at + 1] in ("{%", "{#"):
        at -= 1
    message = f"text that begins with {c.text[at : at + 1]} must be quoted"
    return _problem(at, c.end, message, f"quote it: {quoted(c.text[at : c.end])}")


def _open_quote(c: _Complaint) -> Problem:
    if "escape" in c.problem or "hexdecimal" in c.problem:
        at = c.at if "unknown escape" in c.problem else c.text.rfind("\\", c.begun, c.at)
        hint = r"double the backslash (\\), or use '…', where it means itself"
        return _problem(at, at + 2, f"{c.text[at : at + 2]} does not begin an escape that YAML knows", hint)
    if "document indicator" in c.problem:
        message = f"{c.text[c.at : c.at + 3]} at the beginning of a line ends the document, inside quotes too"
        return _problem(c.at, c.at + 3, message, "indent the line")
    quote = c.text[c.begun : c.begun + 1]
    message = f"the text that begins with {quote} is never closed"
    return _problem(c.begun, c.begun + 1, message, f"add {quote} at its end")


def _no_colon(c: _Complaint) -> Problem:
    start, end = _line_around(c.text, c.begun)
    line = c.text[start:end]
    if re.search(r":\s|:$", line) and len(line) > 1000:
        return _problem(c.begun, end, "a key may have 1,000 characters", "put the text behind the colon of a short key")
    message = f'"{_short(line)}" is neither a key nor part of the text above it'
    hint = "write it as key: value, or indent it under the line it belongs to"
    if _GLUED.match(line.strip()):
        hint = "put a space after the colon"
    return _problem(c.begun, end, message, hint)


def _block_header(c: _Complaint) -> Problem:
    if "indicator equal to 0" in c.problem:
        return _problem(c.at, c.at + 1, "0 cannot stand here", "remove it; a number says how deep the text is indented")
    at = c.start + max(c.before.rfind(">"), c.before.rfind("|"), 0)
    message = f"the text of {c.text[at : at + 1]} begins in the next line"
    hint = f"quote the text if this is its only line: {quoted(c.text[at : c.end])}; else begin it below"
    return _problem(at, c.end, message, hint)


def _after_quote(c: _Complaint) -> Problem:
    quote = c.before.rstrip()[-1:]
    hint = "double a ' inside '…', or quote the whole text with \"…\""
    if quote == '"':
        hint = 'write \\" for a " inside "…", or quote the whole text with \'…\''
    return _problem(c.at, c.at + 1, "text goes on after the closing quote", hint)


def _after_bracket(c: _Complaint) -> Problem:
    if c.here in ("]", "}"):
        return _problem(c.at, c.at + 1, f"there is one {c.here} too many", "remove it")
    match = re.match(r"\s*(?:- )*(?:[^\s:\[{]+:\s)?\s*(.*)", c.line)
    hint = f"quote it if it is one text: {quoted(match[1] if match else c.line)}"
    return _problem(c.at, c.end, f"text goes on after the closing {c.before.rstrip()[-1:]}", hint)


_SLASHES: Final = re.compile(r"[\s,]//")


def _in_brackets(c: _Complaint) -> Problem:
    begun = c.brackets[-1]
    closing = "]" if c.text[begun] == "[" else "}"
    on_one_line = "\n" not in c.text[begun : c.at]
    words = {
        ",": ("nothing stands before this comma", "remove the comma, or write what belongs before it"),
        "-": ("items between brackets have no dashes", "separate the items with commas: [a, b]"),
        ":": (
            "a colon cannot stand here",
            "put a comma before the key, keep its colon on the same line, and quote a text that has a colon",
        ),
        "]": ("] cannot close what begins with {", "close it with }"),
        "}": ("} cannot close what begins with [", "close it with ]"),
    }
    goes_on_below = (c.here == "-" and not c.before.strip()) or (
        c.here == ":" and c.before.strip() and not on_one_line and "unexpected ':'" not in c.problem
    )
    if c.here in words and c.here != closing and not goes_on_below:
        return _problem(c.at, c.at + 1, *words[c.here])
    if on_one_line and c.here.strip():
        word = c.text[c.at : c.end].split()[0].rstrip(",]}")
        hint = "put a comma between the two, or quote them as one text"
        return _problem(c.at, c.at + len(word), f"a comma is missing before {_short(word)}", hint)
    return _not_closed(c, begun, closing)


def _not_closed(c: _Complaint, begun: int, closing: str) -> Problem:
    comment = _SLASHES.search(c.text, begun, c.at)
    if comment is not None:
        return _problem(comment.end() - 2, comment.end(), "// begins no comment in YAML", "write # instead of //")
    kind = "list" if closing == "]" else "mapping"
    message = f"the {kind} that begins with {c.text[begun]} is not closed"
    return _problem(begun, begun + 1, message, f"close it with {closing}, and put a comma between its parts")


def _item_in_line(c: _Complaint) -> Problem:
    hint = f"put - on a line of its own under the key, or quote it if it is text: {quoted(c.text[c.at : c.end])}"
    return _problem(c.at, c.at + 1, "a list item cannot stand on this line", hint)


def _document_over(c: _Complaint) -> Problem:
    if re.search(r"^\.\.\.\s", c.text[: c.at], re.MULTILINE):
        message = "a second document begins here; a file holds one"
        return Problem("yaml-second-document", c.at, c.end, message, "move it to a file of its own or remove it")
    message = "the line is indented less than the first line of the document"
    return _problem(c.at, c.end, message, "begin all keys of the document in the same column, best in the first")


_DEEPER_BLANKS: Final = re.compile(r"[|>][-+]*[ \t]*(?:#[^\n]*)?\r?\n((?>(?: *\r?\n)+))\Z")


def _misplaced(c: _Complaint) -> Problem:
    at = c.start + len(c.line) - len(c.line.lstrip())
    rest = c.text[at : c.end]
    blanks = _DEEPER_BLANKS.search(c.text, max(0, c.start - 2000), c.start)
    if blanks is not None and len(max(blanks[1].splitlines())) > at - c.start:
        message = "an empty line above has more spaces than this one, the first of the text"
        return _problem(at, c.end, message, "remove the spaces from the empty lines above")
    if c.here == ":":
        return _problem(at, c.end, "a key is missing before the colon", "write the key, or remove the line")
    if rest.startswith("- "):
        hint = "begin it in the column of the other dashes of its list"
        return _problem(at, c.end, "a list item cannot stand among keys", hint)
    if "'-' indicator" in c.problem:
        hint = "begin it in the column of the item's other keys, or with - in the column of the other dashes"
        return _problem(at, c.end, "the line belongs to no item of the list above", hint)
    return _problem(at, c.end, "the line is indented like nothing above it", _ALIGN)


def _stands_after_quote(c: _Complaint) -> bool:
    ends_with_quote = c.before.rstrip()[-1:] in ("'", '"') and bool(c.here.strip())
    return not c.brackets and (ends_with_quote or re.search(r":\s*(['\"]).*\1\S*$", c.before) is not None)


_CASES: Final[tuple[tuple[Callable[[_Complaint], bool], Callable[[_Complaint], Problem]], ...]] = (
    (lambda c: _CONFLICT.search(c.text) is not None, _conflict),
    (lambda c: "tab character" in c.problem or c.here == "\t", _tab),
    (lambda c: "tag" in c.context or "tag handle" in c.problem, _tag),
    (lambda c: "mapping values are not allowed" in c.problem, _colon),
    (lambda c: "scanning an alias" in c.context or "scanning an anchor" in c.context, _special_character),
    (lambda c: "cannot start any token" in c.problem, _special_character),
    (lambda c: "mapping keys are not allowed" in c.problem, _special_character),
    (lambda c: "quoted scalar" in c.context, _open_quote),
    (lambda c: "block scalar" in c.context, _block_header),
    (lambda c: bool(c.brackets), _in_brackets),
    (lambda c: "could not find expected ':'" in c.problem, _no_colon),
    (lambda c: "entries are not allowed" in c.problem, _item_in_line),
    (_stands_after_quote, _after_quote),
    (lambda c: c.before.rstrip()[-1:] in ("]", "}"), _after_bracket),
    (lambda c: c.text.startswith("...", c.at) and not c.before, _nothing_to_end),
    (lambda c: "node content" in c.problem, _special_character),
    (lambda c: "<document start>" in c.problem, _document_over),
    (lambda c: True, _misplaced),
)


def _open_brackets(text: str) -> list[int]:
    """Offsets of the brackets that are open where `text` cannot be read any more, the innermost last."""
    next_event: Callable[[], Any] = CParser(text).get_event
    begun: list[int | None] = []
    try:
        event = next_event()
        while event is not None:
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                start: Any = event.start_mark
                begun.append(start.index if event.flow_style else None)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                begun.pop()
            event = next_event()
    except yaml.YAMLError:
        pass  # the error that is being explained
    # An item such as `a: b` in `[a: b]` is a mapping that begins without a bracket.
    return [at for at in begun if at is not None and text[at] in "[{"]


def _line_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that `at` is in, without its line break."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return start, end - 1 if text[end - 1 : end] == "\r" and end > start else end


def quoted(text: str) -> str:
    """`text` between double quotes, as YAML; the middle of a long one is left out."""
    text = text.strip()
    text = text if len(text) <= 60 else f"{text[:40]} … {text[-10:]}"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else f"{line[:39]}…"


def _problem(start: int, end: int, message: str, hint: str) -> Problem:
    return Problem("yaml-syntax", start, max(end, start + 1), message, hint)
