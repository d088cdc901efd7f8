"""The tools that campaigns can be exported to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.campaigns.exports.asana import asana
from mopsdocs.campaigns.exports.clickup import clickup
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.jira import jira
from mopsdocs.campaigns.exports.monday import monday
from mopsdocs.campaigns.exports.spreadsheet import spreadsheet
from mopsdocs.errors import MopsError
from mopsdocs.wording import counted

TableTarget = Literal["csv", "asana", "jira", "clickup", "monday"]
Target = Literal["ics", "csv", "asana", "jira", "clickup", "monday"]


@dataclass(frozen=True, slots=True)
class _Table:
    """A tool that reads tables: its name, what makes one, and how many rows it takes at once, if there is a limit."""

    name: str
    made: Callable[[Sequence[Export]], bytes]
    most_rows: int | None = None


_TABLES: Final[Mapping[TableTarget, _Table]] = {
    "csv": _Table("A spreadsheet", spreadsheet),
    "asana": _Table("Asana", asana),
    "jira": _Table("Jira", jira),
    "clickup": _Table("ClickUp", clickup, 10_000),
    "monday": _Table("monday.com", monday, 10_000),
}


def knows_cancelled(target: Target) -> bool:
    """Whether a cancelled campaign means something to `target`: others would only make new tasks of it."""
    return target in ("ics", "csv")


def refuse_without_days(exports: Sequence[Export]) -> None:
    """Raises MopsError where nothing in `exports`, which has one campaign at least, has a day."""
    if not any(item.day is not None for export in exports for item in export.items):
        first = exports[0].campaign.id
        message = f"Nothing in {first} has a day, so there is nothing to export."
        raise MopsError(message, f"mopsdocs schedule {first} says why.")


def table_for(target: TableTarget, exports: Sequence[Export]) -> bytes:
    """`exports` as the table that `target` reads; raises MopsError where it has more rows than that takes."""
    table = _TABLES[target]
    rows = sum(len(export.items) for export in exports)
    if table.most_rows is not None and rows > table.most_rows:
        most = counted(table.most_rows, "row")
        message = f"{table.name} reads at most {most} at once, and this would be {counted(rows, 'row')}."
        raise MopsError(message, "Export fewer campaigns at once: one region with --region, or one campaign by its id.")
    return table.made(exports)
