"""Changes of a playbook in the words of the people who run it."""

from __future__ import annotations

from typing import Any, Final

from mopsdocs.documents.units import Path
from mopsdocs.regions.merging.changes import Change

_SHORT: Final = 48
_VERBS: Final = {"added": "new", "removed": "gone", "order": "in another order", "comment": "comments or layout"}


def in_words(change: Change, value: Any) -> str:
    """One change as a line: `step "Write the brief": due -10bd → -12bd`. `value` is what the document means now."""
    where, rest = _place(change.path, value, change)
    field = " / ".join(rest)
    subject = f"{where}: {field}" if where and field else where or field or "the document"
    if change.kind == "moved":
        return f"{where}: moved to {_stage_of(change.path, value)}"
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
    if path[:2] == ("stages", "steps") and len(path) > 2:
        step = _step(value, path[2]) or _item(change, path, 3)
        where = f'step "{_title(step, path[2])}"'
        if path[3:4] == ("checklist",) and len(path) > 4:
            item = next((each for each in (step or {}).get("checklist", []) if each.get("id") == path[4]), None)
            item = item or _item(change, path, 5)
            return f'{where}: check "{_title(item, path[4], "text")}"', path[5:]
        return where, path[3:]
    if path[:1] == ("stages",) and len(path) > 1:
        stage = _stage(value, path[1]) or _item(change, path, 2)
        where = f'stage "{_title(stage, path[1])}"'
        if path[2:3] == ("gate",):
            gate = (stage or {}).get("gate") or {}
            return f'gate "{_title(gate, str(gate.get("id", "gate")))}"', path[3:]
        return where, path[2:]
    return "", path


def _item(change: Change, path: Path, depth: int) -> Any:
    found = change.new if change.new is not None else change.old
    return found if len(path) == depth and isinstance(found, dict) else None


def _title(item: Any, id: str, key: str = "title") -> str:
    return str(item.get(key, id)) if isinstance(item, dict) else id


def _stages(value: Any) -> list[Any]:
    return value.get("stages", []) if isinstance(value, dict) else []


def _stage(value: Any, id: str) -> Any:
    return next((stage for stage in _stages(value) if stage.get("id") == id), None)


def _step(value: Any, id: str) -> Any:
    return next((step for stage in _stages(value) for step in stage.get("steps", []) if step.get("id") == id), None)


def _stage_of(path: Path, value: Any) -> str:
    for stage in _stages(value):
        if any(step.get("id") == path[2] for step in stage.get("steps", [])):
            return f'stage "{_title(stage, str(stage.get("id")))}"'
    return "another stage"
