"""One of the three versions of a document that a merge looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mopsdocs.documents.identity import previous_ids
from mopsdocs.documents.likeness import opened_like
from mopsdocs.documents.lines import line_end, past_blanks, reindent
from mopsdocs.documents.opened import Opened, accepted, open_text, opened, same, value_at
from mopsdocs.documents.units import Path, Unit
from mopsdocs.regions.paths import STEPS, list_of


@dataclass(frozen=True, slots=True)
class Side:
    """A version of the document, with the keys by which its units are compared with those of the other versions.

    The key of an item is its id in the base, even where it was renamed since.
    """

    opened: Opened
    keys: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, text: str, base: Side | None = None, value: Any = None) -> Side:
        """The version `text` of a document of `kind`, compared with `base`; raises EditError for unreadable text.

        `value` is what the text means where the loader has read it already.
        """
        if base is None:
            return cls(open_text(kind, text) if value is None else opened(kind, text, value))
        if value is None:
            value = accepted(text)
        doc = opened_like(base.opened, text, value) or opened(kind, text, value)
        return cls(doc, _renamed(doc, base.opened))

    def key(self, unit: Unit) -> str:
        """By what `unit` is compared with the units beside it."""
        return self.keys.get(id(unit), unit.path[-1] if unit.path else "")

    def data(self, unit: Unit) -> Any:
        """What `unit` means."""
        return value_at(self.opened.value, unit.pointer)

    def lines(self, unit: Unit, indent: int = 0) -> str:
        """The lines of `unit`, in the column `indent`. A dash before its first key is not part of it."""
        return reindent(unit.lines(self.opened.text), indent - unit.indent)

    def lead(self, unit: Unit) -> str:
        """The comments and blank lines above `unit`."""
        return self._at(unit, unit.start, unit.lead_end)

    def head(self, unit: Unit) -> str:
        """What a unit with children has for itself below its lead: the line of its key, or of a dash that is alone.

        Of an empty list or mapping it is all but the value.
        """
        own = unit.lines(self.opened.text)[unit.lead_end - unit.start :]
        if unit.children:
            return reindent(own[: unit.children[0].start - unit.lead_end], -unit.indent)
        before, after = own[: unit.value_start - unit.lead_end], own[unit.value_end - unit.lead_end :]
        return reindent(before.rstrip() + after, -unit.indent)

    def tail(self, unit: Unit) -> str:
        """The comments below the children of `unit`."""
        return self._at(unit, unit.children[-1].end, unit.end) if unit.children else ""

    def body(self, unit: Unit) -> tuple[str, str]:
        """The lines of a unit without children below its lead, up to the end of its value, and the comment behind it.

        The comment of a value that ends with its line is empty.
        """
        text = self.opened.text
        end = self._value_end(unit)
        whole = unit.lines(text)[unit.lead_end - unit.start :]
        own = whole[: end - unit.lead_end]
        if text[end - 1 : end] == "\n" and end > unit.lead_end:
            return reindent(own, -unit.indent), ""
        return reindent(own, -unit.indent), text[end : min(line_end(text, end), unit.end)]

    def trail(self, unit: Unit) -> str:
        """The comments below the value of a unit without children."""
        text, end = self.opened.text, self._value_end(unit)
        start = end if text[end - 1 : end] == "\n" and end > unit.lead_end else min(line_end(text, end), unit.end)
        return self._at(unit, start, unit.end)

    def _value_end(self, unit: Unit) -> int:
        """Where the value of `unit` ends, with the blank lines that text behind `|+` or `>+` keeps."""
        text, start = self.opened.text, unit.value_start
        style = text[start : line_end(text, start)].partition(" ")[0]
        keeps = style.startswith(("|", ">")) and "+" in style and text[unit.value_end - 1] == "\n"
        return min(past_blanks(text, unit.value_end), unit.end) if keeps else unit.value_end

    def _at(self, unit: Unit, start: int, end: int) -> str:
        return reindent(self.opened.text[start:end], -unit.indent)


def same_lines(one: Side, unit: Unit, other: Side, twin: Unit) -> bool:
    """Whether two units have the same lines, apart from how far they are indented."""
    if unit.indent == twin.indent and unit.end - unit.start == twin.end - twin.start:
        here, there = one.opened.text[unit.start : unit.end], other.opened.text[twin.start : twin.end]
        if here == there:
            return True
    return one.lines(unit) == other.lines(twin)


def same_data(one: Side, unit: Unit, other: Side, twin: Unit) -> bool:
    """Whether two units mean the same."""
    return same(one.data(unit), other.data(twin))


def stages(side: Side) -> tuple[Unit, ...]:
    """Every stage of a playbook."""
    found = _child(side.opened.root, "stages")
    return found.children if found is not None and found.holds == "items" else ()


def steps(side: Side) -> Iterator[tuple[Unit, Unit]]:
    """Every step of a playbook with its stage."""
    for stage in stages(side):
        inner = _child(stage, "steps")
        if inner is not None and inner.holds == "items":
            for step in inner.children:
                yield stage, step


def find_unit(side: Side, path: Path) -> Unit | None:
    """The unit at a `path` as `unit_path` gives it, by keys."""
    here: Unit | None = side.opened.root
    if path[:2] == STEPS and len(path) > 2:
        here = next((step for _, step in steps(side) if side.key(step) == path[2]), None)
        path = path[3:]
    for name in path:
        here = next((part for part in here.children if side.key(part) == name), None) if here is not None else None
    return here


def _child(unit: Unit, name: str) -> Unit | None:
    return next((part for part in unit.children if part.kind == "key" and part.path[-1] == name), None)


def _renamed(doc: Opened, base: Opened) -> dict[int, str]:
    """The keys of the items in `doc` that have another id than in `base`."""
    if "previous_ids" not in doc.text:
        return {}
    known, here = _names(base.root), _names(doc.root)
    found: dict[int, str] = {}
    taken: set[tuple[Path, str]] = set()
    for unit in _items(doc.root):
        where = list_of(unit.path)
        names = known.get(where, set())
        if unit.path[-1] in names:
            continue
        earlier = previous_ids(value_at(doc.value, unit.pointer))
        former = next((name for name in earlier if name in names and name not in here[where]), None)
        if former is not None and (where, former) not in taken:
            taken.add((where, former))
            found[id(unit)] = former
    return found


def _names(root: Unit) -> dict[Path, set[str]]:
    """The names of the items in every list."""
    found: dict[Path, set[str]] = {}
    for unit in _items(root):
        found.setdefault(list_of(unit.path), set()).add(unit.path[-1])
    return found


def _items(unit: Unit) -> Iterator[Unit]:
    for part in unit.children:
        if part.kind == "item":
            yield part
        yield from _items(part)
