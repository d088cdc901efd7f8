"""What happens to waivers: which findings and changes somebody has accepted, until when and why.

Waivers have no ids. What tells one from another is what it accepts: the fingerprint, the rule, the unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.timing import day_in_words
from mopsdocs.documents.units import Path
from mopsdocs.documents.wording import contrasted, ended
from mopsdocs.review.change import ChangeRule, Pair, Verdict
from mopsdocs.review.facts import Fact

_WARNING, _INFO = Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "waiver-added",
        _WARNING,
        "A finding or a change is accepted",
        "Nobody is told of it any more until the last day. Whoever approved it has to stand by the reason.",
        'The finding "review-overdue" at webinar@de is accepted until 31 August 2027, approved by '
        "Campaign manager: Once more.",
    ),
    ChangeRule(
        "waiver-extended",
        _WARNING,
        "A finding or a change is accepted for longer",
        "What was to be mended by then is not; somebody has to agree to wait again.",
        'The finding "review-overdue" at webinar@de is accepted until 31 December 2027, before until 26 '
        "February 2027, approved by Campaign manager: The German copy is rewritten after the summer.",
    ),
    ChangeRule(
        "waiver-changed",
        _INFO,
        "A waiver says something else",
        "It ends earlier, has another reason, or somebody else answers for it.",
        "The finding with the fingerprint 0123456789abcdef is accepted until 15 January 2027, before "
        "until 31 March 2027.",
    ),
    ChangeRule(
        "waiver-removed",
        _INFO,
        "A finding or a change is no longer accepted",
        "People are told of it again.",
        "The finding with the fingerprint 0123456789abcdef is no longer accepted.",
    ),
)

_LISTS: Final[Mapping[str, str]] = {"waivers": "finding", "changes": "change"}
_Placed = tuple[int, Any]


def judged(pair: Pair) -> Iterator[Verdict]:
    """The cases in two versions of the waivers."""
    lists = {fact.path[0]: None for fact in pair.facts if fact.path}
    for key in (key for key in lists if key in _LISTS):
        for old, new in _paired(pair.before.get(key, ()), pair.after.get(key, ())):
            yield from _judged(pair, key, old, new)


def _paired(before: Any, after: Any) -> Iterator[tuple[_Placed | None, _Placed | None]]:
    """Waivers of the same: those that are alike in all they say first, then in the order in which they stand."""
    was, now = ([*enumerate(version)] for version in (before, after))
    for alike in (_says_the_same, _accepts_the_same):
        for new in [*now]:
            old = next((old for old in was if alike(old[1], new[1])), None)
            if old is not None:
                was.remove(old)
                now.remove(new)
                yield old, new
    yield from ((None, new) for new in now)
    yield from ((old, None) for old in was)


def _says_the_same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _accepts_the_same(one: Any, other: Any) -> bool:
    return _marks(one) == _marks(other)


def _marks(waiver: Any) -> tuple[str, ...]:
    return tuple(waiver.get(key, "") for key in ("fingerprint", "rule", "unit"))


def _judged(pair: Pair, key: str, old: _Placed | None, new: _Placed | None) -> Iterator[Verdict]:
    path: Path = (key, " ".join(filter(None, _marks((new or old or (0, {}))[1]))))
    if old is None and new is not None:
        message = f"{_name(key, new[1])} is accepted until {_end(new[1])}, {_approved(pair, new[1])}"
        fact = Fact("added", path, None, new[1], None, (key, new[0]))
        yield Verdict("waiver-added", fact, message, _marks(new[1]))
    elif new is None and old is not None:
        fact = Fact("removed", path, old[1], None, (key, old[0]), None)
        yield Verdict("waiver-removed", fact, f"{_name(key, old[1])} is no longer accepted.", _marks(old[1]))
    elif old is not None and new is not None:
        (was, before), (now, after) = old, new
        for field in {**before, **after}:
            if before.get(field) != after.get(field):
                fact = _part((*path, field), before, after, (key, was, field), (key, now, field))
                yield _changed(pair, fact, _name(key, after), before, after)


def _part(path: Path, before: Any, after: Any, was: Any, now: Any) -> Fact:
    field = path[-1]
    kind: Any = "added" if field not in before else "removed" if field not in after else "changed"
    here, there = (was if field in before else None), (now if field in after else None)
    return Fact(kind, path, before.get(field), after.get(field), here, there)


def _changed(pair: Pair, fact: Fact, name: str, before: Any, after: Any) -> Verdict:
    field, values = fact.path[-1], (*_marks(after), fact.path[-1], str(fact.old), str(fact.new))
    if field == "expires":
        message = f"{name} is accepted until {_end(after)}, before until {_end(before)}"
        if fact.new > fact.old:
            return Verdict("waiver-extended", fact, f"{message}, {_approved(pair, after)}", values)
        return Verdict("waiver-changed", fact, f"{message}.", values)
    if field == "approver":
        now, was = (pair.role(waiver["approver"]) for waiver in (after, before))
        message = f"{name} is accepted with the approval of {now}, before with that of {was}."
    elif field == "reason":
        was, now = contrasted(fact.old, fact.new)
        message = ended(f"{name} is accepted for another reason: now {now}, before {was}")
    else:
        message = f"{name} is accepted as before; what the waiver says under {field} changed."
    return Verdict("waiver-changed", fact, message, values)


def _name(key: str, waiver: Any) -> str:
    rule, unit, fingerprint = (waiver.get(field) for field in ("rule", "unit", "fingerprint"))
    called = f"The {_LISTS[key]}" + (f' "{rule}"' if rule else "") + (f" at {unit}" if unit else "")
    return f"{called} with the fingerprint {fingerprint}" if fingerprint else called


def _end(waiver: Any) -> str:
    return day_in_words(waiver["expires"])


def _approved(pair: Pair, waiver: Any) -> str:
    reason = " ".join(waiver["reason"].split())
    return ended(f"approved by {pair.role(waiver['approver'])}: {reason}")
