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

from mopsdocs.checks.rule import Category, Context, Rule, Scope
from mopsdocs.checks.wording import counted
from mopsdocs.diagnostics import Finding, Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import Document

RULE = Rule("review-overdue", "A review is overdue", Category.CONTENT, Severity.WARNING, Scope.DOCUMENT)


def check(document: Document, library: Library, context: Context) -> Iterator[Finding]:
    """At most one finding, at `last_reviewed`."""
    reviewed: datetime.date | None = getattr(document.model, "last_reviewed", None)
    cycle: int | None = getattr(document.model, "review_cycle_days", None)
    if reviewed is None or getattr(document.model, "status", None) == "deprecated":
        return
    values = (reviewed.isoformat(),)
    age = (context.today - reviewed).days
    if age < 0:
        message = f"last_reviewed is {counted(-age, 'day')} in the future"
        yield Finding(document.path, ("last_reviewed",), message, "write the day on which it was reviewed", values)
    elif cycle is not None and age > cycle:
        owner: str | None = getattr(document.model, "owner", None)
        since, late = counted(age, "day"), counted(age - cycle, "day")
        message = f"the review has been due for {late}: the last one was {since} ago"
        who = f'ask the owner, "{owner}", to review the document' if owner else "review the document"
        yield Finding(document.path, ("last_reviewed",), message, f"{who}, then set last_reviewed to that day", values)
