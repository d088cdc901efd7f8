"""Open conflicts of a copy, in the file `<copy>.conflicts.json` beside it until all of them are resolved."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Final, cast, get_args

from mopsdocs.errors import MopsError
from mopsdocs.regions.merging.outcome import Choice, Conflict, Question, What

SUFFIX: Final = ".conflicts.json"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One conflict, the lines in the copy that it is about (from 1, None when it has none), and what was chosen."""

    conflict: Conflict
    lines: tuple[int, int] | None
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class ConflictFile:
    """What is open in the copy at the path `document`.

    `base` and `theirs` are the checksums of the library text it was made from and of the one to be taken over, which is
    `version`. Both texts are kept as bases.
    """

    document: str
    base: str
    theirs: str
    version: str
    conflicts: tuple[OpenConflict, ...]

    @property
    def unresolved(self) -> tuple[OpenConflict, ...]:
        """Those that nobody has chosen about."""
        return tuple(each for each in self.conflicts if each.choice is None)

    @property
    def choices(self) -> dict[Question, Choice]:
        """What was chosen so far."""
        return {each.conflict.question: each.choice for each in self.conflicts if each.choice is not None}

    def choosing(self, unit: str, choice: Choice) -> ConflictFile:
        """The same with a choice about every conflict of a unit."""
        made = (replace(each, choice=choice) if each.conflict.unit == unit else each for each in self.conflicts)
        return replace(self, conflicts=tuple(made))

    def text(self) -> str:
        """The file."""
        return (
            json.dumps(
                {
                    "version": VERSION,
                    "document": self.document,
                    "base": self.base,
                    "theirs": self.theirs,
                    "upstream_version": self.version,
                    "conflicts": [_written(each) for each in self.conflicts],
                },
                indent=2,
                ensure_ascii=False,
            )
            + "\n"
        )


def read_conflicts(text: str, path: str) -> ConflictFile:
    """The open conflicts in the file at `path`; raises MopsError when it is damaged."""
    try:
        value = json.loads(text)
        if value["version"] != VERSION:
            raise ValueError
        conflicts = tuple(_read(each) for each in value["conflicts"])
        document, base, theirs, version = (
            str(value[key]) for key in ("document", "base", "theirs", "upstream_version")
        )
        return ConflictFile(document, base, theirs, version, conflicts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "Delete it and sync again: the copy has your values, and the sync finds the conflicts anew."
        raise MopsError(f"{path} is damaged.", hint) from None


def _written(each: OpenConflict) -> dict[str, Any]:
    conflict = each.conflict
    return {
        "unit": conflict.unit,
        "path": list(conflict.path),
        "what": conflict.what,
        "base": conflict.base,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "reason": conflict.reason,
        "lines": list(each.lines) if each.lines else None,
        "choice": each.choice,
    }


def _read(value: dict[str, Any]) -> OpenConflict:
    base, ours, theirs = texts = [value[key] for key in ("base", "ours", "theirs")]
    if value["what"] not in get_args(What) or value["choice"] not in (None, *get_args(Choice)):
        raise ValueError
    if not all(isinstance(key, str) for key in (value["unit"], value["reason"], *value["path"])):
        raise ValueError
    if not all(text is None or isinstance(text, str) for text in texts):
        raise ValueError
    lines = value["lines"]
    span = (int(lines[0]), int(lines[1])) if lines else None
    what = cast(What, value["what"])
    conflict = Conflict(value["unit"], tuple(value["path"]), what, base, ours, theirs, value["reason"])
    return OpenConflict(conflict, span, value["choice"])
