"""A document has not been reviewed in time.

## What it finds

Documents whose `last_reviewed` lies more than `review_cycle_days` back, and documents whose `last_reviewed` lies in
the future. Deprecated documents need no review.

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

from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each document, at `last_reviewed`."""
    usual = library.settings.thresholds.review_cycle_days
    for document in library.documents:
        yield from _in_document(document, usual, context.today)


def _in_document(document: Document, usual: int, today: datetime.date) -> Iterator[Finding]:
    reviewed: datetime.date | None = getattr(document.head, "last_reviewed", None)
    cycle: int = getattr(document.head, "review_cycle_days", None) or usual
    if reviewed is None or getattr(document.head, "status", None) == "deprecated":
        return
    values = (reviewed.isoformat(),)
    age = (today - reviewed).days
    if age < 0:
        message = f"last_reviewed is {counted(-age, 'day')} in the future"
        yield Finding(document.path, ("last_reviewed",), message, "write the day on which it was reviewed", values)
    elif age > cycle:
        owner: str | None = getattr(document.head, "owner", None)
        since, late = counted(age, "day"), counted(age - cycle, "day")
        message = f"the review has been due for {late}: the last one was {since} ago"
        who = f'ask the owner, "{owner}", to review the document' if owner else "review the document"
        yield Finding(document.path, ("last_reviewed",), message, f"{who}, then set last_reviewed to that day", values)
