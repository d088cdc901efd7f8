"""Where in a text a value stands. Computed only for files that have something to show or to edit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mopsdocs.diagnostics import Pointer


class Place(msgspec.Struct, frozen=True, gc=False):
    """Character offsets of a value and, in a mapping, of its key.

    The end of a block collection is where its last value ends; comments and blank lines after it are outside.
    """

    start: int
    end: int
    key_start: int | None = None
    key_end: int | None = None


def places(text: str) -> Mapping[Pointer, Place]:
    """The place of every value in `text`, which the loader has accepted, keyed by the pointer to it."""
    found: dict[Pointer, Place] = {}
    parser = CParser(text)
    next_event: Callable[[], Any] = parser.get_event
    pointer: Pointer = ()
    frames: list[_Frame] = []
    last_end = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is StreamEndEvent:
            return found
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            frame = frames.pop()
            if frame.flow:
                last_end = event.end_mark.index
            end = max(last_end, frame.start)
            found[frame.pointer] = Place(frame.start, end, *frame.key)
            continue
        if kind is not ScalarEvent and kind is not MappingStartEvent and kind is not SequenceStartEvent:
            continue
        start, end = event.start_mark.index, event.end_mark.index
        top = frames[-1] if frames else None
        key: tuple[int | None, int | None] = (None, None)
        if top is None:
            pointer = ()
        elif top.is_mapping:
            if top.pending is None:
                top.pending, top.pending_span = event.value, (start, end)
                last_end = end
                continue
            pointer, key = (*top.pointer, top.pending), top.pending_span
            top.pending = None
        else:
            pointer = (*top.pointer, top.count)
            top.count += 1
        if kind is ScalarEvent:
            end = _content_end(text, start, end, top.start if top else None) if event.style in ("|", ">") else end
            found[pointer] = Place(start, end, *key)
            last_end = end if _is_there(text, start, end) else last_end
        else:
            frames.append(_Frame(pointer, start, key, kind is MappingStartEvent, bool(event.flow_style)))
            last_end = start if not event.flow_style else end


@dataclass(slots=True)
class _Frame:
    pointer: Pointer
    start: int
    key: tuple[int | None, int | None]
    is_mapping: bool
    flow: bool
    pending: Any = None
    pending_span: tuple[int | None, int | None] = (None, None)
    count: int = 0


def _is_there(text: str, start: int, end: int) -> bool:
    """Whether a scalar, or the colon or dash of a null that is not written, ends at `end`."""
    return end > start or text[start - 1 : start] in (":", "-")


_BLOCK_HEADER: Final = re.compile(r"[|>]([-+1-9]*)")
_FIRST_TEXT: Final = re.compile(r"^( *)[^ \r\n]", re.MULTILINE)


def _content_end(text: str, start: int, end: int, collection: int | None) -> int:
    """End of a block scalar's last line of content; its event ends after the blank lines that follow.

    With `+` those blank lines are content. So are lines of blanks that reach beyond the indentation, which is
    given in the header, relative to the `collection` that starts there, or by the first line that is not blank.
    """
    header = _BLOCK_HEADER.match(text, start)
    signs = header[1] if header else ""
    body = text.find("\n", start, end) + 1
    if "+" not in signs and body:
        first = _FIRST_TEXT.search(text, body, end)
        indent = len(first[1]) if first else end - body
        digit = signs.strip("-")
        if digit:
            margin = collection - text.rfind("\n", 0, collection) - 1 if collection is not None else 0
            indent = margin + int(digit)
        while end > body:
            line = text.rfind("\n", 0, end - 1) + 1
            blanks = text[line:end].rstrip("\r\n")
            if len(blanks) > indent or blanks.strip(" "):
                break
            end = line
    if text[end - 1 : end] == "\n":
        end -= 2 if text[end - 2 : end] == "\r\n" else 1
    return end


class LineIndex:
    """Lines and columns, both from 1, for character offsets of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._length = len(text)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`; offsets beyond the end mean the end."""
        offset = min(offset, self._length)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
