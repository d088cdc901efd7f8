"""A name with its parts, for people and for programs.

The shape of the JSON is published as `schemas/name.json` and changes only with `version`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from mopsdocs.campaigns.called import Called, Origin, OtherName
from mopsdocs.campaigns.naming import Name
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style
from mopsdocs.wording import listed

VERSION: Final = 1
"""Version of the shape of the JSON."""

_IN_WORDS: Final = {"anchor_date": "day 0"}
_ORIGINS: Final[Mapping[Origin, str]] = {
    "campaign": "{field}: {value}",
    "variable": "variable {field}: {value}",
    "default": "the playbook, where nothing else is said: {value}",
    "option": "asked for: {value}",
    "first": "the first one; --set {field}=2 names the next",
}
_OVER: Final = frozenset({"completed", "cancelled"})


def called_text(found: Called, style: Style) -> str:
    """What a campaign should be called, part by part, and whether it is."""
    lines = list(_parts(found.name, found.origins, style)) if found.name is not None else []
    id = found.campaign.id
    if not found.right:
        return "\n".join([*lines, *_objection(found, style)]) + "\n"
    if found.name is None:
        lines.append(f"The campaign is called {id}, which follows {safe(found.rule)}.")
        lines.append("A part of it was chosen by hand: the value for it has letters that a name has no place for.")
    elif found.name.text == id:
        lines.append("The campaign is called so.")
    else:
        lines.append(f"The campaign is called {id}. That is as good:")
        lines.append("letters beyond A to Z may be spelled in several ways.")
    return "\n".join(lines) + "\n"


def other_text(found: OtherName, style: Style) -> str:
    """Another name, part by part."""
    return "\n".join(_parts(found.name, found.origins, style)).rstrip() + "\n"


def called_json(found: Called) -> str:
    """What a campaign should be called, as JSON."""
    wrong = found.wrong or ()
    return _json({
        "version": VERSION,
        "campaign": found.campaign.id,
        "kind": "campaign",
        "pattern": found.rule,
        "name": found.name.text if found.name is not None else None,
        "parts": _parts_json(found.name, found.origins),
        "right": found.right,
        "wrong": [{"field": one.field, "written": one.written, "wanted": one.wanted} for one in wrong],
        "notes": [],
    })  # fmt: skip


def other_json(found: OtherName) -> str:
    """Another name as JSON."""
    return _json({
        "version": VERSION,
        "campaign": found.campaign.id,
        "kind": found.key,
        "pattern": found.rule,
        "name": found.name.text,
        "parts": _parts_json(found.name, found.origins),
        "right": None,
        "wrong": [],
        "notes": list(found.notes),
    })  # fmt: skip


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2) + "\n"


def _parts_json(name: Name | None, origins: Mapping[str, Origin]) -> list[dict[str, str]]:
    parts = name.parts if name is not None else ()
    return [
        {"field": part.field, "text": part.text, "value": str(part.value), "origin": origins[part.field]}
        for part in parts
    ]


def _parts(name: Name, origins: Mapping[str, Origin], style: Style) -> Iterator[str]:
    yield style.bold(safe(name.text))
    yield ""
    rows = [("Part", "Is", "Comes from")]
    for part in name.parts:
        source = _ORIGINS[origins[part.field]].format(field=part.field, value=safe(str(part.value)))
        rows.append((safe(part.text), _IN_WORDS.get(part.field, part.field.replace("_", " ")), source))
    widths = [max(width(row[column]) for row in rows) for column in range(2)]
    for number, row in enumerate(rows):
        cells = [cell + " " * (columns - width(cell)) for cell, columns in zip(row, (*widths, 0), strict=True)]
        line = "  ".join(cells)
        yield style.dim(line) if not number else line
    yield ""


def _objection(found: Called, style: Style) -> Iterator[str]:
    campaign = found.campaign
    if found.wrong:
        differences = [f'for {one.field} it has "{one.written}" instead of "{one.wanted}"' for one in found.wrong]
        yield f"The campaign is called {campaign.id}: {safe(listed(differences))}."
    else:
        yield f"The campaign is called {campaign.id}, which does not have the parts of {safe(found.rule)}."
    if campaign.status == "planned":
        hint = "Rename the id and the file, or correct the campaign where it is wrong."
    elif campaign.status in _OVER:
        hint = "It is over, so leave its name as it is."
    else:
        hint = "Links with its name may be out, and then it stays: waive name-pattern-missed, or correct the campaign."
    yield f"    {style.good(hint)}"
