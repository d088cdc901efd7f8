"""Changes of a playbook in the words of the people who run it."""

from __future__ import annotations

from typing import Any, Final

from mopsdocs.documents.identity import title_of
from mopsdocs.documents.units import Path
from mopsdocs.regions.merging.changes import Change
from mopsdocs.regions.paths import MISSING, stage_of, step_of, value_at

_SHORT: Final = 48
_VERBS: Final = {"added": "new", "removed": "gone", "order": "in another order", "comment": "comments or layout"}


def in_words(change: Change, value: Any) -> str:
    """One change as a line: `step "Write the brief": due -10bd → -12bd`. `value` is what the document means now."""
    where, rest = _place(change.path, value, change)
    field = " / ".join(rest)
    subject = f"{where}: {field}" if where and field else where or field or "the document"
    if change.kind == "moved":
        return f'{where}: moved to stage "{title_of(stage_of(value, change.path[2]), "")}"'
    if change.kind == "changed":
        return f"{subject} {_values(change.old, change.new)}"
    return f"{subject}: {_VERBS[change.kind]}"


def _values(old: object, new: object) -> str:
    before, after = _short(old), _short(new)
    return f"{before} → {after}" if before and after else "reworded" if isinstance(new, str) else "changed"


def _short(value: object) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value) or "nobody"
    if value is None or isinstance(value, (dict, list)):
        return ""
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return text if len(text) <= _SHORT and "\n" not in text else ""


def _place(path: Path, value: Any, change: Change) -> tuple[str, Path]:
    """What a path leads to, named by its title, and the rest of the path below that."""
    step = step_of(path)
    if step is not None and path[3:4] == ("checklist",) and len(path) > 4:
        return f"{_named('step', path[:3], value, change)}: {_named('check', path[:5], value, change)}", path[5:]
    if step is not None:
        return _named("step", path[:3], value, change), path[3:]
    if path[:1] == ("stages",) and path[2:3] == ("gate",):
        return _named("gate", path[:3], value, change), path[3:]
    if path[:1] == ("stages",) and len(path) > 1:
        return _named("stage", path[:2], value, change), path[2:]
    return "", path


def _named(what: str, path: Path, value: Any, change: Change) -> str:
    """What stands at `path`, by its title: as it is now, or as it was when it is gone."""
    found = value_at(value, path)
    if found is MISSING and path == change.path:
        found = change.old
    return f'{what} "{title_of(found, path[-1])}"'
