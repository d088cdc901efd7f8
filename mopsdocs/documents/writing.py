"""Data as YAML text, with no more quotes than it needs.

A string is quoted when YAML 1.2 or a YAML 1.1 program would read it as something else (`NO`, `12:30`, `1.10`,
`010`, `~`), when it holds what YAML takes for punctuation, and when it is empty. Days of the calendar (`2027-03-10`)
stay plain: this format has always written them so. Text of several lines becomes a block scalar `|` wherever one can
hold it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.lines import line_start, reindent, with_breaks
from mopsdocs.documents.loader import DEPTH_LIMIT, load
from mopsdocs.documents.places import Place, places
from mopsdocs.documents.scalars import RefusedScalar, plain
from mopsdocs.errors import MopsError

STEP: Final = 2
"""Columns by which a level is indented in new text."""


class EditError(MopsError):
    """An edit that cannot be made. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is YAML text already, written as in a file of its own: its outermost lines begin in column 0."""

    text: str

    @property
    def value(self) -> Any:
        """What the text means; raises EditError when it cannot stand inside a document."""
        return self.read()[0]

    def read(self) -> tuple[Any, Place, Mapping[Pointer, Place]]:
        """The value of the text, its place and all places in it; raises EditError as `value` does."""
        loaded = load(self.text)
        broken = [problem for problem in loaded.problems if not problem.warning]
        if broken:
            raise EditError(f"the new text cannot be read: {broken[0].message}", broken[0].hint)
        found = places(self.text)
        place = found.get(())
        if place is None:
            raise EditError("the new text is empty", 'write "" for an empty text, null for no value')
        around = self.text[: place.start] + "\n" + self.text[place.end :].partition("\n")[2]
        if any(line.strip() and not line.strip().startswith("#") for line in around.split("\n")):
            raise EditError("the new text has document markers in it", "leave out the lines --- and ...")
        return loaded.value, place, found


@dataclass(frozen=True, slots=True)
class Rendered:
    """Text of a value: `head` goes on the line of its key or dash, `body` is the whole lines that follow."""

    head: str
    body: str = ""


def dump_value(data: Any, indent: int, eol: str) -> str:
    """`data` in block style, ending in `eol`.

    A list or mapping comes as lines that begin in column `indent`. Anything else comes as it stands after the
    `key: ` of a key in that column. Raises EditError for what the loader would not read back.
    """
    data = plain_data(data)
    if data and isinstance(data, (dict, list)):
        return _lines(data, indent, eol)
    rendered = render(data, indent, eol)
    return rendered.head + eol + rendered.body


def plain_data(data: Any, depth: int = 0) -> Any:
    """`data` with only `dict`, `list` and scalars in it; raises TypeError for what has no place in a document."""
    if depth > DEPTH_LIMIT:
        raise EditError(f"the new value is nested more than {DEPTH_LIMIT} deep", "flatten the structure")
    if data is None or type(data) in (str, int, float, bool):
        return data
    if isinstance(data, str):
        return str.__str__(data)
    if isinstance(data, Mapping):
        if not all(isinstance(key, str) for key in data):
            raise TypeError("the keys of a document are strings")
        return {str.__str__(key): plain_data(value, depth + 1) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, (bytes, bytearray)):
        return [plain_data(value, depth + 1) for value in data]
    raise TypeError(f"a document cannot hold a {type(data).__name__}")


def render(value: Any, column: int, eol: str, *, quote: str = "", step: int = STEP, literal: bool = True) -> Rendered:
    """`value`, data or Written, for a key or dash in `column`.

    `quote` is the quotation mark, if any, that the value had before and keeps. The lines of a block scalar stand `step`
    columns in; without `literal` there are none, and line breaks are escaped instead.
    """
    if isinstance(value, Written):
        return _placed(value, column, eol)
    if value and isinstance(value, (dict, list)):
        return Rendered("", _lines(value, column + STEP, eol))
    if literal and isinstance(value, str) and "\n" in value:
        block = _block(value, column + step, eol, step)
        if block is not None:
            return block
    return Rendered(flow(value, quote=quote, inside=False))


def flow(value: Any, *, quote: str = "", inside: bool = True) -> str:
    """`value` on one line; `inside` brackets more text must be quoted than outside."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key, True)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str):
        return _string(value, quote, inside)
    return _number(value)


def key_text(key: str) -> str:
    """`key` as it stands before the colon."""
    return _key(key, False)


def _lines(data: Any, column: int, eol: str) -> str:
    margin = " " * column
    if isinstance(data, dict):
        return "".join(f"{margin}{_key(key, False)}:{_after(value, column, eol)}" for key, value in data.items())
    return "".join(f"{margin}-{_after(value, column, eol, item=True)}" for value in data)


def _after(value: Any, column: int, eol: str, *, item: bool = False) -> str:
    rendered = render(value, column, eol)
    if rendered.head:
        return f" {rendered.head}{eol}{rendered.body}"
    return " " + rendered.body[column + STEP :] if item else eol + rendered.body


def _number(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    word = repr(value)
    try:
        same = plain(word) == value
    except RefusedScalar as refused:
        raise EditError(f"the number cannot be written: {refused.message}", "give it as text") from None
    if not same:
        raise EditError(f"the number {word} cannot be written", "give it as text")
    return word


_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PUNCTUATION: Final = re.compile(
    r"""[?:,\[\]{}#&*!|>'"%@`\s]|-(?:\s|--|\Z)|\.\.\.|.*(?::\s|:\Z|\s\#|[\t\n]|\s\Z)""", re.DOTALL
)
_BRACKETS: Final = re.compile(r"[,\[\]{}]")
_YAML_1_1: Final = re.compile(
    r"""(?: y|n|yes|no|on|off|true|false|null|~|=|<<
    | [-+]?0[bo]?[0-7_]+ | [-+]?0x[0-9a-f_]+ | [-+]?\.(?:inf|nan)
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)? | [-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ ]+)[0-9]{1,2}:[0-9:.]+[ ]*(?:z|[-+][0-9:]+)?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_LONGEST_KEY: Final = 1000


def _string(value: str, quote: str, inside: bool) -> str:
    if quote == "'" and not _UNPRINTABLE.search(value) and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if quote == '"' or not _is_plain(value, inside):
        return _double_quoted(value)
    return value


def _is_plain(value: str, inside: bool) -> bool:
    if not value or _PUNCTUATION.match(value) or _UNPRINTABLE.search(value) or _YAML_1_1.match(value):
        return False
    if inside and _BRACKETS.search(value):
        return False
    if _DAY.match(value) and not _in_the_calendar(value):
        return False
    try:
        return plain(value) == value and value == value.strip()
    except RefusedScalar:
        return False


def _in_the_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED: Final = re.compile(f'[\\\\"\n\t]|{_UNPRINTABLE.pattern}')


def _double_quoted(value: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _escape(match[0]), value) + '"'


def _escape(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        raise EditError(f"U+{ord(character):04X} is half a character and cannot be written", "remove it")
    return _ESCAPES.get(character) or (f"\\x{ord(character):02X}" if character < "\x80" else f"\\u{ord(character):04X}")


def _key(key: str, inside: bool) -> str:
    text = _string(key, "", inside)
    if len(text) > _LONGEST_KEY:
        raise EditError(f"a key has {len(text):,} characters; it may have {_LONGEST_KEY:,}", "shorten it")
    return text


def _block(value: str, column: int, eol: str, step: int) -> Rendered | None:
    """`value` as a block scalar with its lines in `column`; None when it could not hold it or be read easily."""
    lines = value.removesuffix("\n").split("\n")
    if _UNPRINTABLE.search(value) or not lines[-1].strip() or any(line and not line.strip(" \t") for line in lines):
        return None
    first = next(line for line in lines if line)
    header = "|" + (str(step) if first[0] in " \t" else "") + ("" if value.endswith("\n") else "-")
    margin = " " * column
    return Rendered(header, "".join(f"{margin}{line}{eol}" if line else eol for line in lines))


def _placed(written: Written, column: int, eol: str) -> Rendered:
    """`written` moved to where the value of a key in `column` stands."""
    text = with_breaks(written.text, "\n")
    value, root, _ = Written(text).read()
    if isinstance(value, (dict, list)) and value and text[root.start] not in "[{":
        own = root.start - line_start(text, root.start)
        return Rendered("", with_breaks(reindent(text, column + STEP - own), eol))
    head, _, rest = text[root.start : root.end].partition("\n")
    if rest:
        deeper = column if text[root.start] in "|>" else column + STEP
        rest = with_breaks(reindent(rest + "\n", deeper), eol)
    return Rendered(head, rest)
