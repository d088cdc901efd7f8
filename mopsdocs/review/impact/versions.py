"""Whether the version of a document says how much has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mopsdocs.diagnostics import Severity
from mopsdocs.review.change import ChangeRule, Pair, Verdict
from mopsdocs.review.facts import Fact

RULES: Final = (
    ChangeRule(
        "version-not-bumped",
        Severity.WARNING,
        "A document changed and has the same version",
        "Whoever works by the version cannot see that there is something new.",
        "The version is still 1.0.0; what changed calls for a new major version.",
    ),
    ChangeRule(
        "version-bump-too-small",
        Severity.WARNING,
        "The new version says less than what changed",
        "A weaker control calls for a new major version, other work for a minor one; people skip notes of patches.",
        "The version is 1.1.0 after 1.0.0; what changed calls for a new major version.",
    ),
    ChangeRule(
        "version-raised",
        Severity.INFO,
        "The version alone is higher",
        "Copies and people take it for new, and find nothing new in it.",
        "The version is 2.0.0 after 1.0.0; nothing else changed.",
    ),
    ChangeRule(
        "version-went-back",
        Severity.WARNING,
        "The version is lower than before",
        "Copies and people take it for old.",
        "The version is 0.9.0 after 1.0.0.",
    ),
)

_PARTS: Final = ("major", "minor", "patch")
_CALLS_FOR: Final[Mapping[Severity, int]] = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def judged(pair: Pair, levels: Iterable[Severity]) -> Iterator[Verdict]:
    """The case in two versions of a document, whose other changes have these levels."""
    old, new = ((version or {}).get("version") for version in (pair.before, pair.after))
    if not isinstance(old, str) or not isinstance(new, str) or not pair.facts:
        return
    if old == new and "region" in pair.after:
        return  # the version of a copy is the library's until its region gives it one of its own
    others = [*levels]
    part = _part(others)
    fact = Fact("changed", ("version",), old, new, ("version",), ("version",))  # be it one or not
    was, now = _numbers(old), _numbers(new)
    if was == now:
        message = f"The version is still {old}; what changed calls for a new {_PARTS[part]} version."
        yield Verdict("version-not-bumped", fact, message, (old, _PARTS[part]))
    elif now < was:
        yield Verdict("version-went-back", fact, f"The version is {new} after {old}.", (old, new))
    elif next(place for place in range(3) if was[place] != now[place]) > part:
        message = f"The version is {new} after {old}; what changed calls for a new {_PARTS[part]} version."
        yield Verdict("version-bump-too-small", fact, message, (old, new, _PARTS[part]))
    elif not others:
        yield Verdict("version-raised", fact, f"The version is {new} after {old}; nothing else changed.", (old, new))


def wanted(version: str, levels: Iterable[Severity]) -> str:
    """The lowest version after `version` that says what changed."""
    part, numbers = _part(levels), _numbers(version)
    return ".".join(map(str, (*numbers[:part], numbers[part] + 1, *(0,) * (2 - part))))


def _part(levels: Iterable[Severity]) -> int:
    """Which number of a version has to grow."""
    return min((_CALLS_FOR[level] for level in levels), default=2)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3])
