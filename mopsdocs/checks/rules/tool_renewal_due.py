"""A tool renews soon, or nobody knows when.

## What it finds

Tools that are `active` or `sunset` and whose `renewal_date` is past or fewer days away than
`thresholds.renewal_notice_days` in `site_config/workspace.yml` (default: 90); and active tools of tier 1 or 2 without a
`renewal_date`.

## Why it matters

Contracts renew by themselves, and notice has to be given weeks before. The time of renewal is also the one moment at
which somebody asks whether the tool is still worth its price, who uses it, and whether another one does the same.

## How to mend it

Audit the tool with both owners: use, cost, the four questions. Then renew it and write the next date, or set
`status: sunset` and give notice. A tool without a contract gets the day of its next audit as `renewal_date`.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: automation-platform
    tier: 1
    status: active
    renewal_date: 2029-06-30
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: automation-platform
    tier: 1
    status: active
    renewal_date: 2024-06-30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Tool
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """At most one finding for each tool."""
    notice = library.settings.thresholds.renewal_notice_days
    for entry in library.entries("tool"):
        tool: Tool = entry.item
        if tool.renewal_date is None:
            if tool.status == "active" and tool.tier in (1, 2) and tool.deprecation is None:
                yield _undated(entry)
        elif tool.status in ("active", "sunset"):
            days = (tool.renewal_date - context.today).days
            if days <= notice:
                yield _due(entry, tool, days)


def _due(entry: Entry, tool: Tool, days: int) -> Finding:
    when = "today"
    if days:
        when = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    verb = "was due for renewal" if days < 0 else "is due for renewal"
    hint = f'audit it with "{tool.business_owner}", then renew it and write the next date, or set status: sunset'
    if tool.status == "sunset":
        hint = f'have "{tool.business_owner}" give notice, and set status: retired on its last day'
    pointer = (*entry.pointer, "renewal_date")
    return Finding(entry.path, pointer, f'the tool "{tool.id}" {verb} {when}', hint, (str(tool.renewal_date),))


def _undated(entry: Entry) -> Finding:
    message = (
        f'nobody is told before the tool "{entry.id}" renews: it is of tier {entry.item.tier} and has no renewal_date'
    )
    hint = "add renewal_date: the day the contract renews, or of the next audit where there is no contract"
    return Finding(entry.path, entry.pointer, message, hint, ("renewal_date",))
