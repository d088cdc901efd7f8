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
from dataclasses import dataclass
from typing import Final

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Overviews
from mopsdocs.wording import counted

_FIELD: Final = "last_reviewed"


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A document or an overview: where it says when it was reviewed, and what people call it."""

    path: str
    pointer: Pointer
    what: str
    owner: str | None
    day: datetime.date
    cycle: int


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each document and each overview, at `last_reviewed`."""
    usual = library.settings.thresholds.review_cycle_days
    for document in library.documents:
        for reviewed in _in_document(document, usual):
            yield from _late(reviewed, context.today)


def _in_document(document: Document, usual: int) -> Iterator[_Reviewed]:
    model = document.head
    if getattr(model, "status", None) == "deprecated":
        return
    day: datetime.date | None = getattr(model, "last_reviewed", None)
    cycle: int = getattr(model, "review_cycle_days", None) or usual
    if day is not None:
        yield _Reviewed(document.path, (_FIELD,), "document", getattr(model, "owner", None), day, cycle)
    for index, one in enumerate(model.overviews if isinstance(model, Overviews) else ()):
        if way_out(one) is None:
            pointer, own = ("overviews", index, _FIELD), one.review_cycle_days or cycle
            yield _Reviewed(document.path, pointer, f'overview "{one.id}"', one.owner, one.last_reviewed, own)


def _late(one: _Reviewed, today: datetime.date) -> Iterator[Finding]:
    values = (one.day.isoformat(),)
    age = (today - one.day).days
    if age < 0:
        message = f"last_reviewed is {counted(-age, 'day')} in the future"
        yield Finding(one.path, one.pointer, message, "write the day on which it was reviewed", values)
    elif age > one.cycle:
        since, late = counted(age, "day"), counted(age - one.cycle, "day")
        message = f"the review has been due for {late}: the last one was {since} ago"
        who = f'ask the owner, "{one.owner}", to review the {one.what}' if one.owner else f"review the {one.what}"
        yield Finding(one.path, one.pointer, message, f"{who}, then set last_reviewed to that day", values)
