"""Items for monday.com's import of spreadsheets.

The first column is the item, `Group` the part of the board that it goes to. There is no import of dependencies; what an
item waits for is a text. `Code` never changes, so an import that looks for items with the same one can update them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mopsdocs.campaigns.exports.cells import table
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.notes import described
from mopsdocs.campaigns.exports.tasks import STATUS, iso, joined, mails, tasks_of

COLUMNS: Final = ("Name", "Group", "Status", "Person", "Start", "Due date", "Waits for", "Notes", "Code")


def monday(exports: Sequence[Export]) -> bytes:
    """`exports` as one CSV file."""
    tasks = tasks_of(exports)
    rows = (
        (
            tasks.name(item),
            tasks.section(item),
            STATUS[item.state],
            ", ".join(mails(item)),
            iso(item.start),
            iso(item.day),
            joined(tasks.waits_for(item)),
            described(item),
            item.ref,
        )
        for item in tasks.items
    )
    return table(COLUMNS, rows)
