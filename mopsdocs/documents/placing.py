"""Whole keys and items put into a text and taken out of it, with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents import brackets
from mopsdocs.documents.identity import identity_of, item_names
from mopsdocs.documents.lines import line_start, past_blanks, reindent, with_breaks
from mopsdocs.documents.opened import Come, Located, Opened, checked, value_at
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Unit, is_block, unit_at
from mopsdocs.documents.values import closed, filled, item_spans, refuse_question_mark, spliced
from mopsdocs.documents.writing import EditError, Rendered, Written, dump_value, flow, key_text, plain_data, render


@dataclass(frozen=True, slots=True)
class Part:
    """A key or an item to be put somewhere.

    `value` is the item, or a mapping of the one key. `lines` are its lines, if it has some already, with the key or
    the dash in `column`; the line breaks of those that were `moved` stay as they are.
    """

    value: Any
    is_key: bool = False
    lines: str = ""
    column: int = 0
    moved: bool = False

    @classmethod
    def of(cls, item: Mapping[str, Any] | str) -> Part:
        """From the data of an item, or from lines; raises EditError when these are not one item or one key."""
        if not isinstance(item, str):
            return cls(plain_data(item))
        if item and not item.endswith("\n"):
            item, _ = closed(item, Written(item).read()[2], "\n")
        lines = with_breaks(item, "\n")
        value, place, _ = Written(lines).read()
        if not is_block(lines, place, value) or len(value) != 1:
            hint = 'write "- " before an item, "key: " before a value'
            raise EditError("the new text is not the lines of one item or one key", hint)
        is_key = isinstance(value, dict)
        return cls(value if is_key else value[0], is_key, lines, place.start - line_start(lines, place.start))

    @property
    def whole(self) -> Any:
        """The list or mapping with nothing else in it, Written or data."""
        if self.lines:
            return Written(reindent(self.lines, -self.column))
        return self.value if self.is_key else [self.value]

    def at(self, column: int, eol: str) -> str:
        """The lines for a list or mapping in `column`."""
        if not self.lines:
            return dump_value([self.value], column, eol)
        lines = reindent(self.lines, column - self.column)
        return lines if self.moved else with_breaks(lines, eol)


def part_at(doc: Opened, unit: Unit) -> Part:
    """What stands at `unit`, with its lines as they are."""
    lines = unit.lines(doc.text)
    if not lines.endswith("\n"):
        text, _ = closed(doc.text, doc.places, doc.eol)
        lines = text[unit.start : unit.lead_end] + " " * unit.indent + text[unit.mark :]
    value = value_at(doc.value, unit.pointer)
    is_key = unit.kind == "key"
    return Part({unit.path[-1]: value} if is_key else value, is_key, lines, unit.indent, moved=True)


def insert(doc: Opened, at: Located, part: Part, after: str | None, before: str | None) -> str:
    """The text with `part` in the list or mapping that is `at`, which has something in it already."""
    if not isinstance(at.value, (list, dict)) or part.is_key != isinstance(at.value, dict):
        kind = "key" if part.is_key else "item"
        raise EditError(f"{doc.name(at.pointer)} cannot hold the new {kind}", "items go into lists, keys into mappings")
    names = _names(doc, at, part)
    index = _index(doc, at, part, names, after, before)
    unit = at.unit
    if not is_block(doc.text, doc.places[at.pointer], at.value):
        keys: list[str] | range = names if isinstance(at.value, dict) else range(len(at.value))
        entry = brackets.pair(*next(iter(part.value.items()))) if part.is_key else flow(part.value)
        texts = [brackets.add(doc, at.pointer, entry, keys[index - 1] if index else None)]
        return checked(doc, texts, _include(at, part, index))
    spot, column = _spot(doc, unit, at.value, index)
    lines = part.at(column, doc.eol)
    pointer = _include(at, part, index)
    return _settled(doc, spot, spot, lines, come=Come(pointer, lines))


def _names(doc: Opened, at: Located, part: Part) -> list[str]:
    """What the parts of the list or mapping are called; nothing in a list without identities."""
    if isinstance(at.value, dict):
        names, name = list(at.value), next(iter(part.value))
    else:
        schema = field_at(doc.kind, at.pointer)
        known = item_names(at.value, schema)
        if known is None:
            return []
        rule = schema["x-identity"] if schema else ""
        names, name = known, identity_of(part.value, rule) or ""
        if not name:
            raise EditError(f"the new item of {doc.name(at.pointer)} has no {rule}", f"give it {rule}")
    if name in names:
        raise EditError(f"{doc.name(at.pointer)} has {name} already", "set its value, or choose another name")
    return names


def _index(doc: Opened, at: Located, part: Part, names: list[str], after: str | None, before: str | None) -> int:
    """Where among its new neighbours `part` goes."""
    beside = after if before is None else before
    if beside is None:
        return _key_index(doc, at.pointer, next(iter(part.value)), names) if part.is_key else len(at.value)
    if after is not None and before is not None:
        raise EditError("a place cannot be given both after and before something", "give one of the two")
    if beside not in names:
        hint = f"it has {', '.join(names)}" if names else "its items have no names; add at the end"
        raise EditError(f"{doc.name(at.pointer)} has no {beside}", hint)
    return names.index(beside) + (before is None)


def _key_index(doc: Opened, pointer: Pointer, key: str, keys: list[str]) -> int:
    """Where among `keys` the schema has `key`: after the nearest of those before it; at the end when it is unknown."""
    order = list((field_at(doc.kind, pointer) or {}).get("properties", ()))
    if key not in order:
        return len(keys)
    earlier = [name for name in reversed(order[: order.index(key)]) if name in keys]
    return keys.index(earlier[0]) + 1 if earlier else 0


def _include(at: Located, part: Part, index: int) -> Pointer:
    """Put `part` into the value of the document; the pointer to it."""
    if isinstance(at.value, dict):
        at.value.update(part.value)
        return (*at.pointer, next(iter(part.value)))
    at.value.insert(index, part.value)
    return (*at.pointer, index)


def _spot(doc: Opened, unit: Unit, value: Any, index: int) -> tuple[int, int]:
    """Offset of the line before which a new part with that `index` goes, and its column."""
    if not unit.children:
        refuse_question_mark(doc, unit)
        dashes, ends = item_spans(doc, unit, len(value))
        return ends[-1], dashes[0] - line_start(doc.text, dashes[0])
    first = unit.children[0]
    if index == 0 and _shares_line(doc, first):
        if first.kind == "item":
            refuse_question_mark(doc, unit)
        index = 1
    return unit.children[index - 1].end if index else first.start, first.indent


def _shares_line(doc: Opened, unit: Unit) -> bool:
    """Whether something stands before the key or dash on its line: the dash of the item that it begins."""
    return bool(doc.text[unit.lead_end : unit.mark].strip())


def add_key(doc: Opened, pointer: Pointer, key: str, new: Any) -> str:
    """The text with the missing `key`, whose value is data or Written, in the mapping at `pointer`."""
    value = value_at(doc.value, pointer)
    unit = unit_at(doc.root, pointer)
    data = new.value if isinstance(new, Written) else new
    if unit.pointer != pointer or unit.holds != "keys":
        index = _key_index(doc, pointer, key, list(value))
        texts = [brackets.add(doc, pointer, brackets.pair(key, data), list(value)[index - 1] if index else None)]
        value[key] = data
        return checked(doc, texts, (*pointer, key))
    column = unit.children[0].indent
    rendered = render(new, column, doc.eol)
    head = f" {rendered.head}" if rendered.head else ""
    lines = f"{' ' * column}{key_text(key)}:{head}{doc.eol}{rendered.body}"
    spot, _ = _spot(doc, unit, value, _key_index(doc, pointer, key, list(value)))
    value[key] = data
    return _settled(doc, spot, spot, lines, come=Come((*pointer, key), lines))


def take(doc: Opened, pointer: Pointer) -> str:
    """The text without the key or item at `pointer`."""
    outer = pointer[:-1]
    value, parent, unit = value_at(doc.value, outer), unit_at(doc.root, outer), unit_at(doc.root, pointer)
    if unit.pointer != pointer:
        texts = [brackets.take(doc, pointer)]
        del value[pointer[-1]]
        return checked(doc, texts, pointer)
    if len(value) == 1:
        texts = list(_emptied(doc, parent, unit, value))
    elif _shares_line(doc, unit):
        texts = [_pulled_up(doc, unit, parent.children[1])]
    else:
        del value[pointer[-1]]
        return _settled(doc, unit.start, unit.end, "", gone=pointer)
    del value[pointer[-1]]
    return checked(doc, texts, pointer, gone=pointer)


def _emptied(doc: Opened, parent: Unit, unit: Unit, value: Any) -> Iterator[str]:
    """Texts in which `parent` has lost its only part."""
    empty = "{}" if isinstance(value, dict) else "[]"
    if parent.kind == "document":
        return spliced(doc, unit.start, unit.end, empty + doc.eol)
    if parent.kind == "item":
        raise EditError(f"{doc.name(parent.pointer)} has nothing else in it", "remove the item")
    refuse_question_mark(doc, parent)
    return filled(doc, parent, value, Rendered(empty))


def _pulled_up(doc: Opened, unit: Unit, below: Unit) -> str:
    """The text without the first key of an item; the next key takes its place beside the dash."""
    text = doc.text
    if below.start == below.lead_end:
        return text[: unit.mark] + text[below.mark :]
    return text[: unit.mark].rstrip(" ") + doc.eol + text[unit.end :]


def replace(doc: Opened, unit: Unit, part: Part) -> str:
    """The text with `part`, which has lines, in the place of `unit`."""
    value = value_at(doc.value, unit.pointer[:-1])
    if part.is_key != (unit.kind == "key"):
        raise EditError(
            f"{doc.name(unit.pointer)} is not the same kind of thing as the new text", f"write one {unit.kind}"
        )
    lines = part.at(unit.indent, doc.eol)
    pointer = unit.pointer
    if part.is_key:
        key = next(iter(part.value))
        if key in value and key != pointer[-1]:
            raise EditError(f"{doc.name(pointer[:-1])} has {key} already", "choose another name")
        del value[pointer[-1]]
        value[key] = part.value[key]
        pointer = (*pointer[:-1], key)
    else:
        value[pointer[-1]] = part.value
    start = unit.start
    if _shares_line(doc, unit):
        lead = lines.lstrip(" ")[:1] in ("#", "\r", "\n")
        start = len(doc.text[: unit.mark].rstrip(" ")) if lead else unit.mark
        lines = doc.eol + lines if lead else lines[unit.indent :]
    return _settled(doc, start, unit.end, lines, gone=unit.pointer, come=Come(pointer, lines))


def _settled(
    doc: Opened, start: int, stop: int, lines: str, *, gone: Pointer | None = None, come: Come | None = None
) -> str:
    """The text with `lines` for those from `start` to `stop`, and a blank line where a comment needs it to stay put."""
    eol = doc.eol
    padded = [lines, eol + lines, lines + eol, eol + lines + eol] if lines else ["", eol]
    ways = [(new, stop) for new in padded]
    # Blank lines would become part of block text above them that keeps those at its end.
    ways += [(lines[past_blanks(lines, 0) :], end) for end in (stop, past_blanks(doc.text, stop))]
    texts = (text for new, end in ways for text in spliced(doc, start, end, new))
    edited = come.pointer if come else gone
    return checked(doc, texts, edited or (), gone=gone, come=come)
