"""Conditions such as `region.consent.b2b == "opt-in"` in words, where they are simple enough."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mopsdocs.wording import listed

_PART: Final = r"""(?:"[^"\\]*"|'[^'\\]*'|[a-z_][a-z0-9_.-]*|[0-9]+(?:\.[0-9]+)?)"""
_COMPARISON: Final = re.compile(rf"\s*({_PART})\s*(==|!=|>=|<=|>|<|\bnot\s+in\b|\bin\b)\s*({_PART}|\[[^\[\]]*\])\s*\Z")
_ITEM: Final = re.compile(r"""\s*["']([^"'\\]*)["']\s*\Z""")
_BARE: Final = re.compile(r"\s*(not\s+)?([a-z_][a-z0-9_.-]*)\s*\Z")
_OPERATORS: Final = {
    "==": "is",
    "!=": "is not",
    ">=": "is at least",
    "<=": "is at most",
    ">": "is more than",
    "<": "is less than",
}
_SUBJECTS: Final = {
    "region.consent.b2b": "the region's consent rule for business contacts",
    "region.consent.b2c": "the region's consent rule for consumers",
    "region.code": "the region",
    "region": "the region",
    "region.currency": "the region's currency",
    "region.timezone": "the region's time zone",
    "region.regimes": "the region's laws",
    "channels": "the campaign's channels",
    "tier": "the tier",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it is written, and in words where it could be translated."""

    code: str
    words: str = ""


def condition(code: str | None, names: Mapping[str, str]) -> Condition | None:
    """The condition `code`; `names` are titles of the playbook's variables by id."""
    if code is None:
        return None
    return _condition(code, tuple(sorted(names.items())))


@lru_cache(maxsize=5_000)
def _condition(code: str, names: tuple[tuple[str, str], ...]) -> Condition:
    subjects = {**_SUBJECTS, **{id: f"“{title}”" for id, title in names}}
    for joint in ("or", "and"):
        parts = re.split(rf"\s+{joint}\s+", code)
        if len(parts) > 1:
            both = any(re.search(r"\s(?:and|or)\s", part) for part in parts)
            words = [] if both or "(" in code else [_simple(part, subjects) for part in parts]
            return Condition(code, f" {joint} ".join(words) if words and all(words) else "")
    return Condition(code, _simple(code, subjects))


def _simple(code: str, subjects: Mapping[str, str]) -> str:
    """One comparison or name in words, or '' when it is something else."""
    bare = _BARE.match(code)
    if bare is not None:
        subject = _subject(bare[2], subjects)
        return f"{subject} is {'not ' if bare[1] else ''}set" if subject else ""
    match = _COMPARISON.match(code)
    if match is None:
        return ""
    left, operator, right = match[1], " ".join(match[2].split()), match[3]
    if operator in _OPERATORS:
        subject, value = _subject(left, subjects), _value(right, operator)
        return f"{subject} {_OPERATORS[operator]} {value}" if subject and value else ""
    return _membership(left, operator, right, subjects)


def _membership(left: str, operator: str, right: str, subjects: Mapping[str, str]) -> str:
    if right.startswith("["):
        items = [_ITEM.match(item) for item in right[1:-1].split(",")]
        subject = _subject(left, subjects)
        if not subject or not all(items):
            return ""
        values = [_spoken(item[1]) for item in items if item is not None]
        return f"{subject} is {'none of' if operator == 'not in' else 'one of'} {listed(values, 'or')}"
    value, subject = _value(left, operator), _subject(right, subjects)
    verb = "do not include" if operator == "not in" else "include"
    return f"{subject} {verb} {value}" if subject and value else ""


def _subject(name: str, subjects: Mapping[str, str]) -> str:
    if name[0] in "\"'0123456789":
        return ""
    return subjects.get(name) or name.replace("_", " ").replace(".", " ")


def _value(text: str, operator: str) -> str:
    if text[0] in "\"'":
        return _spoken(text[1:-1])
    if text[0].isdigit():
        return f"{int(text):,}" if "." not in text else text
    return text if text in ("true", "false") and operator in ("==", "!=") else ""


def _spoken(value: str) -> str:
    """A literal as people write it: codes stay, underscores become spaces."""
    return value.replace("_", " ").strip()
