"""What a rule is: how it describes itself, what it is handed and what it yields.

Every rule is a line in `mopsdocs.checks.rules` and a module there with a function `check`. The module's docstring is
the rule's manual page. The arguments of `check` follow from the scope:

`Scope.DOCUMENT`   `check(document, context)`, once for every document, with a `DocumentContext`
`Scope.WORKSPACE`  `check(library, context)`, once, with a `LibraryContext`
`Scope.BOTH`       as for the workspace, and `check_document(document, context)` for what needs the document alone
`Scope.WAIVERS`    `check(unused, library, context)`, once, after the waivers have been applied

Rules are pure: they read no file, no clock and no terminal. They yield `Finding`s; the runner adds id and level.
What a document rule finds depends on the document and the settings alone, so it is remembered for as long as
neither changes and can be found in another process. Rules over the workspace run every time.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from mopsdocs.checks.facts.steps import PlacedStep, steps_by_id
from mopsdocs.diagnostics import Finding, Pointer, Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Settings


class Category(StrEnum):
    """What a rule is about. Rules are listed by category."""

    REFERENCES = "references"
    PLANNING = "planning"
    CONTROL = "control"
    LAW = "law"
    CATALOGUE = "catalogue"
    CONTENT = "content"
    CONFIGURATION = "configuration"
    FORMAT = "format"


class Scope(StrEnum):
    """What a rule looks at in one call."""

    DOCUMENT = "document"
    WORKSPACE = "workspace"
    BOTH = "document and workspace"
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
    inherits: bool = False
    """Whether a finding in a regional copy is left out where its playbook has the same one, with the same `values`."""


@dataclass(frozen=True)
class DocumentContext:
    """What rules may know besides the document. `line` gives the line of a pointer in it, for messages."""

    settings: Settings
    line: Callable[[Pointer], int]
    document: Document

    @cached_property
    def steps(self) -> Mapping[str, PlacedStep]:
        """The steps of the document by id, for all rules that want them."""
        return steps_by_id(self.document.model)


@dataclass(frozen=True, slots=True)
class LibraryContext:
    """What rules may know besides the documents.

    `broken` are the files whose names are not all known, because they could not be read. `rules` are all rules by id.
    `line` gives the line of a pointer in the document at a path, for messages that name a second place. `before` are
    documents as they were at the commit that the user compares with, by path; empty where nothing is compared.
    """

    today: datetime.date
    broken: frozenset[str]
    rules: Mapping[str, Rule]
    line: Callable[[str, Pointer], int]
    before: Mapping[str, Document] = field(default_factory=dict)


class RuleModule(Protocol):
    """A module of `mopsdocs.checks.rules`."""

    __doc__: str | None

    @property
    def check(self) -> Callable[..., Iterator[Finding]]:
        """The rule itself; its arguments follow from the scope."""
