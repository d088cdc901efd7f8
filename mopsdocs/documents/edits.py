"""Edits of a document's text: what is not edited stays byte for byte.

Every function takes the kind and text of a document and gives the new text. A path names a unit (see `units`) or a
value inside a flow collection. What cannot be done raises EditError and changes nothing. Every result is read again
and must mean exactly what was asked for, or EditWentWrong is raised, which is a bug.

New lines have the line break that most lines of the file have. A file without a line break at its end stays so,
unless that would change block text. Where a comment would pass from one unit to another, a blank line keeps it where
it belongs. A list or mapping that loses its last part becomes `[]` or `{}`; its key stays, with its comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents import brackets, placing
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.opened import EditWentWrong, Located, Opened, checked, locate, open_text, same, value_at
from mopsdocs.documents.placing import Part
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Path, Unit, unit_at
from mopsdocs.documents.values import replacements
from mopsdocs.documents.writing import EditError, Written, plain_data

__all__ = [
    "EditError",
    "EditWentWrong",
    "Written",
    "add_key",
    "insert",
    "move",
    "remove",
    "replace",
    "set_value",
    "sort_items",
]


def set_value(kind: str, text: str, path: Path, value: Any) -> str:
    """The text with `value`, data or Written, at `path`.

    A key that is missing is added, with the mappings above it, where the schema's order of properties has it; one
    that the schema does not know goes last. Data that is equal already changes nothing. Of mappings and lists in
    block style only the keys and items that differ are touched. Scalars keep their quotes, flow collections stay
    flow while they fit a line, text of several lines becomes a block scalar.
    """
    doc = open_text(kind, text)
    at = locate(doc, path)
    new = value if isinstance(value, Written) else plain_data(value)
    return _add(doc, at, new) if at.missing else _put(doc, at.pointer, new)


def insert(
    kind: str,
    text: str,
    parent: Path,
    item: Mapping[str, Any] | str,
    *,
    after: str | None = None,
    before: str | None = None,
) -> str:
    """The text with a new item in the list at `parent`, last unless it says after or before which item.

    `item` is data, or the lines of one item, `- ` and comments included, at any indentation and with any line breaks.
    Into a mapping go the lines of one key, by default where the schema has it. A list that is empty or missing is
    begun. To a list without identities an item can only be added at the end.
    """
    doc = open_text(kind, text)
    return _insert(doc, locate(doc, parent), Part.of(item), after, before)


def remove(kind: str, text: str, path: Path) -> str:
    """The text without the key or item at `path` and its comments."""
    doc = open_text(kind, text)
    return placing.take(doc, _existing(doc, path).pointer)


def move(
    kind: str, text: str, path: Path, to_parent: Path, *, after: str | None = None, before: str | None = None
) -> str:
    """The text with the unit at `path` in the list or mapping `to_parent`, placed as `insert` does it.

    Its lines, comments included, are only indented as the new place needs it.
    """
    doc = open_text(kind, text)
    unit = _own_lines(doc, _existing(doc, path))
    if (path[-1] in (after, before) and to_parent == path[:-1]) or to_parent[: len(path)] == path:
        raise EditError(f"{doc.name(unit.pointer)} cannot move to a place in or beside itself", "name another place")
    if to_parent == path[:-1] and _in_place(unit_at(doc.root, unit.pointer[:-1]), unit, after, before):
        return text
    part = placing.part_at(doc, unit)
    rest = open_text(kind, placing.take(doc, unit.pointer))
    return _insert(rest, locate(rest, to_parent), part, after, before)


def add_key(kind: str, text: str, pointer: Pointer, key: str, value: Any) -> str:
    """The text with `key` in the mapping at `pointer`, which must not have it, where the schema has that key."""
    doc = open_text(kind, text)
    mapping = value_at(doc.value, pointer)
    if not isinstance(mapping, dict) or key in mapping:
        raise EditError(f"{doc.name(pointer)} cannot get a new {key}", "set the value that is there")
    return placing.add_key(doc, pointer, key, plain_data(value))


def sort_items(kind: str, text: str, path: Path) -> str:
    """The text with the items of the list at `path` sorted by what names them; comments go with their items."""
    doc = open_text(kind, text)
    at = _existing(doc, path)
    names = item_names(at.value, field_at(kind, at.pointer)) if isinstance(at.value, list) else None
    if names is None or at.in_flow:
        raise EditError(f"{doc.name(at.pointer)} cannot be sorted", "only lists whose items have names can")
    before: str | None = None
    for name in sorted(names, reverse=True):
        if before is None:
            text = move(kind, text, (*path, name), path)
        else:
            text = move(kind, text, (*path, name), path, before=before)
        before = name
    return text


def replace(kind: str, text: str, path: Path, lines: str) -> str:
    """The text with other `lines` for the unit at `path`, comments included: one key or one item, as for `insert`."""
    doc = open_text(kind, text)
    return placing.replace(doc, _own_lines(doc, _existing(doc, path)), Part.of(lines))


def _insert(doc: Opened, at: Located, part: Part, after: str | None, before: str | None) -> str:
    unused = at.value is None or at.value == ({} if part.is_key else [])
    if not at.missing and not unused:
        return placing.insert(doc, at, part, after, before)
    beside = before if after is None else after
    if beside is not None:
        raise EditError(
            f"{'/'.join(at.missing) or doc.name(at.pointer)} has no {beside}", "give a place that exists, or none"
        )
    return _add(doc, at, part.whole) if at.missing else _put(doc, at.pointer, part.whole)


def _existing(doc: Opened, path: Path) -> Located:
    at = locate(doc, path)
    if at.missing:
        raise EditError(f"{doc.name(at.pointer)} has no {at.missing[0]}", "check the path")
    if not path:
        raise EditError("the whole document cannot be removed, moved or replaced", "remove the file")
    return at


def _own_lines(doc: Opened, at: Located) -> Unit:
    if at.in_flow:
        message = f"{doc.name(at.pointer)} stands between brackets and has no lines of its own"
        raise EditError(message, "set its value, or write the list in block style first")
    return at.unit


def _in_place(parent: Unit, unit: Unit, after: str | None, before: str | None) -> bool:
    """Whether `unit` stands where it is to go already."""
    names: list[str | None] = [part.path[-1] for part in parent.children]
    index = names.index(unit.path[-1])
    if after is None and before is None and unit.kind == "key":
        return len(names) == 1
    if before is not None:
        return before == (names[index + 1] if index + 1 < len(names) else None)
    return after == (names[index - 1] if index else None) if after is not None else index == len(names) - 1


def _put(doc: Opened, pointer: Pointer, new: Any) -> str:
    """Set what exists."""
    old = value_at(doc.value, pointer)
    unit = unit_at(doc.root, pointer)
    if isinstance(new, Written) and (unit.pointer != pointer or unit.kind != "key"):
        new = new.value
    data = new.value if isinstance(new, Written) else new
    if same(old, data) and not isinstance(new, Written):
        return doc.text
    if unit.pointer != pointer:
        texts = [brackets.replace(doc, pointer, data)]
    elif unit.holds == "keys" and isinstance(new, dict) and new:
        return _put_keys(doc, pointer, old, new)
    elif unit.holds == "items" and isinstance(new, list) and _same_names(doc, pointer, old, new):
        text = doc.text
        for number, item in enumerate(new):
            text = _put(open_text(doc.kind, text), (*pointer, number), item)
        return text
    elif not pointer:
        raise EditError("the document itself can only be set to another mapping", "write a new file")
    else:
        texts = list(replacements(doc, unit, old, new))
    value_at(doc.value, pointer[:-1])[pointer[-1]] = data
    return checked(doc, texts, pointer)


def _same_names(doc: Opened, pointer: Pointer, old: list[Any], new: list[Any]) -> bool:
    schema = field_at(doc.kind, pointer)
    return len(old) == len(new) and item_names(old, schema) == item_names(new, schema)


def _put_keys(doc: Opened, pointer: Pointer, old: dict[str, Any], new: dict[str, Any]) -> str:
    text = doc.text
    for key, value in new.items():
        now = open_text(doc.kind, text)
        text = _put(now, (*pointer, key), value) if key in old else placing.add_key(now, pointer, key, value)
    for key in old:
        if key not in new:
            text = placing.take(open_text(doc.kind, text), (*pointer, key))
    return text


def _add(doc: Opened, at: Located, new: Any) -> str:
    """Add a key that is missing."""
    name, *deeper = at.missing
    if isinstance(at.value, list):
        raise EditError(f"{doc.name(at.pointer)} has no item {name}", "insert the item")
    for depth, item in enumerate(deeper, 1):
        above = field_at(doc.kind, (*at.pointer, *at.missing[:depth]))
        if above is not None and above.get("type") == "array":
            raise EditError(f"{'/'.join(at.missing[:depth])} has no item {item}", "insert the item")
    for key in reversed(deeper):
        new = {key: new.value if isinstance(new, Written) else new}
    if isinstance(at.value, dict) and (at.value or not at.pointer):
        return placing.add_key(doc, at.pointer, name, new)
    if not at.pointer:
        raise EditError("the file is empty", "create the document with mopsdocs new")
    return _put(doc, at.pointer, {name: new.value if isinstance(new, Written) else new})
