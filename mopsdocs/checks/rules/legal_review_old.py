"""Nobody has checked the legal statements of a region for a long time.

## What it finds

Regions whose `legal_last_verified` lies more than `thresholds.legal_review_days` days back (workspace.yml, 365 unless
set otherwise), or in the future. Deprecated regions are left alone.

This is a reminder, not legal advice. To change its level or to switch it off, set `legal-review-old` under `rules` in
workspace.yml.

## Why it matters

Consent rules, time limits and footers change by statute and by judgement, and a page that was right when it was written
is trusted as if it were right today. Every campaign of the region rests on it: its required steps, the consent that it
asks for, the time within which a stop must be honoured. A review of the wording (`last_reviewed`) is not enough; this
date says when somebody went back to the sources.

## How to mend it

Have whoever answers for the law read the `sources` of the region again, correct what changed, and set
`legal_last_verified` to that day.

## Passes

```yaml
# site_config/regions/de.yml
legal_last_verified: 2026-10-21
```

## Fails

```yaml
# site_config/regions/de.yml
legal_last_verified: 2024-03-01
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each region, at `legal_last_verified`."""
    most = library.settings.thresholds.legal_review_days
    for entry in library.entries("region"):
        if entry.item.status == "deprecated":
            continue
        verified = entry.item.legal_last_verified
        age = (context.today - verified).days
        if age < 0:
            message = f"legal_last_verified is {counted(-age, 'day')} in the future"
            hint = "write the day on which somebody last checked the sources"
        elif age > most:
            message = f'the law of "{entry.id}" was last verified {counted(age, "day")} ago, more than {most}'
            hint = "have the sources checked, correct what changed, then set legal_last_verified to that day"
        else:
            continue
        yield Finding(entry.path, ("legal_last_verified",), message, hint, (verified.isoformat(),))
