"""Naming rules: patterns such as `{anchor_date:%Y%m%d}_{playbook}_{topic}_{region}`, and names held against them.

A pattern is text with fields in braces; a date may say after a colon how it is written. Values are brought into the
form of a name: spaces and other signs become hyphens, and letters take the case of the rule.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Final

Value = str | int | bool | datetime.date

_DATE_SPEC: Final = re.compile(r"(?:%[YymdjVGu]|[A-Za-z0-9._-])+")
_DIGITS: Final = {"%Y": 4, "%G": 4, "%j": 3, "%u": 1}
_OWN_DATE: Final = "%Y-%m-%d"
_LONGEST: Final = 500
_OTHER_SIGNS: Final = re.compile(r"[^A-Za-z0-9]+")


class PatternError(ValueError):
    """A pattern cannot be read. The text says why, after "the pattern"."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a pattern: the text before it, its name, and how a date is written there."""

    before: str
    name: str
    spec: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A piece of a name that is wrong: where `field` belongs it has `written` instead of `wanted`."""

    field: str
    written: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read: its fields, the text after the last one, and the case: lower, upper or any."""

    fields: tuple[Field, ...]
    after: str
    case: str

    @classmethod
    def of(cls, pattern: str, case: str | None = None) -> Pattern:
        """What `pattern` says; raises PatternError."""
        try:
            parts = list(Formatter().parse(pattern))
        except ValueError as error:
            raise PatternError("has a brace without its partner") from error
        fields: list[Field] = []
        before = ""
        for text, name, spec, conversion in parts:
            before += text
            if name is None:
                continue
            if not name.isidentifier() or conversion or (spec and not _DATE_SPEC.fullmatch(spec)):
                written = f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
                raise PatternError(f"has a field that cannot be read: {{{written}}}")
            fields.append(Field(before, name, spec or ""))
            before = ""
        return cls(tuple(fields), before, case or "any")

    @property
    def separators(self) -> frozenset[str]:
        """The signs that stand alone between two fields."""
        return frozenset(field.before for field in self.fields[1:] if field.before in ("_", "-", "."))

    @property
    def text(self) -> str:
        """Everything outside the fields."""
        return "".join(field.before for field in self.fields) + self.after

    def name(self, values: Mapping[str, Value]) -> str:
        """The name that `values` give; a field whose piece is not known stays in braces."""
        parts = [
            self._cased(field.before) + (self.piece(field, values) or f"{{{field.name}}}") for field in self.fields
        ]
        return "".join(parts) + self._cased(self.after)

    def has_shape(self, name: str) -> bool:
        """Whether `name` may follow the pattern, whatever the values are."""
        return len(name) <= _LONGEST and name == self._cased(name) and _taken_apart(self._slots({}), name) is not None

    def mismatches(self, name: str, values: Mapping[str, Value]) -> tuple[Mismatch, ...] | None:
        """The pieces in which `name` is not what `values` give; None where it cannot be taken to pieces."""
        if _taken_apart(self._slots(values), name) is not None:
            return ()
        for field in self.fields:  # with one piece left open the others tell where it begins and ends
            pieces = _taken_apart(self._slots(values, but=field.name), name)
            if pieces is not None:
                return self._compared(pieces, values)
        pieces = _taken_apart(self._slots({}), name) if self._closed else None
        return self._compared(pieces, values) if pieces is not None else None

    def piece(self, field: Field, values: Mapping[str, Value]) -> str | None:
        """The value of `field` as it stands in a name. None for none, and for letters that a name has no place for."""
        value = _as_date(values.get(field.name)) if field.spec else values.get(field.name)
        if isinstance(value, datetime.date):
            return _written(value, field.spec or _OWN_DATE)
        if value is None or field.spec or not str(value).isascii():
            return None
        return self._cased(_OTHER_SIGNS.sub("-", str(value)).strip("-")) or None

    def _compared(self, pieces: Sequence[str], values: Mapping[str, Value]) -> tuple[Mismatch, ...]:
        found = []
        for field, written in zip(self.fields, pieces[1::2], strict=True):
            wanted = self.piece(field, values)
            if wanted is not None and written.lower() != wanted.lower():
                found.append(Mismatch(field.name, written, wanted))
        return tuple(found)

    def _cased(self, text: str) -> str:
        return {"lower": text.lower(), "upper": text.upper()}.get(self.case, text)

    @property
    def _closed(self) -> frozenset[str]:
        """Signs that no piece may have. Hyphens are in many ids, so they separate nothing for certain."""
        return self.separators & {"_", "."}

    def _slots(self, values: Mapping[str, Value], but: str = "") -> list[_Slot]:
        """Text and field in turn: with the pieces that `values` give, and anything for the field `but`."""
        slots: list[_Slot] = []
        for field in self.fields:
            piece = self.piece(field, values) if field.name != but else None
            slots += [_fixed(self._cased(field.before)), self._open(field) if piece is None else _fixed(piece)]
        return [*slots, _fixed(self._cased(self.after))]

    def _open(self, field: Field) -> _Slot:
        parts = re.findall(r"%.|[^%]+", field.spec)
        digits = "".join(f"[0-9]{{{_DIGITS.get(p, 2)}}}" if p[0] == "%" else re.escape(p) for p in parts)
        return _Slot(re.compile(digits, re.IGNORECASE) if digits else None, self._closed)


@dataclass(frozen=True, slots=True)
class _Slot:
    """What may stand in one place of a name: `fixed`, or else anything without white space and the signs `closed`."""

    fixed: re.Pattern[str] | None
    closed: frozenset[str] = frozenset()

    def ends(self, name: str, starts: Container[int]) -> dict[int, int]:
        """Where a piece can end that begins at one of `starts`: end → where it begins."""
        found: dict[int, int] = {}
        begin: int | None = None
        for here in range(len(name) + 1):
            if here in starts and self.fixed is not None:
                match = self.fixed.match(name, here)
                if match is not None:
                    found[match.end()] = here
            elif self.fixed is None and here < len(name):
                begin = here if here in starts and begin is None else begin
                if name[here] in self.closed or name[here].isspace():
                    begin = None
                elif begin is not None:
                    found[here + 1] = begin
        return found


def _written(day: datetime.date, spec: str) -> str:
    """`day` as `spec` says, years with four digits: some systems write the year 999 with three."""
    years = {"%Y": day.year, "%G": day.isocalendar().year}
    for sign, year in years.items():
        spec = spec.replace(sign, f"{year:04}")
    return day.strftime(spec)


def _fixed(text: str) -> _Slot:
    return _Slot(re.compile(re.escape(text), re.IGNORECASE))


def _taken_apart(slots: Sequence[_Slot], name: str) -> list[str] | None:
    """The pieces of `name` for `slots`, in one pass for each slot however many ways there are; None if it has none."""
    ways: list[Mapping[int, int]] = []
    starts: Container[int] = (0,)
    for slot in slots:
        ways.append(slot.ends(name, starts))
        starts = ways[-1]
    pieces: list[str] = []
    end = len(name)
    for way in reversed(ways):
        if end not in way:
            return None
        pieces.append(name[way[end] : end])
        end = way[end]
    return pieces[::-1]


def _as_date(value: Value | None) -> datetime.date | None:
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime.date) else None
