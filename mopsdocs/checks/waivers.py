"""Findings that somebody has accepted: which ones a waiver covers, and which waivers cover none."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from mopsdocs.checks.rule import Rule
from mopsdocs.diagnostics import Diagnostic, Pointer
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Waiver

_BETWEEN_NAMES: Final = re.compile(r"[/\[\]]+")


@dataclass(frozen=True, slots=True)
class PlacedWaiver:
    """A waiver and where it stands."""

    path: str
    index: int
    waiver: Waiver
    key: str = "waivers"

    @property
    def pointer(self) -> Pointer:
        """Way to the waiver in its file."""
        return (self.key, self.index)

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells the waiver from others."""
        return (self.waiver.fingerprint or "", self.waiver.rule or "", self.waiver.unit or "")

    @property
    def in_words(self) -> str:
        """What it waives: `fingerprint 0123456789abcdef`, or `review-overdue at webinar@de`."""
        parts = [f"fingerprint {self.waiver.fingerprint}"] if self.waiver.fingerprint else []
        parts += [self.waiver.rule] if self.waiver.rule else []
        return " ".join([*parts, f"at {self.waiver.unit}"] if self.waiver.unit else parts)

    def covers(self, waivable: Waivable) -> bool:
        """Whether everything that the waiver says is true of a finding or a change."""
        waiver = self.waiver
        return (
            (waiver.rule is None or waiver.rule == waivable.rule)
            and (waiver.fingerprint is None or waiver.fingerprint == waivable.fingerprint)
            and (waiver.unit is None or _is_within(waivable, waiver.unit))
        )


class Waivable(Protocol):
    """What a waiver can be about: a finding, or a change."""

    @property
    def rule(self) -> str:
        """The rule or the kind of change that it is a case of."""

    @property
    def path(self) -> str:
        """The path of its document."""

    @property
    def unit(self) -> str:
        """Its place by ids, beginning with the document: `webinar/stages[qa]/steps[test-send]`."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that tell it from others."""


def _is_within(waivable: Waivable, unit: str) -> bool:
    """Whether `unit` names the document of `waivable` and, in order, some of the places on the way to it.

    `webinar/send-invitations` covers `webinar/stages[launch]/steps[send-invitations]/due`, wherever the step moves.
    """
    if unit == waivable.path:
        return True
    wanted = [name for name in _BETWEEN_NAMES.split(unit) if name]
    names = [name for name in _BETWEEN_NAMES.split(waivable.unit) if name]
    if not wanted or not names or wanted[0] != names[0]:
        return False
    rest = iter(names[1:])
    return all(name in rest for name in wanted[1:])


@dataclass(frozen=True, slots=True)
class Waived:
    """What is left after the waivers: findings that count, findings that do not, and waivers that did nothing."""

    kept: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]
    unused: tuple[PlacedWaiver, ...]


def apply_waivers(
    library: Library, diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule], today: datetime.date
) -> Waived:
    """Sorts `diagnostics` by whether a waiver covers them. Expired waivers cover nothing.

    What makes a file unreadable cannot be waived: nothing else about such a file is known.
    """
    waivers = [PlacedWaiver(document.path, index, waiver) for document, index, waiver in library.waivers]
    valid = [placed for placed in waivers if placed.waiver.expires >= today]
    used: set[PlacedWaiver] = set()
    kept: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    for diagnostic in diagnostics:
        rule = rules.get(diagnostic.rule)
        covering = [placed for placed in valid if placed.covers(diagnostic)] if rule and not rule.fixed_level else []
        used.update(covering)
        (waived if covering else kept).append(diagnostic)
    return Waived(tuple(kept), tuple(waived), tuple(placed for placed in valid if placed not in used))
