"""Work for Jira's CSV import: an epic for each campaign, and a task below it for each step and gate.

Parents stand above their children, which name them by the number under `Issue ID`; those numbers are good within the
file, and the same in every export. A column can hold one link, so there are as many called `Blocked by` as are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.campaigns.exports.cells import table
from mopsdocs.campaigns.exports.codes import campaign_code, whole_number
from mopsdocs.campaigns.exports.items import Export, Item
from mopsdocs.campaigns.exports.notes import described
from mopsdocs.campaigns.exports.tasks import STATUS, first_mail, iso, named, tasks_of
from mopsdocs.wording import one_line

COLUMNS: Final = (
    *("Issue ID", "Issue Type", "Summary", "Parent", "Description", "Status"),
    *("Assignee", "Start date", "Due date", "Labels"),
)
LINK: Final = "Blocked by"
"""The column that follows on COLUMNS, once or more often."""

_DIGITS: Final = 9


def jira(exports: Sequence[Export]) -> bytes:
    """`exports` as one CSV file."""
    tasks = tasks_of(exports)
    ids = _ids([*(export.campaign.id for export in exports), *(item.ref for item in tasks.items)])
    links = max((len(item.waits_for) for item in tasks.items), default=0) or 1
    epics = [_epic(export, ids, links) for export in exports]
    below = [_task(item, tasks.name(item), ids, links) for item in tasks.items]
    return table((*COLUMNS, *[LINK] * links), [*epics, *below])


def _epic(export: Export, ids: dict[str, str], links: int) -> tuple[str, ...]:
    campaign = export.campaign
    days = [item.day for item in export.items if item.day is not None]
    status = STATUS["cancelled" if campaign.status == "cancelled" else "open"]
    told = f"Campaign: {campaign.id}. {one_line(campaign.summary or '')}".rstrip()
    name = named(campaign_code(campaign), one_line(campaign.title))
    first, last = iso(min(days, default=None)), iso(max(days, default=None))
    return ids[campaign.id], "Epic", name, "", told, status, "", first, last, "", *[""] * links


def _task(item: Item, name: str, ids: dict[str, str], links: int) -> tuple[str, ...]:
    waits = [ids[ref] for ref in item.waits_for]
    return (
        ids[item.ref],
        "Task",
        name,
        ids[item.campaign.id],
        described(item),
        STATUS[item.state],
        first_mail(item),
        iso(item.start),
        iso(item.day),
        "-".join(item.stage.split()),
        *waits,
        *[""] * (links - len(waits)),
    )


def _ids(refs: Sequence[str]) -> dict[str, str]:
    """Numbers for `refs`, no two alike."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    for ref in sorted(refs):
        number = next(number for number in _numbers(ref) if number not in taken)
        taken.add(number)
        found[ref] = str(number)
    return found


def _numbers(ref: str) -> Iterator[int]:
    number = whole_number(ref, _DIGITS)
    while True:
        yield number
        number += 1
