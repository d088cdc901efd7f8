"""What a judgement about a change looks like, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mopsdocs.diagnostics import Severity
from mopsdocs.documents.identity import name_of
from mopsdocs.documents.model import Settings
from mopsdocs.review.facts import Compared, Fact, compared

Titles = Callable[[str, str], str]
"""The title of an entry by its kind and id, such as the role `privacy-counsel`; the id where nobody knows it."""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """One thing that can happen to a document. Ids are stable and never reused; workspace.yml may change the level.

    ERROR: a control is certainly weaker, or copies break. WARNING: an owner has to decide. INFO: the rest. `why` says
    what the people who run campaigns have from knowing it.
    """

    id: str
    level: Severity
    title: str
    why: str
    example: str


def level_of(rule: ChangeRule, settings: Settings) -> Severity | None:
    """The level of `rule` where `settings` hold; None where it is off."""
    wanted = settings.changes.get(rule.id, rule.level)
    return None if wanted == "off" else Severity(wanted)


@dataclass(frozen=True, slots=True)
class Verdict:
    """That a fact is a case of the rule `id`: in a plain sentence, with the words that it is about."""

    id: str
    fact: Fact
    message: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one document: their values, None where there is none, and what changed between them."""

    kind: str
    before: Any
    after: Any
    compared: Compared
    titles: Titles

    @classmethod
    def of(cls, kind: str, before: Any, after: Any, titles: Titles) -> Pair:
        """Two versions of a document of `kind`, compared."""
        return cls(kind, before, after, compared(kind, before, after), titles)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What changed."""
        return self.compared.facts

    def unit(self, fact: Fact) -> str:
        """The place of a fact by ids: `stages[qa]/steps[test-send]/due`; "" for the document as a whole."""
        return unit_of(self.kind, fact, self.before, self.after)

    def role(self, id: str) -> str:
        """What people call a role."""
        return self.titles("role", id)


def words(fact: Fact) -> tuple[str, ...]:
    """What something was and is, as far as it can be said in a word."""
    return tuple("" if value is None else str(value) for value in (fact.old, fact.new))


def unit_of(kind: str, fact: Fact, before: Any, after: Any) -> str:
    """The place of a fact by ids, in the later version if it is there; "" for the document as a whole."""
    is_there = fact.new_pointer is not None
    value, pointer = (after, fact.new_pointer) if is_there else (before, fact.old_pointer)
    return name_of(kind, value, pointer) if pointer else ""
