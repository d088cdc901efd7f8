"""What a change of a regional copy is: the library's, brought by a sync, or the region's own.

What the library changed was judged where it changed. So of a copy that a sync brought up to date one line is told, and
only what it does otherwise is looked at: whether its origin says the truth, and whether its gates got weaker than those
of the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.opened import same
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import MISSING, OWN, path_of, value_at
from mopsdocs.review.change import ChangeRule, Pair, Titles, Verdict, words
from mopsdocs.review.facts import Fact, facts
from mopsdocs.review.impact import gates
from mopsdocs.review.nearby import nearest
from mopsdocs.wording import counted, listed

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final = (
    ChangeRule(
        "origin-edited-by-hand",
        _ERROR,
        "What a copy says about its origin is not true",
        "The next sync takes changes for done that the copy does not have, and nobody will hear of them again.",
        "The origin says that the copy is in step with newsletter 1.0.0, but it lacks the change of write / due.",
    ),
    ChangeRule(
        "copy-weakens-library-gate",
        _ERROR,
        "A gate is weaker in one region than in the library",
        "The library promises a control that campaigns of this region do not have.",
        'In Somewhere alone: privacy-counsel no longer has to agree at the gate "Go or no-go".',
    ),
    ChangeRule(
        "library-change-declined",
        _WARNING,
        "A copy refuses a change of the library for good",
        "Later syncs do not offer it again, so the region works otherwise than everybody else from now on.",
        "The copy keeps its own stages[plan]/steps[write]/due, whatever the library changes there.",
    ),
    ChangeRule(
        "copy-behind",
        _WARNING,
        "Copies do not have a change of their playbook yet",
        "The regions go on working by the old text until somebody runs mopsdocs sync.",
        "Somewhere has a copy that needs a sync.",
    ),
    ChangeRule(
        "copy-in-step",
        _INFO,
        "A copy is in step with another version of its playbook",
        "The region works by what the library had then.",
        "The copy takes over 1 change of its playbook and is in step with version 1.0.0, in a later text.",
    ),
)

Bases = Mapping[str, Any]
"""What library texts mean that copies were made from, by checksum: those that the library is known to have had."""

_WEAKER: Final = frozenset(rule.id for rule in gates.RULES if rule.level is _ERROR)


@dataclass(frozen=True, slots=True)
class Judged:
    """Two versions of a copy without what a sync brought, and what is to be said of the origin."""

    own: Pair
    found: tuple[Verdict, ...]


def is_copy(value: Any) -> bool:
    """Whether the value of a playbook is that of a regional copy that says where it comes from."""
    return isinstance(value, Mapping) and "region" in value and "origin" in value


def judged(pair: Pair, bases: Bases | None) -> Judged:
    """What `pair`, two versions of a copy, is apart from what came from the library.

    Without `bases` nothing is taken for the library's, and nobody asks whether the origin says the truth.
    """
    before, after = (version.get("origin") or {} for version in (pair.before, pair.after))
    was, now = ((bases or {}).get(origin.get("sha256", "")) for origin in (before, after))
    upstream = facts(pair.kind, was, now) if was is not None and now is not None else ()
    theirs = _Known(upstream)
    own = tuple(fact for fact in pair.facts if not theirs.has(fact))
    found: list[Verdict] = []
    told = [fact for fact in own if fact.path[:1] == ("origin",)]
    if told and before:
        lacking = _lacking(pair, upstream, after.get("kept", ()))
        untrue = _untrue(told[0], pair.after, now, lacking) if bases is not None else ()
        found = [*untrue, *_declined(pair, told)]
        moved = next((fact for fact in told if fact.path[-1] in ("version", "sha256")), None)
        if moved is not None:
            found.append(_in_step(moved, before, after, len(pair.facts) - len(own)))
    left = tuple(fact for fact in own if fact not in told) if found else own
    return Judged(replace(pair, compared=replace(pair.compared, facts=left)), tuple(found))


def weaker_than_library(pair: Pair, found: Sequence[Verdict], bases: Bases) -> list[Verdict]:
    """What was `found` of a copy, with those gates told apart that are now weaker than the library's."""
    library = bases.get((pair.after.get("origin") or {}).get("sha256", ""))
    if library is None or _WEAKER.isdisjoint(verdict.id for verdict in found):
        return [*found]
    weaker = {(one.id, one.fact.path, one.values) for one in _weaker(library, pair)}
    return [_alone(one, pair) if (one.id, one.fact.path, one.values) in weaker else one for one in found]


def came(pair: Pair, fact: Fact, bases: Bases) -> Iterator[Verdict]:
    """What is to be said of a copy that is new; of `pair` the later version counts, `fact` is that it came."""
    origin = pair.after["origin"]
    library = bases.get(origin["sha256"])
    yield from _untrue(fact, pair.after, library, [])
    for one in _weaker(library, pair) if library is not None else ():
        here = one.fact.new_pointer or nearest(library, pair.after, one.fact.old_pointer or ())
        yield _alone(replace(one, fact=replace(one.fact, old_pointer=None, new_pointer=here)), pair)


def behind(regions: Sequence[str], titles: Titles) -> Verdict:
    """The case of a library playbook whose change the copies of `regions` do not have; there is one at least."""
    verb = "has" if len(regions) == 1 else "have"
    message = f"{listed(titles('region', code) for code in regions)} {verb} a copy that needs a sync."
    return Verdict("copy-behind", Fact("changed", (), None, None, (), ()), message, tuple(regions))


class _Known:
    """Facts, to be looked up."""

    def __init__(self, known: Sequence[Fact]) -> None:
        self.by_place: dict[tuple[str, Path], Fact] = {(fact.kind, fact.path): fact for fact in known}

    def has(self, fact: Fact) -> bool:
        twin = self.by_place.get((fact.kind, fact.path))
        return twin is not None and same(twin.old, fact.old) and same(twin.new, fact.new)


def _untrue(fact: Fact, copy: Any, library: Any, lacking: Sequence[str]) -> Iterator[Verdict]:
    """What the origin of `copy` says and is not so; `library` is the text that it names."""
    id, origin = copy["id"], copy["origin"]
    says = f"{origin['playbook']} {origin['version']}"
    if library is None:
        message = f"The origin names a text of {says} that the library does not have, nor had where this begins."
    elif origin["playbook"] != id:
        message = f'The origin is a text of "{origin["playbook"]}", but this is a copy of "{id}".'
    elif (library.get("id"), library.get("version")) != (origin["playbook"], origin["version"]):
        is_in_fact = f"{library.get('id')} {library.get('version')}"
        message = f"The origin speaks of {says}, but the text it names by its checksum is {is_in_fact}."
    elif lacking:
        more = f" and {counted(len(lacking) - 1, 'other change')}" if len(lacking) > 1 else ""
        message = (
            f"The origin says that the copy is in step with {says}, but it lacks the change of {lacking[0]}{more}."
        )
    else:
        return
    yield Verdict("origin-edited-by-hand", fact, message, (origin["sha256"],))


def _lacking(pair: Pair, upstream: Sequence[Fact], kept: Sequence[str]) -> list[str]:
    """What the library changed and a copy does not have although it had no edit of its own there, place by place."""
    declined = [path_of(unit) for unit in kept]
    found = []
    for fact in upstream:
        is_declined = any(fact.path[: len(path)] == path or path[: len(fact.path)] == fact.path for path in declined)
        if fact.kind not in ("added", "removed", "changed") or not fact.path or fact.path[0] in OWN or is_declined:
            continue
        old = MISSING if fact.kind == "added" else fact.old
        if all(_same(value_at(version, fact.path), old) for version in (pair.before, pair.after)):
            found.append(" / ".join(name for name in fact.path if name not in ("stages", "steps")))
    return found


def _declined(pair: Pair, told: Sequence[Fact]) -> Iterator[Verdict]:
    """The units that a copy keeps from now on, whatever the library makes of them."""
    fact = next((fact for fact in told if fact.path[:2] == ("origin", "kept")), None)
    if fact is None:
        return
    before, after = ((version["origin"].get("kept") or []) for version in (pair.before, pair.after))
    for unit in after:
        if unit not in before:
            message = f"The copy keeps its own {unit}, whatever the library changes there."
            yield Verdict("library-change-declined", fact, message, (unit,))


def _in_step(fact: Fact, before: Any, after: Any, taken: int) -> Verdict:
    what = f"takes over {counted(taken, 'change')} of its playbook and " if taken else ""
    old, new = before.get("version"), after["version"]
    of = f"version {new} of its playbook" if not taken else f"version {new}"
    since = f", before with {old}" if old != new else ", in a later text"
    return Verdict("copy-in-step", fact, f"The copy {what}is in step with {of}{since}.", words(fact))


def _weaker(library: Any, pair: Pair) -> Iterator[Verdict]:
    """Where the gates of a copy are weaker than those of the text that it comes from."""
    return (one for one in gates.judged(Pair.of(pair.kind, library, pair.after, pair.titles)) if one.id in _WEAKER)


def _alone(verdict: Verdict, pair: Pair) -> Verdict:
    region = pair.titles("region", pair.after["region"])
    message = f"In {region} alone: {verdict.message}"
    return replace(verdict, id="copy-weakens-library-gate", message=message, values=(verdict.id, *verdict.values))


def _same(one: Any, other: Any) -> bool:
    return one is other or (one is not MISSING and other is not MISSING and same(one, other))
