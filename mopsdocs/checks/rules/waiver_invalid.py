"""A waiver has expired, names no rule, or waives nothing.

## What it finds

Entries of `site_config/waivers.yml` that are past their `expires`, whose `rule` does not exist or cannot be waived,
and that match no finding. An expired waiver no longer holds back its finding. A waiver that may belong to a file
which cannot be read at present is left in peace. Waivers of changes, which stand under `changes`, are for one pull
request; of these only the date is looked at.

## Why it matters

A waiver says: we know, somebody agreed, and it ends on that day. Without the end it becomes the rule, and a waiver
that waives nothing hides the next finding of the same kind from everybody.

## How to mend it

Mend what was waived and remove the entry, or have the approver agree to a new date. Entries that match nothing are
removed, or their `unit` is corrected: a document (`webinar`, `webinar@de`) or a part of one
(`webinar/send-invitations`).

## Passes

```yaml
# site_config/waivers.yml
waivers:
  - rule: review-overdue
    unit: webinar@de
    reason: The German copy is rewritten after the January event.
    approver: mops-manager
    expires: 2027-02-26
```

## Fails

```yaml
# site_config/waivers.yml
waivers:
  - rule: review-overdue
    unit: webinar@de
    reason: Somebody said it was fine.
    approver: mops-manager
    expires: 2024-01-31
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mopsdocs.checks.facts.unknown import Spot, unknown
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.checks.waivers import PlacedWaiver
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.wording import counted


def check(unused: Iterable[PlacedWaiver], library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each waiver: the first reason why it has no effect. `unused` matched no finding."""
    idle = set(unused)
    for document, index, waiver in library.waivers:
        placed = PlacedWaiver(document.path, index, waiver)
        rule = context.rules.get(waiver.rule) if waiver.rule is not None else None
        if waiver.rule is not None and rule is None:
            spot = Spot(placed.path, (*placed.pointer, "rule"), "rule")
            free = [id for id, known in context.rules.items() if not known.fixed_level]
            yield unknown(waiver.rule, ("rule",), spot, free, {}, "mopsdocs rules lists all rules")
        elif rule is not None and rule.fixed_level:
            message = f'"{rule.id}" cannot be waived: a file with this finding cannot be read'
            hint = "remove the waiver, and mend the file"
            yield Finding(placed.path, (*placed.pointer, "rule"), message, hint, (rule.id,))
        elif waiver.expires < context.today:
            ago = counted((context.today - waiver.expires).days, "day")
            message = f"the waiver expired {ago} ago, so its finding counts again"
            hint = f'mend the finding and remove the waiver, or ask "{waiver.approver}" for a new date'
            yield Finding(placed.path, (*placed.pointer, "expires"), message, hint, placed.marks)
        elif placed in idle:
            message = f"the waiver matches no finding: {placed.in_words}"
            hint = "remove it if the finding is mended, or correct it"
            yield Finding(placed.path, placed.pointer, message, hint, placed.marks)
    for document, index, waiver in library.change_waivers:
        if waiver.expires < context.today:
            placed = PlacedWaiver(document.path, index, waiver, "changes")
            ago = counted((context.today - waiver.expires).days, "day")
            message = f"the waiver of a change expired {ago} ago"
            yield Finding(placed.path, (*placed.pointer, "expires"), message, "remove the entry", placed.marks)
