"""A text taken apart into units: the document, its keys, the items of its lists with identities.

A unit is whole lines: its lead (comments and blank lines above it), the line of its key or dash, its value, and what
trails it. Units nest. Block mappings have their keys as children, block lists whose schema says `x-identity` their
items; everything else (flow collections, lists whose items have no name or share one, scalars) has no children.

Who owns a line:

1.  A line belongs to the deepest unit that begins on it or whose value goes through it, so `- id: x` is the key's
    line, though the item begins there too. What an item has for itself is its lead and, when its keys begin
    below it, the line of its dash.
2.  Comments and blank lines between two neighbours are the lead of the lower one, with two exceptions:
    a.  what reaches down to a comment that is indented deeper than the upper one belongs above, to the innermost
        part that the comment is indented deeper than (`# - id: next` under the last item, in the column of the
        dashes, is the list's own);
    b.  comments that follow the upper one directly and are cut off by a blank line from the lower one belong above.
        The blank line belongs below.
    Above the first part of a list or mapping it is the same with the line that opens it, and in 2a deeper means
    deeper than that part.
3.  Everything above the first key is the document's: the prologue, with its `---`. So is what comes after the last
    key and is not indented: comments, blank lines, `...`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.lines import line_end, line_start
from mopsdocs.documents.loader import load
from mopsdocs.documents.places import Place, places
from mopsdocs.documents.schema import Schema, bundle, child
from mopsdocs.errors import MopsError

Path = tuple[str, ...]
"""Names on the way to a unit, keys and identities: `("stages", "planning", "steps", "write-brief", "due")`."""


Kind = Literal["document", "key", "item"]
Holds = Literal["keys", "items", "nothing"]


class Unit(msgspec.Struct):
    """Whole lines that belong together. All numbers are character offsets, `indent` is a column from 0.

    `start` to `lead_end` is the lead, `start` to `end` the whole unit. The key or the dash stands at `mark`; it
    may have something before it on its line, the dash of the item whose first key it is. The value is `value_start`
    to `value_end`, empty for a null that is not written. `holds` says what the children are; `parts` are they, or what
    makes them when somebody asks.
    """

    path: Path
    pointer: Pointer
    kind: Kind
    holds: Holds
    start: int
    lead_end: int
    end: int
    mark: int
    value_start: int
    value_end: int
    indent: int
    parts: tuple[Unit, ...] | Callable[[], tuple[Unit, ...]]

    @property
    def children(self) -> tuple[Unit, ...]:
        """The units that this one consists of."""
        parts = self.parts
        if not isinstance(parts, tuple):
            parts = self.parts = parts()
        return parts

    def lines(self, text: str) -> str:
        """The unit's lines in `text` as a text of their own; a dash before its first key becomes blanks."""
        own = text[self.lead_end : self.mark]
        return (
            text[self.start : self.lead_end] + (own if own.isspace() else " " * len(own)) + text[self.mark : self.end]
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong to the unit `path` itself, not to its children.

    A unit without children is one piece, `whole`. Others have a `head` before their children and a `tail` after
    them, where there is anything there.
    """

    path: Path
    part: Literal["whole", "head", "tail"]
    start: int
    text: str


def units(kind: str, text: str) -> Unit:
    """The tree of the units in `text`, a document of `kind`; raises MopsError when the loader does not accept it."""
    loaded = load(text)
    broken = [problem for problem in loaded.problems if not problem.warning]
    if broken:
        raise MopsError(f"the text cannot be taken apart: {broken[0].message}", broken[0].hint)
    return build(kind, text, loaded.value, places(text))


def partition(kind: str, text: str) -> tuple[Piece, ...]:
    """The pieces of `text`, in order. Their texts concatenate to it; none is empty."""
    return tuple(pieces(units(kind, text), text))


def pieces(unit: Unit, text: str) -> list[Piece]:
    """The pieces of `unit` and of the units in it, in the order of `text`."""
    found: list[Piece] = []
    _collect(unit, text, found)
    return found


def _collect(unit: Unit, text: str, found: list[Piece]) -> None:
    start, end = unit.start, unit.end
    if not unit.children:
        if start < end:
            found.append(Piece(unit.path, "whole", start, text[start:end]))
        return
    first, last = unit.children[0].start, unit.children[-1].end
    if start < first:
        found.append(Piece(unit.path, "head", start, text[start:first]))
    for part in unit.children:
        _collect(part, text, found)
    if last < end:
        found.append(Piece(unit.path, "tail", last, text[last:end]))


def find(root: Unit, path: Path) -> Unit | None:
    """The unit at `path` below `root`, or None."""
    here: Unit | None = root
    for depth in range(len(root.path), len(path)):
        if here is None or here.path != path[:depth]:
            return None
        here = next((part for part in here.children if part.path[depth] == path[depth]), None)
    return here


def unit_at(root: Unit, pointer: Pointer) -> Unit:
    """The deepest unit on the way to `pointer`."""
    here = root
    for depth in range(len(pointer)):
        inner = next((part for part in here.children if part.pointer[depth] == pointer[depth]), None)
        if inner is None:
            return here
        here = inner
    return here


def is_block(text: str, place: Place, value: object) -> bool:
    """Whether `value` is a list or mapping in block style; an empty one never is."""
    return bool(value) and isinstance(value, (dict, list)) and text[place.start] not in "[{"


_DASH: Final = re.compile(r"^ *(-)(?=[ \t\r\n]|\Z)", re.MULTILINE)
_QUESTION: Final = re.compile(r"^ *(\?)(?=[ \t\r\n]|\Z)", re.MULTILINE)


def marks(text: str, parts: Sequence[Place], begin: int) -> list[int]:
    """Offsets of the keys (or the `?` before them) or dashes of a block collection that starts at `begin`.

    `parts` are the places of its values.
    """
    column = begin - line_start(text, begin)
    found = [begin]
    mark = begin
    for number in range(1, len(parts)):
        key = parts[number].key_start
        if key is not None and key - line_start(text, key) == column:
            mark = key
        else:
            above = lines_end(text, value_end(text, parts[number - 1], mark))
            stop = len(text) if key is None else key
            match = (_DASH if key is None else _QUESTION).search(text, above, stop)
            mark = match.start(1) if match else stop
        found.append(mark)
    return found


def value_end(text: str, place: Place, mark: int) -> int:
    """Where the value of the key or dash at `mark` ends, or its colon, dash or key when there is none."""
    if place.end > place.start or text[place.start - 1 : place.start] in (":", "-"):
        return place.end
    if place.key_end is None:
        return min(mark + 1, len(text))
    return place.key_end - (text[place.key_end - 1] == "\n")


def lines_end(text: str, end: int) -> int:
    """Offset after the last line of a value that ends at `end`.

    Block text that keeps the blank lines at its end may end in an empty line.
    """
    return text.find("\n", end if text[end - 1] == "\n" else end - 1) + 1 or len(text)


_BLANK: Final = -1
_OTHER: Final = -2


def build(kind: str, text: str, value: Any, found: Mapping[Pointer, Place]) -> Unit:
    """The tree of `units` for a `text` whose `value` and places are at hand."""
    return Builder(text, found, bundle(kind)).document(value)


Parts = tuple[Unit, ...] | Callable[[], tuple[Unit, ...]]


class Builder:
    """Shares out the lines of a text from the top down. Recursion is bounded by the depth that the loader allows."""

    def __init__(self, text: str, found: Mapping[Pointer, Place], root: Schema) -> None:
        self.text = text
        self.found = found
        self.root = root
        self.known: dict[tuple[int, str | int], Schema | None] = {}

    def document(self, value: Any) -> Unit:
        """The whole text, which means `value`."""
        text = self.text
        place = self.found.get((), Place(len(text), len(text)))
        end = value_end(text, place, place.start)
        holds, parts = self.inside((), (), value, self.root, line_start(text, place.start), len(text))
        return Unit((), (), "document", holds, 0, 0, len(text), 0, min(place.start, end), end, 0, parts)

    def schema_of(self, schema: Schema | None, key: str | int) -> Schema | None:
        """The schema below `schema`, looked up once for all items of a list."""
        known = (id(schema), key if isinstance(key, str) else 0)
        if known not in self.known:
            self.known[known] = child(schema, key, self.root)
        return self.known[known]

    def inside(
        self, path: Path, pointer: Pointer, value: Any, schema: Schema | None, start: int, end: int
    ) -> tuple[Holds, Parts]:
        """The units that `value` consists of. They share out the lines from `start`; what they leave is a tail."""
        if not value or not is_block(self.text, self.found[pointer], value):
            return "nothing", ()
        if isinstance(value, dict):
            pointers: list[Pointer] = [(*pointer, key) for key in value]
            return "keys", self.parts([(*path, key) for key in value], pointers, value, schema, (start, end))
        names = item_names(value, schema)
        if names is None:
            return "nothing", ()
        pointers = [(*pointer, number) for number in range(len(value))]
        return "items", self.parts([(*path, name) for name in names], pointers, value, schema, (start, end))

    def parts(
        self, paths: list[Path], pointers: list[Pointer], value: Any, schema: Schema | None, span: tuple[int, int]
    ) -> tuple[Unit, ...]:
        """The children, at `paths` and `pointers`, of the block collection `value` in the lines of `span`."""
        text = self.text
        start, end = span
        kind: Kind = "key" if isinstance(value, dict) else "item"
        places = [self.found[at] for at in pointers]
        begun = marks(text, places, self.found[pointers[0][:-1]].start)
        lines = [text.rfind("\n", 0, mark) + 1 for mark in begun]
        lines.append(end)
        last = len(paths) - 1
        units = []
        for number, (path, at, place, mark) in enumerate(zip(paths, pointers, places, begun, strict=True)):
            line, below = lines[number], lines[number + 1]
            begin, close = place.start, place.end
            if begin == close:
                begin = close = value_end(text, place, mark)
            stop = lines_end(text, close)
            if stop < below:
                stop = self.boundary(stop, below, mark - line, below=number < last)
            holds: Holds = "nothing"
            parts: Parts = ()
            part = value[at[-1]]
            if isinstance(part, (dict, list)) and is_block(text, place, part):
                top = self.first(place, mark, line)
                holds, parts = self.inside(path, at, part, self.schema_of(schema, at[-1]), top, stop)
            units.append(Unit(path, at, kind, holds, start, line, stop, mark, begin, close, mark - line, parts))
            start = stop
        return tuple(units)

    def first(self, place: Place, mark: int, own: int) -> int:
        """Where the first part of the value of the key or dash at `mark` starts: its own line, or comments above it."""
        text = self.text
        line = line_start(text, place.start)
        if line == own:
            return line
        opened = line_end(text, max(place.key_end or 0, mark + 1) - 1)
        gap = line
        while gap > opened and self.comment(above := line_start(text, gap - 1)) != _OTHER:
            gap = above
        return self.boundary(gap, line, place.start - line, below=True)

    def boundary(self, top: int, stop: int, column: int, *, below: bool) -> int:
        """Start of the first line from `top` to `stop` that does not belong to the unit above them.

        That unit stands in `column`. `below` says whether there is a unit at `stop` that could own them.
        """
        mine, before = top, -1
        while mine > before:
            before = mine
            mine = self.deeper(mine, stop, column)
            line = mine
            while below and line < stop and self.comment(line) >= 0:
                line = line_end(self.text, line)
            if line < stop and self.comment(line) == _BLANK:
                mine = line
        return mine

    def deeper(self, top: int, stop: int, column: int) -> int:
        """End of the last comment before the first that does not stand deeper than `column`."""
        mine = line = top
        while line < stop and ((indent := self.comment(line)) == _BLANK or indent > column):
            line = line_end(self.text, line)
            mine = line if indent != _BLANK else mine
        return mine

    def comment(self, line: int) -> int:
        """Column of the comment in the line that starts at `line`, or what else the line is."""
        words = self.text[line : line_end(self.text, line)].strip(" \t\r\n")
        if not words:
            return _BLANK
        return self.text.index("#", line) - line if words[0] == "#" else _OTHER
