"""Everything about campaigns as a table of our own, for spreadsheets and for programs; its columns are documented.

| Column | Holds |
|---|---|
| Campaign, Campaign title, Region | the id and the title of the campaign, the code of its region |
| Stage, Kind, Type | the stage's title; step or gate; task, check, milestone, approval, qa or go_no_go |
| Id, Number, Name | the id in the playbook; 1, or 2 and more for further days; the name in task managers |
| Title | what is done |
| Start, Date, Time, Time zone | when the work begins, if earlier; the day it is due; the time, where hours count |
| Due | the same as the playbook says it, counted from day 0 |
| Status, Done on | To Do, Done or Cancelled; the day |
| Roles, People, E-mail | who does it; several with semicolons between them |
| Hours | hours of work |
| Waits for | the names of what comes before, with semicolons between them |
| Undecided | yes, where nobody can tell yet whether it is part of the campaign |
| Notes | what is odd about it, in sentences |
| Link | its page on the site |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mopsdocs.campaigns.exports.cells import BYTE_ORDER_MARK, table
from mopsdocs.campaigns.exports.items import Export, Item
from mopsdocs.campaigns.exports.tasks import STATUS, Tasks, iso, joined, mails, tasks_of
from mopsdocs.documents.timing import offset
from mopsdocs.wording import one_line

COLUMNS: Final = (
    *("Campaign", "Campaign title", "Region", "Stage", "Kind", "Type", "Id", "Number", "Name", "Title"),
    *("Start", "Date", "Time", "Time zone", "Due", "Status", "Done on", "Roles", "People", "E-mail", "Hours"),
    *("Waits for", "Undecided", "Notes", "Link"),
)


def spreadsheet(exports: Sequence[Export]) -> bytes:
    """`exports` as one CSV file, in which Excel recognises UTF-8."""
    tasks = tasks_of(exports)
    zones = {export.campaign.id: export.made.timezone for export in exports}
    rows = (_row(item, tasks, zones[item.campaign.id]) for item in tasks.items)
    return BYTE_ORDER_MARK + table(COLUMNS, rows)


def _row(item: Item, tasks: Tasks, zone: str) -> tuple[str, ...]:
    campaign = item.campaign
    return (
        campaign.id,
        one_line(campaign.title),
        campaign.region,
        item.stage,
        item.kind,
        item.type,
        item.id,
        str(item.number),
        tasks.name(item),
        item.title,
        iso(item.start),
        iso(item.day),
        f"{item.time:%H:%M}" if item.time is not None else "",
        zone if item.time is not None else "",
        offset(item.due).in_words() if item.due else "",
        STATUS[item.state],
        iso(item.done_on),
        joined(item.roles),
        joined(one_line(person.name) for person in item.people),
        joined(mails(item)),
        f"{item.hours:g}" if item.hours else "",
        joined(tasks.waits_for(item)),
        "yes" if item.undecided else "",
        " ".join(item.notes),
        item.address,
    )
