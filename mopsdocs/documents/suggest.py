"""Did you mean …: what somebody who wrote a wrong word most likely wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

KNOWN_ALIASES: Final[Mapping[str, str]] = {
    # regions: everyday names and wrong codes, against ISO 3166
    "uk": "gb",
    "united-kingdom": "gb",
    "great-britain": "gb",
    "england": "gb",
    "usa": "us",
    "united-states": "us",
    "america": "us",
    "germany": "de",
    "deutschland": "de",
    "ger": "de",
    "france": "fr",
    "turkey": "tr",
    "turkiye": "tr",
    "türkiye": "tr",
    "ksa": "sa",
    "saudi-arabia": "sa",
    "saudi": "sa",
    "uae": "ae",
    "emirates": "ae",
    "japan": "jp",
    "china": "cn",
    "australia": "au",
    "canada": "ca",
    "brazil": "br",
    "poland": "pl",
    "romania": "ro",
    # values that other tools write differently
    "yes": "true",
    "no": "false",
    "on": "true",
    "off": "false",
    "done": "completed",
    "complete": "completed",
    "live": "launched",
    "active": "approved",
    "published": "approved",
    "final": "approved",
    "review": "in_review",
    "in-review": "in_review",
    "wip": "draft",
    "critical": "blocker",
    "high": "blocker",
    "medium": "warning",
    "low": "info",
    "error": "blocker",
    "todo": "task",
    "action": "task",
    "testing": "qa",
    "test": "qa",
    "review-stage": "content_review",
    "go-no-go": "go_no_go",
    "optin": "opt-in",
    "optout": "opt-out",
    "monday": "mon",
    "tuesday": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
    # keys that people try first
    "name": "title",
    "description": "summary",
    "owner_role": "owner",
    "deadline": "due",
    "due_date": "due",
    "assignee": "responsible",
    "approver": "approvers",
    "duration": "effort",
    "estimate": "effort",
    "dependencies": "depends_on",
    "needs": "depends_on",
    "requires": "depends_on",
    "tool": "tools",
    "condition": "when",
    "if": "when",
    "holiday": "holidays",
    "holidays_country": "holidays",
    "time_zone": "timezone",
    "languages": "locales",
    "phases": "stages",
    "tasks": "steps",
}
"""Words with a known meaning that no edit distance finds; tried in lower case."""


def closest(word: str, candidates: Iterable[str], synonyms: Mapping[str, str] | None = None) -> str | None:
    """The candidate that was most likely meant by `word`, or None.

    A known alias or a synonym of a candidate wins; else the smallest edit distance (insert, delete, replace, swap),
    as long as no more than a third of the word is wrong. Of equally near candidates the alphabetically first.
    """
    pool = sorted(set(candidates))
    lowered = word.lower()
    for spelling in (lowered, lowered.replace(" ", "-"), lowered.replace(" ", "_")):
        if spelling in pool and spelling != word:
            return spelling
        alias = KNOWN_ALIASES.get(spelling)
        if alias in pool:
            return alias
    if synonyms and lowered in synonyms and synonyms[lowered] in pool:
        return synonyms[lowered]
    limit = max(1, len(word) // 3)
    near = [(distance(lowered, candidate.lower(), limit), candidate) for candidate in pool]
    best = min(near, default=(limit + 1, ""))
    return best[1] if best[0] <= limit else None


def distance(left: str, right: str, limit: int) -> int:
    """Edits that turn `left` into `right`, a swap of neighbours counting once; `limit` + 1 when there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row = row, [i] + [0] * len(right)
        for j, b in enumerate(right, 1):
            row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
        before = previous
    return min(row[-1], limit + 1)
