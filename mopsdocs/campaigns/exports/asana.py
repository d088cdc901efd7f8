"""Tasks for Asana's CSV importer.

It maps columns by these headers. The name stands leftmost, days are month first, there is one assignee, other people
follow as collaborators, and dependencies are names of tasks in earlier rows with commas between them; so no name has a
comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mopsdocs.campaigns.exports.cells import table
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.notes import described
from mopsdocs.campaigns.exports.tasks import STATUS, first_mail, mails, month_first, tasks_of

COLUMNS: Final = (
    *("Name", "Description", "Section", "Assignee", "Collaborators"),
    *("Start Date", "Due Date", "Dependencies", "Status"),
)
"""`Status` is no field of tasks there; it becomes a custom field, or is left out when the columns are mapped."""


def asana(exports: Sequence[Export]) -> bytes:
    """`exports` as one CSV file."""
    tasks = tasks_of(exports, _without_commas)
    rows = (
        (
            tasks.name(item),
            described(item),
            tasks.section(item),
            first_mail(item),
            ",".join(mails(item)[1:]),
            month_first(item.start),
            month_first(item.day),
            ",".join(tasks.waits_for(item)),
            STATUS[item.state],
        )
        for item in tasks.items
    )
    return table(COLUMNS, rows)


def _without_commas(title: str) -> str:
    return title.replace(",", ";")
