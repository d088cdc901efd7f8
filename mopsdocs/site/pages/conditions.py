"""Conditions such as `region.consent.b2b == "opt-in"` in words, where they are simple enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.in_words import in_words


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it is written, and in words where it could be translated."""

    code: str
    words: str = ""


def condition(code: str | None, names: Mapping[str, str]) -> Condition | None:
    """The condition `code`; `names` are titles of the playbook's variables by id."""
    if code is None:
        return None
    expression = reading(code)
    return Condition(code, "" if isinstance(expression, Flaw) else in_words(expression, names))
