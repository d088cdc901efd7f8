"""Changes that somebody has accepted: `changes` in site_config/waivers.yml."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mopsdocs.checks.waivers import PlacedWaiver
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Waiver
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.review.comparison import Change


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that a waiver covers, and the title of the role that accepted it.

    `is_new` when the waiver comes with the very changes that are reviewed.
    """

    change: Change
    waiver: Waiver
    approver: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Changes that count, and those that do not."""

    kept: tuple[Change, ...]
    accepted: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class _Waivable:
    """A change as waivers speak of it."""

    rule: str
    path: str
    unit: str
    fingerprint: str


def without_waived(
    changes: Iterable[Change], before: Library, after: Library, kinds: Collection[str], today: datetime.date
) -> Counted:
    """`changes` without those that a waiver of the later state covers; expired ones cover nothing.

    Raises MopsError where a waiver names none of the `kinds` of changes: whoever misspelled it believes in it.
    """
    known = {waiver for _, _, waiver in before.change_waivers}
    waivers = [
        PlacedWaiver(document.path, index, waiver, "changes") for document, index, waiver in after.change_waivers
    ]
    for placed in waivers:
        if placed.waiver.rule is not None and placed.waiver.rule not in kinds:
            raise _unknown(placed, kinds)
    valid = [placed for placed in waivers if placed.waiver.expires >= today]
    kept: list[Change] = []
    accepted: list[Accepted] = []
    for change in changes:
        named = _Waivable(change.id, change.path, change.place, change.fingerprint)
        covering = next((placed.waiver for placed in valid if placed.covers(named)), None)
        if covering is None:
            kept.append(change)
        else:
            approver = after.title("role", covering.approver)
            accepted.append(Accepted(change, covering, approver, covering not in known))
    return Counted(tuple(kept), tuple(accepted))


def _unknown(placed: PlacedWaiver, kinds: Collection[str]) -> MopsError:
    rule = placed.waiver.rule or ""
    meant = closest(rule, kinds)
    hint = f"Did you mean {meant}?" if meant else "mopsdocs review --list lists them."
    return MopsError(f'{placed.path}: a waiver names "{rule}", and there is no kind of change of that name.', hint)
