"""Values of a playbook as one plain text each, for pages that show two versions side by side."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from mopsdocs.documents.library import Library
from mopsdocs.documents.loader import load
from mopsdocs.documents.timing import offset, period_in_words
from mopsdocs.regions.paths import MISSING
from mopsdocs.site.pages.conditions import condition
from mopsdocs.site.pages.labels import effort, inline, label

_TITLES: Final = ("title", "text", "name", "term", "metric", "role", "id")
_ROLES: Final = ("role",)
_TOOLS: Final = ("tool",)
_GUIDES: Final = ("process", "playbook")
_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "responsible": _ROLES,
    "accountable": _ROLES,
    "consulted": _ROLES,
    "informed": _ROLES,
    "owner": _ROLES,
    "escalate_to": _ROLES,
    "role": _ROLES,
    "tools": _TOOLS,
    "how_to": _GUIDES,
    "related": _GUIDES,
    "metric": ("metric",),
    "guardrail": ("metric",),
    "segments": ("segment",),
}
_ENUMS: Final = frozenset({"status", "severity", "kind", "type", "evidence", "maturity", "anchor"})
_ENUM_LISTS: Final = frozenset({"channels", "decisions"})
_WORDS: Final = frozenset({"version", "target", "recurs", "tier", "default", "region", "schema_version"})
"""Fields with one word or number that needs no quotation marks."""


def title_in(item: Any, otherwise: str) -> str:
    """What people call an item of a list."""
    found = (item.get(name) for name in _TITLES) if isinstance(item, Mapping) else ()
    return next((name for name in found if isinstance(name, str) and name), otherwise)


def written(text: str | None, field: str) -> Any:
    """The value in the lines of one unit, `due: -10bd` or `- id: x`; the text itself where it cannot be read."""
    if text is None:
        return MISSING
    value = load(text).value
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if isinstance(value, Mapping):
        return value.get(field, value)
    return text if value is None else value


class PlainValues:
    """Puts values of one playbook into words. `variables` are titles of its variables by id."""

    def __init__(self, library: Library, steps: Mapping[str, str], variables: Mapping[str, str]) -> None:
        self._library = library
        self._variables = variables
        self._steps = steps
        self._words: Mapping[str, Callable[[str], str]] = {
            "due": lambda text: offset(text).in_words(),
            "quorum": lambda text: _QUORUM.get(text, text),
            "sla": period_in_words,
            "close_before": period_in_words,
            "effort": effort,
            "last_reviewed": _day,
            "licence_expires": _day,
            "when": self._condition,
            "depends_on": lambda id: self._steps.get(id, id),
        }

    def text(self, field: str, value: Any) -> str:
        """`value`, which stands under the key `field`, in words; '' for nothing."""
        if value is MISSING or value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return self._list(field, value)
        if isinstance(value, Mapping):
            return self._item(value)
        return self._one(field, str(value))

    def is_prose(self, field: str, *values: Any) -> bool:
        """Whether the values under the key `field` are what somebody wrote, and not names, days or numbers."""
        if field in _NAMED or field in _ENUMS or field in _ENUM_LISTS or field in self._words or field in _WORDS:
            return False
        return any(isinstance(value, (str, Mapping)) for value in values)

    def _list(self, field: str, items: list[Any]) -> str:
        texts = [self.text(field, item) for item in items]
        plain = all(isinstance(item, str) for item in items) and max(map(len, texts), default=0) <= _LONG_ITEM
        return (", " if plain else "\n").join(texts)

    def _item(self, value: Mapping[str, Any]) -> str:
        """A checklist item, an approver, a link: its title first, then the rest."""
        rest = {key: each for key, each in value.items() if key not in ("id", "previous_ids")}
        head = next((key for key in _TITLES if key in rest), None)
        first = [self.text(head, rest.pop(head))] if head is not None else []
        others = [f"{field_label(key)}: {self.text(key, each)}" for key, each in rest.items()]
        return "\n".join([*first, *others]) if len(rest) > _FEW else "; ".join([*first, *others])

    def _one(self, field: str, text: str) -> str:
        kinds = _NAMED.get(field)
        if kinds is not None:
            entry = self._library.named(kinds, text)
            return entry.title if entry is not None else text
        if field in _ENUMS or field in _ENUM_LISTS:
            return inline(text)
        with suppress(ValueError, KeyError):  # an old version may have what nobody accepts any more
            return self._words[field](text)
        return text.strip()

    def _condition(self, code: str) -> str:
        found = condition(code, self._variables)
        return found.words or found.code if found is not None else ""


_QUORUM: Final = {"any": "one is enough", "all": "all"}
_LONG_ITEM: Final = 40
_FEW: Final = 3


def _day(text: str) -> str:
    day = datetime.date.fromisoformat(text)
    return f"{day.day} {day:%B} {day.year}"


_FIELDS: Final[Mapping[str, str]] = {
    "accountable": "Answers for it",
    "answers": "Questions it answers",
    "anchor": "Day 0",
    "approvers": "Who decides",
    "assets": "What has to be produced",
    "can_outsource": "Outside help",
    "checklist": "Check",
    "close_before": "Closes",
    "consulted": "Ask",
    "criteria": "A yes means",
    "decisions": "Possible answers",
    "depends_on": "Needs first",
    "escalate_to": "Decides without an answer",
    "evidence": "Keep as proof",
    "how_to": "How to",
    "informed": "Tell",
    "kpis": "How success is measured",
    "links": "Read more",
    "maturity": "Suits",
    "quorum": "How many must agree",
    "rationale": "Why",
    "recurs": "Repeats",
    "responsible": "Does it",
    "segments": "Who it is for",
    "severity": "Weight",
    "sla": "SLA",
    "synonyms": "Also called",
    "variables": "What you decide for each campaign",
    "when": "Only when",
}


def field_label(field: str) -> str:
    """What the site calls a field of a playbook: `due` is `Due`, `responsible` is `Does it`."""
    return _FIELDS.get(field) or label(field)
