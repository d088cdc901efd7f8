"""Texts that libyaml accepts though YAML 1.2 does not, or that it reads otherwise, and text that is lost as a comment.

Each is looked for with plain searches first, which cost next to nothing. Only a text with something suspicious in it
is parsed a second time, to see whether it stands where it does harm.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml
from yaml._yaml import CParser
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from mopsdocs.documents.source import Problem
from mopsdocs.documents.syntax import quoted


def misreadings(text: str) -> list[Problem]:
    """What in `text` other programs refuse or read differently; `decode` has accepted it, the parser need not."""
    marks = list(_question_marks(text))
    headers = [at for sign in "|>" for at in _each(text, sign) if _heading_below_blanks(text, at)]
    if not (marks or headers or _has_odd_comment(text) or text.endswith(_BLANKS)):
        return []
    scalars = _Scalars(text)
    found = [_read_as_comment(text, *comment, scalars) for comment in scalars.comments()]
    found += [_question_mark(text, at, scalars) for at in marks]
    found += [_lost_heading(text, at, scalars) for at in headers]
    found.append(_blanks_at_the_end(text, scalars))
    return [problem for problem in found if problem is not None]


@dataclass(frozen=True, slots=True)
class _Scalar:
    """A scalar as libyaml read it; `margin` is the column of what holds it, -1 at the root. `style` is "" if plain."""

    start: int
    end: int
    style: str
    value: str
    margin: int


class _Scalars:
    """The scalars of a text, up to where it cannot be parsed any more; `absent` says where nulls are not written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.all: list[_Scalar] = []
        self.absent: set[int] = set()
        self._reached = 0
        try:
            self._collect()
        except yaml.YAMLError:
            pass  # the loader reports it; what came before still counts
        else:
            self._reached = len(text)
        self._starts = [scalar.start for scalar in self.all]

    def _collect(self) -> None:
        next_event: Callable[[], Any] = CParser(self._text).get_event
        margins = [-1]
        event = next_event()
        while event is not None:
            self._reached = event.end_mark.index
            if isinstance(event, ScalarEvent):
                start: Any = event.start_mark
                if self._reached == start.index:
                    self.absent.add(start.index)
                else:
                    style = (event.style or "").strip("\0")
                    self.all.append(_Scalar(start.index, self._reached, style, event.value, margins[-1]))
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                begun: Any = event.start_mark
                margins.append(begun.column)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                margins.pop()
            event = next_event()

    def before(self, at: int) -> _Scalar | None:
        """The last scalar that begins at or before `at`."""
        position = bisect_right(self._starts, at) - 1
        return self.all[position] if position >= 0 else None

    def comments(self) -> Iterator[tuple[int, int]]:
        """Start and end of every comment: each begins with the first `#` of its line that is in no scalar."""
        at = 0
        for scalar in self.all:
            yield from self._comments_between(at, scalar.start)
            header = _HEADER_COMMENT.match(self._text, scalar.start) if scalar.style in ("|", ">") else None
            if header is not None:
                yield header.end() - 1, _line_end(self._text, header.end())
            at = scalar.end
        yield from self._comments_between(at, self._reached)

    def _comments_between(self, at: int, end: int) -> Iterator[tuple[int, int]]:
        at = self._text.find("#", at, end)
        while at >= 0:
            line_end = _line_end(self._text, at)
            yield at, line_end
            at = self._text.find("#", line_end, end)


_MAY_FOLLOW_HASH: Final = ("", " ", "\t", "\r", "\n", "#", "!")
_ENDS_A_TOKEN: Final = frozenset("\"'[]{},:?-|>+0123456789")
_HEADER_COMMENT: Final = re.compile(r"[|>][-+0-9]*[ \t]*#")


def _has_odd_comment(text: str) -> bool:
    """Whether a `#` may touch what stands before it, or follow text and touch a word behind it."""
    for at in _each(text, "#"):
        before = text[max(at - 1, 0) : at]
        if before in _ENDS_A_TOKEN:
            return True
        if before == " " and text[at + 1 : at + 2] not in _MAY_FOLLOW_HASH and not text[at - 2 : at - 1].isspace():
            return True
    return False


def _read_as_comment(text: str, at: int, end: int, scalars: _Scalars) -> Problem | None:
    """`"Tier"#1`, which other programs refuse, and `Tier #1`, where text is lost."""
    comment = text[at:end].strip()
    if at and not text[at - 1].isspace():
        message = f'"{comment}" touches what stands before it; some programs read a comment, others stop here'
        inside = ", or move the words inside the quotes if they belong to the text" if text[at - 1] in "\"'" else ""
        return Problem("yaml-syntax", at, end, message, f"put a space before the #{inside}")
    word = scalars.before(at)
    follows_text = word is not None and not word.style and text[word.end : at] == " "
    is_all = text[at - 2 : at] in (": ", "- ") and at - 1 in scalars.absent
    if text[at + 1 : at + 2] in _MAY_FOLLOW_HASH or not (follows_text or is_all):
        return None
    message = f'"{comment}" is read as a comment, not as part of the text'
    meant = text[word.start if word is not None and not is_all else at : end]
    hint = f"quote the text: {quoted(meant)}; for a comment put a space after #"
    return Problem("yaml-comment-in-text", at, end, message, hint, warning=True)


def _question_marks(text: str) -> Iterator[int]:
    """Each question mark that begins a word."""
    for at in _each(text, "?"):
        if text[max(at - 1, 0) : at].strip() in ("", "[", "{", ",", ":") and text[at + 1 : at + 2].strip():
            yield at


def _question_mark(text: str, at: int, scalars: _Scalars) -> Problem | None:
    """`{?utm: x}`: the key `utm` for libyaml, which drops the question mark; `?utm` for other programs."""
    above, word = scalars.before(at), scalars.before(at + 1)
    if word is None or word.start != at + 1 or (above is not None and at < above.end):
        return None
    message = "between brackets, a ? at the beginning is part of the text for some programs and not for others"
    hint = "put the ? inside the quotes" if word.style else f"quote it: {quoted(text[at : word.end])}"
    return Problem("yaml-syntax", at, word.end, message, hint)


_LEADING_BLANKS: Final = re.compile(r"[|>][-+]*[ \t]*(?:#[^\n]*)?\r?\n((?>(?: *\r?\n)+))( *)#")


def _heading_below_blanks(text: str, at: int) -> re.Match[str] | None:
    """Empty lines below the sign of a block text, and a `#` that is not indented as deeply as one of them."""
    match = _LEADING_BLANKS.match(text, at)
    return match if match and max(map(len, match[1].splitlines())) > len(match[2]) else None


def _lost_heading(text: str, at: int, scalars: _Scalars) -> Problem | None:
    """Where the lines above a `#` are blank and indented deeper than it, libyaml ends the block text there."""
    word, match = scalars.before(at), _heading_below_blanks(text, at)
    if word is None or match is None or word.start != at or word.value.strip() or len(match[2]) <= word.margin:
        return None
    start = match.end() - 1
    end = _line_end(text, start)
    message = f'"{text[start:end].strip()}" is lost, because an empty line above it has more spaces before its end'
    return Problem("yaml-syntax", start, end, message, "remove the spaces from the empty lines above")


_BLANKS: Final = (" ", "\t")


def _blanks_at_the_end(text: str, scalars: _Scalars) -> Problem | None:
    """Programs differ on whether blanks without a line break belong to a block text above them."""
    at = text.rfind("\n") + 1
    word = scalars.all[-1] if scalars.all else None
    if text[at:].strip() or at == len(text) or word is None or word.style not in ("|", ">"):
        return None
    header = text[word.start : _line_end(text, word.start)].partition("#")[0]
    kept = "+" in header and not text[word.end :].strip()
    if word.end < len(text) and not kept:
        return None
    message = "programs differ on whether the spaces at the end of the file belong to the text above them"
    return Problem("yaml-syntax", at, len(text), message, "remove the spaces, or end the line")


def _each(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
