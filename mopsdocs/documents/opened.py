"""A text opened for one edit: its value, places and units, the way to a path, and the check of the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import item_names, name_of
from mopsdocs.documents.lines import usual_break
from mopsdocs.documents.loader import load
from mopsdocs.documents.places import Place, places
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.units import Path, Unit, build, pieces, unit_at
from mopsdocs.documents.writing import EditError


class EditWentWrong(AssertionError):
    """An edit gave a text that does not mean what it should: a bug in mopsdocs, never the document's fault."""


@dataclass(frozen=True)
class Opened:
    """A text that the loader accepts. An edit changes `value` to what the new text must mean."""

    kind: str
    text: str
    value: Any
    root: Unit

    @cached_property
    def places(self) -> Mapping[Pointer, Place]:
        """Where every value stands."""
        return places(self.text)

    @property
    def eol(self) -> str:
        """The line break for new lines."""
        return usual_break(self.text)

    def name(self, pointer: Pointer) -> str:
        """What a message calls the place `pointer`."""
        return name_of(self.kind, self.value, pointer) or "the document"


@dataclass(frozen=True, slots=True)
class Located:
    """The way to a path as far as it exists: `missing` are the names that do not.

    `unit` is the deepest unit on the way. Inside a flow collection `pointer` leads on beyond it.
    """

    unit: Unit
    pointer: Pointer
    value: Any
    missing: Path

    @property
    def in_flow(self) -> bool:
        """Whether the place lies between the brackets of a flow collection, so that it has no lines of its own."""
        return self.pointer != self.unit.pointer


def open_text(kind: str, text: str) -> Opened:
    """`text`, a document of `kind`, opened; raises EditError when the loader does not accept it."""
    return opened(kind, text, accepted(text))


def accepted(text: str) -> Any:
    """The value of `text`; raises EditError when the loader does not accept it."""
    loaded = load(text)
    broken = [problem for problem in loaded.problems if not problem.warning]
    if broken:
        raise EditError(f"the file cannot be edited: {broken[0].message}", broken[0].hint)
    return loaded.value


def opened(kind: str, text: str, value: Any) -> Opened:
    """`text`, a document of `kind` that the loader has read as `value`, opened."""
    found = places(text)
    doc = Opened(kind, text, value, build(kind, text, value, found))
    doc.__dict__["places"] = found  # known already
    return doc


def locate(doc: Opened, path: Path) -> Located:
    """The way to `path`; raises EditError where a list on it has no such item, or none that can be named."""
    unit, value, pointer = doc.root, doc.value, doc.root.pointer
    for depth, name in enumerate(path):
        key = _step(doc, pointer, value, name)
        if key is None:
            return Located(unit, pointer, value, path[depth:])
        pointer = (*pointer, key)
        value = value[key]
        unit = next((part for part in unit.children if part.pointer == pointer), unit)
    return Located(unit, pointer, value, ())


def _step(doc: Opened, pointer: Pointer, value: Any, name: str) -> str | int | None:
    if isinstance(value, dict):
        return name if name in value else None
    if isinstance(value, list) and value:
        names = item_names(value, field_at(doc.kind, pointer))
        if names is None:
            hint = f"give every item of {doc.name(pointer)} an id of its own, or set the list as a whole"
            raise EditError(f"{doc.name(pointer)} has no items with names of their own", hint)
        if name not in names:
            raise EditError(f"{doc.name(pointer)} has no item {name}", f"its items are {', '.join(names)}")
        return names.index(name)
    if value is None or value == []:
        return None
    raise EditError(f"{doc.name(pointer)} is a value of its own, without {name} in it", "check the path")


def value_at(value: Any, pointer: Pointer) -> Any:
    """What `pointer` leads to in `value`."""
    for key in pointer:
        value = value[key]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two values of documents are equal, `1`, `1.0` and `true` being different; the order of keys is free."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is dict:
        return one.keys() == other.keys() and all(map(same, one.values(), map(other.__getitem__, one)))
    if kind is list:
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


@dataclass(frozen=True, slots=True)
class Come:
    """Lines that an edit puts into a text, where they are the unit at `pointer`."""

    pointer: Pointer
    lines: str


_LIMITS: Final = ("yaml-depth", "yaml-size")
"""Rules by which the loader refuses what is good YAML but too much of it."""


def checked(
    doc: Opened, candidates: Iterable[str], edited: Pointer, *, gone: Pointer | None = None, come: Come | None = None
) -> str:
    """The first of the candidate texts that means what `doc.value`, already changed, says.

    Preferred is one in which every comment still belongs to the unit that it belonged to, apart from the unit that
    has `gone`, and those that have `come` belong to the new unit. Raises EditError when the list around `edited` has
    lost a name, EditWentWrong when no candidate will do.
    """
    _named(doc, edited)
    before = None
    fallback = None
    for text in candidates:
        loaded = load(text)
        for problem in loaded.problems:
            if problem.rule in _LIMITS:
                raise EditError(f"after the edit, {problem.message}", problem.hint)
        if not same(loaded.value, doc.value):
            continue
        if (gone is None and come is None) or "#" not in text:
            return text
        if before is None:
            before = comments(doc.root, doc.text, gone)
        after = build(doc.kind, text, loaded.value, places(text))
        if comments(after, text, come.pointer if come else None) == before and (
            come is None or _arrived(after, text, come)
        ):
            return text
        fallback = fallback or text
    if fallback is None:
        raise EditWentWrong(f"editing {doc.name(edited)} would damage the document; it was left as it is")
    return fallback


def comments(root: Unit, text: str, without: Pointer | None) -> dict[Path, list[str]]:
    """The lines beginning with # of every unit in `text`, apart from those in the unit at the pointer `without`."""
    skipped = unit_at(root, without).path if without is not None else None
    found: dict[Path, list[str]] = {}
    for piece in pieces(root, text) if "#" in text else ():
        if skipped is None or piece.path[: len(skipped)] != skipped:
            lines = comment_lines(piece.text)
            if lines:
                found.setdefault(piece.path, []).extend(lines)
    return found


def comment_lines(text: str) -> list[str]:
    """The lines of `text` that begin with #, without their indentation."""
    return [line for line in map(str.strip, text.split("\n")) if line.startswith("#")] if "#" in text else []


def _arrived(root: Unit, text: str, come: Come) -> bool:
    unit = unit_at(root, come.pointer)
    return unit.pointer == come.pointer and comment_lines(text[unit.start : unit.end]) == comment_lines(come.lines)


def _named(doc: Opened, edited: Pointer) -> None:
    """Refuse an edit after which items of a list can no longer be told apart."""
    for depth in range(len(edited)):
        pointer = edited[:depth]
        unit = unit_at(doc.root, pointer)
        if unit.pointer != pointer or unit.holds != "items":
            continue
        now = value_at(doc.value, pointer)
        if item_names(now, field_at(doc.kind, pointer)) is None and isinstance(now, list):
            message = f"{'/'.join(unit.path)} would have an item without a name, or two with the same"
            raise EditError(message, "give every item an id of its own")
