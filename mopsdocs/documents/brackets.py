"""Edits between the brackets of a flow collection, where a value has no line of its own.

Each function gives the whole new text; whether it means what it should is for the caller to check.
"""

from __future__ import annotations

from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.opened import Opened, value_at
from mopsdocs.documents.places import Place
from mopsdocs.documents.writing import EditError, flow


def replace(doc: Opened, pointer: Pointer, value: Any) -> str:
    """The text with `value` at `pointer`, in the quotes that were there."""
    text, place = doc.text, doc.places[pointer]
    if place.end > place.start:
        quote = text[place.start] if text[place.start] in "\"'" else ""
        return text[: place.start] + flow(value, quote=quote) + text[place.end :]
    at, colon = _null(doc, place)
    return f"{text[:at]}{colon} {flow(value)}{text[at:]}"


def add(doc: Opened, pointer: Pointer, entry: str, after: str | int | None) -> str:
    """The text with `entry` in the collection at `pointer`, after its part `after` or before all others."""
    text, place = doc.text, doc.places[pointer]
    value = value_at(doc.value, pointer)
    if text[place.start] not in "[{":
        raise EditError(f"{doc.name(pointer)} has no brackets to put something in", "write braces around it")
    if not value:
        return text[: place.start + 1] + entry + text[place.end - 1 :]
    if after is None:
        first = doc.places[*pointer, next(iter(value)) if isinstance(value, dict) else 0]
        at = first.start if first.key_start is None else first.key_start
        return f"{text[:at]}{entry}, {text[at:]}"
    before = doc.places[*pointer, after]
    if before.end > before.start:
        return f"{text[: before.end]}, {entry}{text[before.end :]}"
    at, _ = _null(doc, before)
    return f"{text[:at]} , {entry}{text[at:]}"


def pair(key: str, value: Any) -> str:
    """`key: value` as it stands in braces."""
    return flow({key: value})[1:-1]


def take(doc: Opened, pointer: Pointer) -> str:
    """The text without the part at `pointer`; raises EditError when a comment would go with it."""
    text, outer = doc.text, pointer[:-1]
    value = value_at(doc.value, outer)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    number = keys.index(pointer[-1])
    start, end = _extent(doc, pointer)
    if text[doc.places[outer].start] not in "[{":
        raise EditError(f"{doc.name(outer)} has no brackets to take something from", "edit the line by hand")
    left, right = start, end
    if len(keys) == 1:
        left, right = doc.places[outer].start + 1, doc.places[outer].end - 1
    elif number:
        left = _extent(doc, (*outer, keys[number - 1]))[1]
    else:
        right = _extent(doc, (*outer, keys[1]))[0]
    if (text[left:start] + text[end:right]).strip(" \t\r\n,"):
        hint = "put each entry on a line of its own, or edit the line by hand"
        raise EditError(f"{doc.name(pointer)} cannot be removed without a comment beside it", hint)
    return text[:left] + text[right:]


def _extent(doc: Opened, pointer: Pointer) -> tuple[int, int]:
    place = doc.places[pointer]
    end = place.end if place.end > place.start else _null(doc, place)[0]
    return (place.start if place.key_start is None else place.key_start), end


def _null(doc: Opened, place: Place) -> tuple[int, str]:
    """Where a null that is not written would stand, and the colon it needs."""
    if doc.text[place.start - 1 : place.start] == ":" or place.key_end is None:
        return place.start, ""
    return place.key_end, ":"
