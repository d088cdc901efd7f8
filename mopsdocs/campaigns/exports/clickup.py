"""Tasks for ClickUp's spreadsheet importer.

Only the name is required, and no two headers may be alike. The importer makes new tasks and never changes one, and it
has no dependencies; what a task waits for is a text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mopsdocs.campaigns.exports.cells import table
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.notes import described
from mopsdocs.campaigns.exports.tasks import STATUS, iso, joined, mails, tasks_of
from mopsdocs.wording import one_line

COLUMNS: Final = (
    *("Task Name", "Task Description", "List", "Status", "Assignees"),
    *("Start Date", "Due Date", "Tags", "Waits for"),
)


def clickup(exports: Sequence[Export]) -> bytes:
    """`exports` as one CSV file."""
    tasks = tasks_of(exports)
    rows = (
        (
            tasks.name(item),
            described(item),
            one_line(item.campaign.title),
            STATUS[item.state],
            ",".join(mails(item)),
            iso(item.start),
            iso(item.day),
            item.stage.replace(",", ""),
            joined(tasks.waits_for(item)),
        )
        for item in tasks.items
    )
    return table(COLUMNS, rows)
