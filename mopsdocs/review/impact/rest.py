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
    ChangeRule(
        "field-changed",
        Severity.INFO,
        "Something else changed",
        "Whoever works with that field has to know.",
        'The quorum of the gate "Go or no-go" is now 3, before "all".',
    ),
)

_SPOKEN_FOR: Final[Mapping[tuple[str, str], int]] = {
    ("playbook", "origin"): 1,
    ("region", "holidays"): 1,
    ("region", "send_window"): 1,
    ("region", "required_steps"): 2,
    ("waivers", "waivers"): 1,
    ("waivers", "changes"): 1,
}
"""Fields, by kind, of which one verdict speaks for everything below so many names of a path."""

_SAID: Final = {
    "added": ("is new", "are new"),
    "removed": ("is gone", "are gone"),
    "reordered": ("comes in another order", "come in another order"),
}


def judged(pair: Pair, told: Iterable[Verdict]) -> Iterator[Verdict]:
    """The cases among the facts of which nobody has `told`."""
    spoken = {_whole(pair.kind, verdict.fact.path) for verdict in told}
    facts = {id(verdict.fact) for verdict in told}
    ids = changed_ids(pair)
    for fact in pair.facts:
        whole = _whole(pair.kind, fact.path)
        is_told = id(fact) in facts or (whole in spoken and (pair.kind, *whole[:1]) in _SPOKEN_FOR)
        is_part = fact.path == ("version",) or (is_step(fact) and fact.path[2] in ids) or waits_for_the_same(pair, fact)
        if not is_told and not is_part:
            yield Verdict("field-changed", fact, f"{place(pair, fact)} {_said(fact)}.", words(fact))


def _whole(kind: str, path: Path) -> Path:
    return path[: _SPOKEN_FOR.get((kind, path[0]), len(path))] if path else path


def _said(fact: Fact) -> str:
    if fact.kind in _SAID:
        return _SAID[fact.kind][_is_plural(fact)]
    old, new = fact.old, fact.new
    return f"is now {shown(new)}, before {shown(old)}" if _is_short(old) and _is_short(new) else "changed"


def _is_short(value: Any) -> bool:
    return not isinstance(value, (dict, list)) and len(str(value)) <= 60


def _is_plural(fact: Fact) -> bool:
    """Whether a fact is about a field that has several values and says so, such as `synonyms`."""
    pointer = fact.old_pointer if fact.new_pointer is None else fact.new_pointer
    key = pointer[-1] if pointer else None
    return isinstance(key, str) and key.endswith("s") and isinstance(fact.new or fact.old, (dict, list))
