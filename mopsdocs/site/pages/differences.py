"""What a regional copy and its library playbook say differently, in the words of the people who run it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mopsdocs.documents.library import Library
from mopsdocs.documents.units import Path
from mopsdocs.regions.paths import MISSING, stage_of, value_at
from mopsdocs.site.pages.labels import uncapped
from mopsdocs.site.pages.plain_values import PlainValues, field_label, title_in, written

if TYPE_CHECKING:
    from mopsdocs.regions.merging.changes import Change
    from mopsdocs.regions.merging.outcome import Conflict, What

_SHORT: Final = 80
_WHATS: Final[Mapping[What, str]] = {
    "changed": "",
    "added": "",
    "comment": "both changed the comments in the file",
    "removed-here": "removed here, and changed in the library since",
    "removed-there": "changed here, and removed from the library since",
    "moved": "both moved it, each to another place",
    "order": "both sorted it anew, each in another order",
    "unfit": "the library's change does not fit what is here",
}
_NOTES: Final[Mapping[tuple[str, bool], str]] = {
    ("added", True): "only here",
    ("removed", True): "removed here",
    ("changed", True): "written anew here",
    ("added", False): "new in the library",
    ("removed", False): "no longer in the library",
    ("changed", False): "written anew in the library",
}
"""For whole steps, stages and gates: what happened to them, and whether it happened in the copy."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What `subject` is here and in the library, as plain text; '' for nothing. A `note` says it without values.

    `quoted` texts are what somebody wrote, and not the name of something.
    """

    subject: str
    here: str = ""
    library: str = ""
    note: str = ""
    quoted: bool = False

    @property
    def long(self) -> bool:
        """Whether the library's wording takes more than a line."""
        return len(self.library) > _SHORT or "\n" in self.library

    @property
    def long_here(self) -> bool:
        """Whether the wording here takes more than a line."""
        return len(self.here) > _SHORT or "\n" in self.here


@dataclass(frozen=True, slots=True)
class Decision:
    """A conflict: what it is about, its anchor on the page ('' for none), and both versions."""

    difference: Difference
    anchor: str


class Wording:
    """Words for what differs between a copy and its library playbook, whose value is None where it is gone."""

    def __init__(self, library: Library, copy: Mapping[str, Any], source: Mapping[str, Any] | None) -> None:
        self._copy = copy
        self._source = source
        both = [value for value in (source, copy) if value is not None]
        steps = {step["id"]: step["title"] for value in both for stage in value["stages"] for step in stage["steps"]}
        variables = {each["id"]: each["title"] for value in both for each in value.get("variables", ())}
        self._values = PlainValues(library, steps, variables)

    def difference(self, change: Change, *, whole: bool, found_in_copy: bool) -> Difference:
        """A change in words; not `whole` without the step that it is in.

        `found_in_copy` says that the change leads from the library to the copy, and not the other way.
        """
        subject = self._subject(change.path, change.new or change.old, whole)
        if change.kind == "order":
            return Difference(subject, note="in another order than in the library")
        if change.kind == "moved":
            return Difference("Stage", self._stage(self._copy, change.path), self._stage(self._source, change.path))
        here = value_at(self._copy, change.path)
        library = (
            value_at(self._source, change.path) if self._source is not None else change.old if found_in_copy else None
        )
        if self._is_item(change.path):
            return Difference(subject, note=_NOTES[change.kind, found_in_copy])
        return self._both(subject, _field(change.path), here, library)

    def decision(self, conflict: Conflict, *, whole: bool) -> Decision:
        """A conflict in words; not `whole` without the step that it is in."""
        path = conflict.question[0]
        subject = self._subject(path, None, whole)
        anchor = self._anchor(path)
        note = conflict.reason or _WHATS[conflict.what]
        if note or self._is_item(path):
            return Decision(Difference(subject, note=note or "changed in both"), anchor)
        field = _field(path)
        here, library = (written(text, path[-1]) for text in (conflict.ours, conflict.theirs))
        return Decision(self._both(subject, field, here, library), anchor)

    def _both(self, subject: str, field: str, here: Any, library: Any) -> Difference:
        here_text, library_text = self._values.text(field, here), self._values.text(field, library)
        return Difference(subject, here_text, library_text, quoted=self._values.is_prose(field, here, library))

    def subject(self, path: Path) -> str:
        """What a unit is called: `Step “Write the brief”: due`."""
        return self._subject(path, None, whole=True)

    def _subject(self, path: Path, item: Any, whole: bool) -> str:
        if not path:
            return "The whole file"
        if path[:2] == ("stages", "steps") and len(path) > 2:
            rest = self._below(path, 3)
            place = f"Step “{self._title(path[:3], item if len(path) == 3 else None)}”"
            return rest if rest and not whole else f"{place}, {uncapped(rest)}" if rest else place
        if path[0] == "stages" and len(path) > 1:
            return self._in_stage(path, item)
        return self._below(path, 0)

    def _in_stage(self, path: Path, item: Any) -> str:
        if path[2:3] == ("gate",):
            place, rest = f"Gate “{self._title(path[:3], item if len(path) == 3 else None)}”", self._below(path, 3)
        else:
            place, rest = f"Stage “{self._title(path[:2], item if len(path) == 2 else None)}”", self._below(path, 2)
        return f"{place}, {uncapped(rest)}" if rest else place

    def _below(self, path: Path, depth: int) -> str:
        """The rest of a path from `depth` on: a field, an item of it by its title, a field of that."""
        rest = path[depth:]
        if not rest:
            return ""
        words = field_label(rest[0])
        if len(rest) > 1 and rest[0] == "brief":
            return f"{words}: {uncapped(field_label(rest[1]))}"
        if len(rest) > 2 or (len(rest) == 2 and rest[0] != "checklist"):
            words = f"{words} “{self._title(path[: depth + 2], None)}”"
        return f"{words}: {uncapped(field_label(rest[2]))}" if len(rest) > 2 else words

    def _title(self, path: Path, item: Any) -> str:
        for value in (self._copy, self._source):
            found = value_at(value, path)
            item = item if found is MISSING else found
            if found is not MISSING:
                break
        title = title_in(item, path[-1])
        named = _field(path) if title == path[-1] else ""
        return self._values.text({"kpis": "metric", "approvers": "role"}.get(named, named), title) if named else title

    def _stage(self, value: Mapping[str, Any] | None, path: Path) -> str:
        return title_in(stage_of(value, path[2]), "")

    def _anchor(self, path: Path) -> str:
        """Where on the copy's page the unit at `path` is shown."""
        if path[0] != "stages" or len(path) < 2:
            return ""
        kind, depth = ("step", 3) if path[1] == "steps" else ("gate", 3) if path[2:3] == ("gate",) else ("stage", 2)
        found = value_at(self._copy, path[:depth])
        return f"{kind}-{found['id']}" if isinstance(found, Mapping) and "id" in found else ""

    @staticmethod
    def _is_item(path: Path) -> bool:
        """Whether `path` leads to a whole step, stage or gate, which is named and not quoted."""
        return path[:1] == ("stages",) and (
            len(path) < 3 or (len(path) == 3 and path[1] == "steps") or path[2:] == ("gate",)
        )


def _field(path: Path) -> str:
    """The key whose words fit the value at `path`: that of the list for one of its items."""
    within = path[3:] if path[:2] == ("stages", "steps") or path[2:3] == ("gate",) else path
    return within[0] if len(within) == 2 and within[0] != "brief" else path[-1]
