"""What a finding looks like, whoever found it: the loader, a schema or a rule."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec

Pointer = tuple[str | int, ...]
"""Way from the root of a document to a value: keys and list positions, `("stages", 0, "title")`."""


class Severity(StrEnum):
    """How much a finding weighs. An error makes `validate` fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return _RANK[self]


_RANK: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Splice(msgspec.Struct, frozen=True, tag=True):
    """A safe edit: characters `start` to `end` of the file's text become `text`."""

    start: int
    end: int
    text: str


class AddKey(msgspec.Struct, frozen=True, tag=True):
    """A safe edit: the mapping at `pointer` gets the missing `key` with `value`, where the format has it.

    A `placeholder` is a value that somebody still has to replace, and a finding itself until then.
    """

    pointer: Pointer
    key: str
    value: Any
    placeholder: bool = False


class SortItems(msgspec.Struct, frozen=True, tag=True):
    """A safe edit: the items of the list at `pointer`, whose order means nothing, are sorted by what names them."""

    pointer: Pointer


Fix = Splice | AddKey | SortItems
"""What mends a finding without anybody's judgement. `mopsdocs validate --fix` applies it to the file's text."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding is about; `message` says what stands there. Numbers count as in `Diagnostic`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding with its place.

    `path` is relative to the workspace, with forward slashes. Lines and columns count from 1 and the end is
    exclusive. `unit` names the place by ids (`webinar/stages[qa]/steps[test-send]`), so it outlives edits above it.
    `values` are the words that the finding is about; with the rule and the unit they make the fingerprint.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str = ""
    pointer: Pointer = ()
    unit: str = ""
    values: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def fixable(self) -> bool:
        """Whether `validate --fix` mends it. Advice is never traded for a placeholder, which weighs more."""
        if isinstance(self.fix, AddKey) and self.fix.placeholder:
            return self.severity is Severity.ERROR
        return self.fix is not None

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when the file moves, grows or the message is reworded."""
        return fingerprint(self.rule, self.unit or self.path, self.values)


def fingerprint(rule: str, place: str, values: Iterable[str]) -> str:
    """What tells a finding, or a change, from others: its rule, its place by ids, and the words that it is about."""
    parts = "\0".join((rule, place, *values))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def json_pointer(pointer: Pointer) -> str:
    """`pointer` as RFC 6901 text: `/stages/0/title`; the empty string is the whole document."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in pointer)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted for output: by file, then place, then rule."""
    return sorted(diagnostics, key=lambda d: (d.path, d.line, d.column, d.rule, d.message))


@dataclass(frozen=True, slots=True)
class Mention:
    """A second place that a finding is about; `message` says what stands there."""

    path: str
    pointer: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a pointer of a document, before anybody looked up where that stands in the text.

    `on_key` marks the key rather than the value, `part` only those characters of a text. `values` are the words it is
    about (see Diagnostic). What mends it is `replacement`, text for the key or value itself, or `edit`.
    """

    path: str
    pointer: Pointer
    message: str
    hint: str = ""
    values: tuple[str, ...] = ()
    on_key: bool = False
    replacement: str | None = None
    edit: AddKey | SortItems | None = None
    related: tuple[Mention, ...] = ()
    part: tuple[int, int] | None = None
