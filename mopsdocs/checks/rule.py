"""What a rule is: how it describes itself, what it is handed and what it yields.

Every rule is one module in `mopsdocs.checks.rules` with a `RULE` and a function `check`. Its docstring is its manual
page. The arguments of `check` follow from the scope:

`Scope.DOCUMENT`   `check(document, library, context)`, once for every document
`Scope.WORKSPACE`  `check(library, context)`, once
`Scope.WAIVERS`    `check(unused, library, context)`, once, after the waivers have been applied

Rules are pure: they read no file, no clock and no terminal. They yield `Finding`s; the runner adds id and level.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mopsdocs.diagnostics import Finding, Pointer, Severity


class Category(StrEnum):
    """What a rule is about. Rules are listed by category."""

    REFERENCES = "references"
    PLANNING = "planning"
    CONTROL = "control"
    CONTENT = "content"
    CONFIGURATION = "configuration"
    FORMAT = "format"


class Scope(StrEnum):
    """What a rule looks at in one call."""

    DOCUMENT = "document"
    WORKSPACE = "workspace"
    WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's description. Ids are stable and never reused; workspace.yml may change the level from `severity`."""

    id: str
    title: str
    category: Category
    severity: Severity
    scope: Scope
    fixed_level: bool = False
    """Whether the level is out of workspace.yml's reach, as it is for what makes a file unreadable."""


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may know besides the documents.

    `broken` are the files that could not become documents. `rules` are all rules by id. `line` gives the line of a
    pointer in the document at a path, for messages that name a second place.
    """

    today: datetime.date
    broken: frozenset[str]
    rules: Mapping[str, Rule]
    line: Callable[[str, Pointer], int]


class RuleModule(Protocol):
    """A module of `mopsdocs.checks.rules`."""

    __doc__: str | None

    @property
    def RULE(self) -> Rule:  # noqa: N802 - a constant of the module
        """What the rule says about itself."""

    @property
    def check(self) -> Callable[..., Iterator[Finding]]:
        """The rule itself; its arguments follow from the scope."""
