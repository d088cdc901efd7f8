"""A document has not been reviewed in time.

## What it finds

Documents whose `last_reviewed` lies more than `review_cycle_days` back, and documents whose `last_reviewed` lies in
the future. Each overview is looked at by itself, and has the cycle of its file unless it names one. What is deprecated
needs no review.

## Why it matters

A playbook that nobody has read for a year describes a team that no longer exists. People notice once, stop trusting
it and begin to ask colleagues instead; the shadow process starts there.

## How to mend it

The owner reads the whole document, corrects what is wrong and sets `last_reviewed` to that day. If the cycle is too
short for what the document says, lengthen `review_cycle_days`.

## Passes

```yaml
# playbooks/processes/campaign-brief.yml
last_reviewed: 2026-10-05
review_cycle_days: 180
```

## Fails

```yaml
# playbooks/processes/campaign-brief.yml
last_reviewed: 2024-03-01
review_cycle_days: 180
```
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Overview, Overviews
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each document and each overview, at `last_reviewed`."""
    usual = library.settings.thresholds.review_cycle_days
    for document in library.documents:
        yield from _in_document(document, usual, context.today)


def _in_document(document: Document, usual: int, today: datetime.date) -> Iterator[Finding]:
    model = document.head
    if getattr(model, "status", None) == "deprecated":
        return
    reviewed: datetime.date | None = getattr(model, "last_reviewed", None)
    cycle: int = getattr(model, "review_cycle_days", None) or usual
    if reviewed is not None:
        owner: str | None = getattr(model, "owner", None)
        yield from _late(document.path, (), "document", owner, reviewed, cycle, today)
    for index, overview in enumerate(model.overviews if isinstance(model, Overviews) else ()):
        if way_out(overview) is None:
            yield from _overview(document.path, index, overview, overview.review_cycle_days or cycle, today)


def _overview(path: str, index: int, overview: Overview, cycle: int, today: datetime.date) -> Iterator[Finding]:
    here = ("overviews", index)
    yield from _late(path, here, f'overview "{overview.id}"', overview.owner, overview.last_reviewed, cycle, today)


def _late(
    path: str, here: Pointer, what: str, owner: str | None, reviewed: datetime.date, cycle: int, today: datetime.date
) -> Iterator[Finding]:
    pointer, values = (*here, "last_reviewed"), (reviewed.isoformat(),)
    age = (today - reviewed).days
    if age < 0:
        message = f"last_reviewed is {counted(-age, 'day')} in the future"
        yield Finding(path, pointer, message, "write the day on which it was reviewed", values)
    elif age > cycle:
        since, late = counted(age, "day"), counted(age - cycle, "day")
        message = f"the review has been due for {late}: the last one was {since} ago"
        who = f'ask the owner, "{owner}", to review the {what}' if owner else f"review the {what}"
        yield Finding(path, pointer, message, f"{who}, then set last_reviewed to that day", values)
