"""Where all regional copies stand: a matrix for people, the same as Markdown, and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from mopsdocs.regions.drift import Standing
from mopsdocs.reporters.printable import safe, width
from mopsdocs.reporters.style import Style

VERSION: Final = 1
"""Version of the JSON shape, which is published as `schemas/status.json`."""

_NONE: Final = "·"


def status_json(standings: Sequence[Standing]) -> str:
    """All copies as JSON."""
    document = {"version": VERSION, "copies": [_copy(standing) for standing in standings]}
    return json.dumps(document, indent=2) + "\n"


def _copy(standing: Standing) -> dict[str, Any]:
    return asdict(standing)


def status_text(standings: Sequence[Standing], style: Style) -> str:
    """The matrix playbook × region, and what stands behind every cell that is not in sync."""
    if not standings:
        return "There are no regional copies. mopsdocs clone makes some.\n"
    rows = _matrix(standings)
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] + [0]
    lines = []
    for number, row in enumerate(rows):
        cells = [cell + " " * (widths[column] - width(cell)) for column, cell in enumerate(row)]
        lines.append("  ".join(style.bold(cell) if not number else _coloured(cell, style) for cell in cells))
    details = [line for standing in standings for line in _details(standing)]
    return "\n".join([*lines, *([""] if details else []), *details, "", summary(standings)]) + "\n"


def status_markdown(standings: Sequence[Standing]) -> str:
    """The matrix as a table, for a pull request or a wiki."""
    if not standings:
        return "There are no regional copies.\n"
    rows = _matrix(standings)
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"| {' | '.join('---' for _ in rows[0])} |")
    details = [f"- {line}" for standing in standings for line in _details(standing)]
    return "\n".join([*lines, "", *details, *([""] if details else []), summary(standings)]) + "\n"


def summary(standings: Sequence[Standing]) -> str:
    """How many copies are in which state."""
    order = ("in-sync", "behind", "diverged", "conflict", "orphan")
    counts = [(state, sum(standing.state == state for standing in standings)) for state in order]
    copies = "1 copy" if len(standings) == 1 else f"{len(standings):,} copies"
    return f"{copies}: {', '.join(f'{count:,} {state}' for state, count in counts if count)}."


def _matrix(standings: Sequence[Standing]) -> list[list[str]]:
    regions = sorted({standing.region for standing in standings})
    found = {(standing.playbook, standing.region): _cell(standing) for standing in standings}
    playbooks = sorted({standing.playbook for standing in standings})
    head = ["playbook", *regions]
    return [head, *([playbook, *(found.get((playbook, code), _NONE) for code in regions)] for playbook in playbooks)]


def _cell(standing: Standing) -> str:
    units = standing.units
    counts = [
        f"{count}{sign}"
        for count, sign in ((units.behind, "↓"), (units.local, "✎"), (units.both, "!"), (units.unexplained, "?"))
        if count
    ]
    return " ".join([standing.state, *counts])


def _coloured(cell: str, style: Style) -> str:
    state = cell.strip().partition(" ")[0]
    if state == "in-sync":
        return style.good(cell)
    return style.bad(cell) if state in ("conflict", "orphan") else cell


def _details(standing: Standing) -> list[str]:
    units = standing.units
    before, now = standing.base_version, standing.upstream_version
    versions = f"{before} → {now}" if now != before else f"still {now}"
    parts = [
        f"{_units(units.behind)} behind ({versions})" if units.behind else "",
        f"{_units(units.both)} changed here and there" if units.both else "",
        f"{_units(units.kept)} declined for good" if units.kept else "",
        f"{_units(units.unexplained)} of unknown origin: its base text is lost" if units.unexplained else "",
    ]
    told = ", ".join(part for part in parts if part)
    if standing.state == "orphan":
        told = "the library has no such playbook"
    if not told and standing.state != "in-sync":
        told = f"behind ({versions})"
    return [f"{safe(standing.playbook)}@{standing.region}: {told}"] if told and standing.state != "in-sync" else []


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count:,} units"
