"""The value of one key or item in block style, replaced in its text.

Each function gives candidate texts, the best first; which of them mean what they should is for the caller to check.
The comment at the end of the line of the value, or of its key, stays there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.lines import break_at, line_end, line_start
from mopsdocs.documents.opened import Opened, same
from mopsdocs.documents.places import Place
from mopsdocs.documents.units import Unit, is_block, lines_end, marks, value_end
from mopsdocs.documents.writing import STEP, EditError, Rendered, Written, dump_value, flow, render

_WIDTH: Final = 120
"""Columns that a flow collection may fill; a wider one is written in block style."""

_HEADER: Final = re.compile(r"[|>][-+0-9]*")


def replacements(doc: Opened, unit: Unit, old: Any, new: Any) -> Iterator[str]:
    """Texts in which the value `old` of `unit` is `new`, plain data or Written."""
    refuse_question_mark(doc, unit)
    if isinstance(old, list) and isinstance(new, list) and new and is_block(doc.text, doc.places[unit.pointer], old):
        yield from _respliced(doc, unit, old, new)
        return
    for rendered in _rendered(doc, unit, old, new):
        yield from filled(doc, unit, old, rendered)


def filled(doc: Opened, unit: Unit, old: Any, rendered: Rendered) -> Iterator[str]:
    """Texts in which `rendered` stands where the value `old` of `unit` stood."""
    anchor = unit.mark + 1
    place = doc.places[unit.pointer]
    if place.key_end is not None:
        anchor = doc.text.index(":", place.key_end) + 1
    text = (
        _over_block(doc, unit, anchor, rendered)
        if is_block(doc.text, place, old)
        else _over_line(doc, unit, anchor, rendered)
    )
    if not doc.text.endswith("\n"):
        yield text.removesuffix("\n").removesuffix("\r")
    yield text if text.endswith("\n") else text + doc.eol


def refuse_question_mark(doc: Opened, unit: Unit) -> None:
    """Raise EditError when the key of `unit` is written as `? key`, on a line apart from its colon."""
    if doc.text[unit.mark] == "?":
        raise EditError(f"{doc.name(unit.pointer)} is written with ? before its key", 'write it as "key: value"')


def _rendered(doc: Opened, unit: Unit, old: Any, new: Any) -> Iterator[Rendered]:
    text = doc.text
    sign = text[unit.value_start : unit.value_start + 1] if unit.value_end > unit.value_start else ""
    if sign and sign in "[{" and isinstance(new, (list, dict)) and (old or not _nested(new)):
        line = flow(new)
        if unit.value_start - line_start(text, unit.value_start) + len(line) <= _WIDTH:
            yield Rendered(line)
    quote = sign if sign and sign in "\"'" else ""
    step = _step(doc, unit) if sign and sign in "|>" else STEP
    yield render(new, unit.indent, doc.eol, quote=quote, step=step)
    # The lines of block text would swallow a comment below that is indented as deeply as they are.
    plain = new.value if isinstance(new, Written) else new
    yield render(plain, unit.indent, doc.eol, quote=quote, literal=False)


def _nested(value: Any) -> bool:
    return any(isinstance(item, (list, dict)) for item in (value.values() if isinstance(value, dict) else value))


def _step(doc: Opened, unit: Unit) -> int:
    """How far the lines of the block scalar of `unit` are indented."""
    match = re.compile(r"^( *)[^ \r\n]", re.MULTILINE).search(
        doc.text, line_end(doc.text, unit.value_start), unit.value_end
    )
    step = len(match[1]) - unit.indent if match else STEP
    return step if 1 <= step <= 9 else STEP


def _over_line(doc: Opened, unit: Unit, anchor: int, new: Rendered) -> str:
    """Over a scalar or flow collection, and over nothing."""
    text = doc.text
    start, end = (unit.value_start, unit.value_end) if unit.value_end > unit.value_start else (anchor, anchor)
    stop = break_at(text, end)
    rest = text[end:stop]
    if text[start : start + 1] in ("|", ">") and end > start:
        header = _HEADER.match(text, start)
        rest = text[header.end() : break_at(text, start)].rstrip() if header else ""
    apart = bool(text[anchor:start].strip())
    if new.head:
        is_block_text = new.head[0] in "|>"
        written = new.head + rest + _tail(doc, new) if is_block_text else new.head + _tail(doc, new) + rest
        if start > anchor and (apart or not new.body):
            return text[:start] + written + text[stop:]
        return f"{text[:anchor]} {written}{text[stop:]}"
    if apart:
        kept = text[:start] + rest.lstrip()
        kept = kept if rest.strip() else text[: break_at(text, text.rfind("\n", 0, start) - 1)]
        return kept + _tail(doc, new) + text[stop:]
    if unit.kind == "item" and not rest.strip():
        return f"{text[:anchor]} {new.body[unit.indent + STEP :].removesuffix(doc.eol)}{text[stop:]}"
    return text[:anchor] + rest.rstrip() + _tail(doc, new) + text[stop:]


def _tail(doc: Opened, new: Rendered) -> str:
    return doc.eol + new.body.removesuffix(doc.eol) if new.body else ""


def _over_block(doc: Opened, unit: Unit, anchor: int, new: Rendered) -> str:
    """Over a list or mapping in block style; its comments go, those between the key and its first part stay."""
    text = doc.text
    if unit.kind == "item":
        raise EditError(f"{doc.name(unit.pointer)} must stay a mapping", "remove the item and insert another")
    opened = line_end(text, anchor)
    kept = text[opened : unit.children[0].start] if unit.children else ""
    stop = unit.children[-1].end if unit.children else lines_end(text, unit.value_end)
    line = text[anchor:opened]
    head = f" {new.head}" if new.head else ""
    if new.head and new.head[0] not in "|>":
        line = _tail(doc, new) + line
        return text[:anchor] + head + line + kept + text[stop:]
    return text[:anchor] + head + line + new.body + kept + text[stop:]


def _respliced(doc: Opened, unit: Unit, old: list[Any], new: list[Any]) -> Iterator[str]:
    """Over a block list: only the lines of items between those that are equal at both ends."""
    text = doc.text
    same_before = _equal(old, new)
    rest = min(len(old), len(new)) - same_before
    same_after = min(_equal(old[::-1], new[::-1]), rest)
    dashes, ends = item_spans(doc, unit, len(old))
    column = dashes[0] - line_start(text, dashes[0])
    lines = "".join(dump_value([item], column, doc.eol) for item in new[same_before : len(new) - same_after])
    last = len(old) - same_after
    if same_before < last:
        start, stop = line_start(text, dashes[same_before]), ends[last - 1]
    else:
        start = stop = ends[same_before - 1] if same_before else line_start(text, dashes[0])
    yield from spliced(doc, start, stop, lines)


def _equal(one: list[Any], other: list[Any]) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if not same(mine, yours):
            break
        count += 1
    return count


def item_spans(doc: Opened, unit: Unit, count: int) -> tuple[list[int], list[int]]:
    """Offsets of the dashes of a block list of `count` items, and of the ends of the items' last lines."""
    places: list[Place] = [doc.places[*unit.pointer, number] for number in range(count)]
    dashes = marks(doc.text, places, unit.value_start)
    ends = [lines_end(doc.text, value_end(doc.text, place, dash)) for place, dash in zip(places, dashes, strict=True)]
    return dashes, ends


def spliced(doc: Opened, start: int, stop: int, lines: str) -> Iterator[str]:
    """Texts with `lines`, whole ones, for the whole lines `start` to `stop`.

    A file whose last line has no line break stays so, unless block text at its end would change by that.
    """
    text = doc.text
    if text.endswith("\n") or stop < len(text):
        yield text[:start] + lines + text[stop:]
        return
    before, after = text[:start], ""
    if before and not before.endswith("\n"):
        before, after = closed(text, doc.places, doc.eol)
    longer = before + lines
    if not after:
        yield longer.removesuffix("\n").removesuffix("\r")
    yield longer + after


def closed(text: str, found: Mapping[Pointer, Place], eol: str) -> tuple[str, str]:
    """`text`, which has no line break at its end, fit to be followed by more lines; and the blanks that follow those.

    Block text at the very end must now say that it goes without a line break.
    """
    for place in found.values():
        if place.end == len(text) and text[place.start : place.start + 1] in ("|", ">"):
            header = _HEADER.match(text, place.start)
            if header and header.end() < len(text):
                sign = header[0].replace("+", "").replace("-", "") + "-"
                return text[: place.start] + sign + text[header.end() :] + eol, ""
    last = line_start(text, len(text))
    return (text[:last], text[last:]) if text[last:].isspace() else (text + eol, "")
