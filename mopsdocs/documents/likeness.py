"""A text opened with the help of one that is much like it, and is open already.

Copies of a playbook, and what a merge makes of one, share most of their lines with a text whose units are known. So
only what differs is read, which takes a twentieth of the time. The text is cut at the lines where the keys and items
of its value begin. A piece that has the lines of its twin in the known text, in the same column, means the same and has
the same units; every other piece is read by the loader, and must mean what it should. Where a text cannot be cut like
that (keys in quotes, brackets around everything), nothing is guessed.

No cut comes between what belongs together: in block style whatever goes on stands deeper than the key or dash that it
belongs to, and of what need not (text in quotes, brackets over several lines) no piece could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.lines import line_start
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import Opened, same
from mopsdocs.documents.places import Place, places
from mopsdocs.documents.schema import Schema, bundle
from mopsdocs.documents.units import Builder, Holds, Parts, Path, Unit

_COMMENT: Final = r"(?:#[\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*)?"
"""A comment of what YAML takes for printable and not for a line break, or none."""

_NO_MORE: Final = re.compile(rf"(?:[ \t]+{_COMMENT})?\r?(?:\n *{_COMMENT}\r?)*")
"""What may follow a value up to the next key or item: blanks, comments, empty lines."""

_BLOCK_TEXT: Final = re.compile(rf"[|>][-+1-9]*[ \t]*{_COMMENT}\r?(?:\n|\Z)")
_NO_LINES: Final = re.compile(r"(?:\r?\n)*")
"""What may follow text behind `|` or `>`, to which comments and blanks could belong."""

_ABOVE: Final = rf"(?: *{_COMMENT}\r?\n)*"
_PROLOGUE: Final = re.compile(rf"{_ABOVE}(?:---(?:[ \t]+{_COMMENT})?\r?\n{_ABOVE})?")
_MARKER: Final = re.compile(r"^(?:---|\.\.\.)(?:[ \t\r\n]|\Z)", re.MULTILINE)
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_AFTER_SIGN: Final = (" ", "\n", "\r", "")


class _Unlike(Exception):
    """The text, or a piece of it, cannot be cut as its value would have it."""


def opened_like(known: Opened, text: str, value: Any) -> Opened | None:
    """`text` opened, if it means `value` and can be cut; None where only a whole reading can tell.

    The units are those that `opened` finds.
    """
    if not isinstance(value, dict) or known.root.holds != "keys":
        return None
    prologue = _PROLOGUE.match(text)
    begin = prologue.end() if prologue else 0
    finder = _Finder(known, text)
    try:
        finder.collection(_Pair((), value, finder.root, known.root, known.value), begin, begin, len(text))
    except _Unlike:
        return None
    return Opened(known.kind, text, value, finder.document(value))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value of the text, its schema, and the unit of the known text that it is compared with, and what that means."""

    pointer: Pointer
    value: Any
    schema: Schema | None
    twin: Unit
    twin_value: Any


class _Finder(Builder):
    """Finds the places of what differs from its twin, and of that which does not, without what is in it."""

    def __init__(self, known: Opened, text: str) -> None:
        self.places: dict[Pointer, Place] = {}
        super().__init__(text, self.places, bundle(known.kind))
        self.twin_text = known.text
        self.twins: dict[Pointer, Unit] = {}

    def collection(self, pair: _Pair, mark: int, begin: int, end: int) -> None:
        """Finds what is in a block collection: the value of the key or dash at `mark`, from `begin` up to `end`."""
        value = pair.value
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        names = keys if isinstance(value, dict) else item_names(value, pair.schema)
        if not names:
            raise _Unlike
        column = begin - line_start(self.text, begin)
        marks = list(self._marks(value, column, begin, end))
        stops = [*(line_start(self.text, below) for below in marks[1:]), end]
        twins = {part.path[-1]: part for part in pair.twin.children if part.indent == column}
        for key, name, at, stop in zip(keys, names, marks, stops, strict=True):
            twin, here = twins.get(name), (*pair.pointer, key)
            if twin is None:
                self._read(here, value[key], at, stop, column)
                continue
            meant = pair.twin_value[twin.pointer[-1]]
            self._part(_Pair(here, value[key], self.schema_of(pair.schema, key), twin, meant), at, stop, column)
        self._put(pair.pointer, begin, self.places[*pair.pointer, keys[-1]].end, mark)

    def _part(self, pair: _Pair, mark: int, stop: int, column: int) -> None:
        """Finds the key or item at `mark`, which ends before `stop` and has a twin."""
        twin, by = pair.twin, mark - pair.twin.mark
        if self._has_lines_of(twin, mark, stop) and same(pair.value, pair.twin_value):
            self.twins[pair.pointer] = twin
            self._put(pair.pointer, twin.value_start + by, twin.value_end + by, mark)
            return
        if type(pair.value) is type(pair.twin_value) and self._opens_like(twin, mark):
            try:
                self.collection(pair, mark, twin.children[0].mark + by, stop)
                return
            except _Unlike:
                pass  # read as a whole it may do
        self._read(pair.pointer, pair.value, mark, stop, column)

    def _marks(self, value: Any, column: int, begin: int, end: int) -> Iterator[int]:
        """Where the keys or dashes of a block collection in `column` stand."""
        at = begin
        for number, key in enumerate(value):
            if isinstance(value, dict) and not _PLAIN_KEY.fullmatch(key):
                raise _Unlike
            sign = f"{key}:" if isinstance(value, dict) else "-"
            if number:
                line = self.text.find(f"\n{' ' * column}{sign}", at, end)
                at = line + 1 + column if line >= 0 else end
            behind = at + len(sign)
            if not self.text.startswith(sign, at) or self.text[behind : behind + 1] not in _AFTER_SIGN:
                raise _Unlike
            yield at

    def _has_lines_of(self, twin: Unit, mark: int, stop: int) -> bool:
        """Whether what is at `mark` has the lines of `twin`, and there is nothing more up to `stop`."""
        if not self.text.startswith(self.twin_text[twin.mark : twin.value_end], mark):
            return False
        last = twin
        while last.children:
            last = last.children[-1]
        header = _BLOCK_TEXT.search(self.twin_text, last.value_start, last.value_end)
        more = _NO_MORE if header is None else _NO_LINES
        return more.fullmatch(self.text, mark + twin.value_end - twin.mark, stop) is not None and (
            header is None or "+" not in header[0]
        )

    def _opens_like(self, twin: Unit, mark: int) -> bool:
        """Whether what is at `mark` has the lines of `twin` up to its first part."""
        return bool(twin.children) and self.text.startswith(self.twin_text[twin.mark : twin.children[0].mark], mark)

    def _put(self, pointer: Pointer, start: int, end: int, mark: int) -> None:
        key = pointer[-1] if pointer else None
        self.places[pointer] = Place(start, end, mark, mark + len(key)) if isinstance(key, str) else Place(start, end)

    def _read(self, pointer: Pointer, value: Any, mark: int, stop: int, column: int) -> None:
        """Reads the key or item at `mark`, which ends before `stop`."""
        piece = " " * column + self.text[mark:stop]
        loaded = load(piece)
        key = pointer[-1]
        meant = {key: value} if isinstance(key, str) else [value]
        broken = any(not problem.warning for problem in loaded.problems) or _MARKER.search(piece)
        if broken or not same(loaded.value, meant):
            raise _Unlike
        by = mark - column
        for (_, *rest), place in ((at, place) for at, place in places(piece).items() if at):
            keys = (None if offset is None else offset + by for offset in (place.key_start, place.key_end))
            self.places[*pointer, *rest] = Place(place.start + by, place.end + by, *keys)

    def inside(
        self, path: Path, pointer: Pointer, value: Any, schema: Schema | None, start: int, end: int
    ) -> tuple[Holds, Parts]:
        """The units of a value: those of its twin, where the lines are the same to the last."""
        twin = self.twins.get(pointer)
        if twin is not None:
            by = self.places[pointer].start - twin.value_start
            mark = twin.mark + by
            if self.text[mark:end] == self.twin_text[twin.mark : twin.end]:
                return twin.holds, _moved(twin, by, pointer)
            self._read(pointer, value, mark, end, twin.indent)
        return super().inside(path, pointer, value, schema, start, end)


def _moved(unit: Unit, by: int, pointer: Pointer) -> Parts:
    """The children of `unit` in another text, where it is at `pointer` and `by` characters further down."""
    return partial(_children, unit, by, pointer) if unit.parts else ()


def _children(unit: Unit, by: int, pointer: Pointer) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            part.path,
            at := (*pointer, part.pointer[-1]),
            part.kind,
            part.holds,
            part.start + by,
            part.lead_end + by,
            part.end + by,
            part.mark + by,
            part.value_start + by,
            part.value_end + by,
            part.indent,
            _moved(part, by, at),
        )
        for part in unit.children
    )
