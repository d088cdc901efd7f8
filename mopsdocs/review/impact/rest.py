"""What no other rule speaks of: it is told all the same, because a change that nobody sees is none to anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.units import Path
from mopsdocs.documents.wording import shown
from mopsdocs.review.change import ChangeRule, Pair, Verdict, words
from mopsdocs.review.facts import Fact
from mopsdocs.review.impact.names import changed_ids, is_step, place
from mopsdocs.review.impact.work import waits_for_the_same

RULES: Final = (
    ChangeRule("field-changed", Severity.INFO, "Something else changed", "Whoever works with that field has to know."),
)

_SPOKEN_FOR: Final[Mapping[str, int]] = {
    "version": 1,
    "holidays": 1,
    "send_window": 1,
    "origin": 1,
    "required_steps": 2,
}
"""Fields of which one verdict speaks for everything below so many names of a path."""

_SAID: Final = {"added": "is new", "removed": "is gone", "reordered": "comes in another order"}


def judged(pair: Pair, told: Iterable[Verdict]) -> Iterator[Verdict]:
    """The cases among the facts of which nobody has `told`."""
    spoken = {_whole(verdict.fact.path) for verdict in told}
    facts = {id(verdict.fact) for verdict in told}
    ids = changed_ids(pair)
    for fact in pair.facts:
        whole = _whole(fact.path)
        is_told = id(fact) in facts or (whole in spoken and fact.path[0] in _SPOKEN_FOR)
        is_part = fact.path == ("version",) or (is_step(fact) and fact.path[2] in ids) or waits_for_the_same(pair, fact)
        if not is_told and not is_part:
            yield Verdict("field-changed", fact, f"{place(pair, fact)} {_said(fact)}.", words(fact))


def _whole(path: Path) -> Path:
    return path[: _SPOKEN_FOR.get(path[0], len(path))] if path else path


def _said(fact: Fact) -> str:
    if fact.kind in _SAID:
        return _SAID[fact.kind]
    old, new = fact.old, fact.new
    return f"is now {shown(new)}, before {shown(old)}" if _is_short(old) and _is_short(new) else "changed"


def _is_short(value: Any) -> bool:
    return not isinstance(value, (dict, list)) and len(str(value)) <= 60
