"""Nothing shows when a target is reached at the expense of something else.

## What it finds

KPIs without a `guardrail` whose metric has none in `site_config/metrics.yml` either, one finding for each. Metrics
that are not in the catalogue are left to [unknown-reference](unknown-reference.md), regional copies to their playbook.

## Why it matters

Every number can be bought. Registrations rise with a prize, clicks with a promise that the page does not keep. The
guardrail is the metric that pays for it: the unsubscribe rate, the share of leads that sales accepts. Seen side by
side, the two cannot be traded for each other unnoticed.

## How to mend it

Name the metric that must not get worse meanwhile, best in the catalogue, where it holds for all playbooks. The entry
of a KPI counts for its playbook alone.

## Passes

```yaml
# playbooks/library/webinar.yml
kpis:
  - metric: registrations
    target: 200
    guardrail: unsubscribe-rate
```

## Fails

```yaml
# playbooks/library/webinar.yml
kpis:
  - metric: registrations
    target: 200
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import PlaybookHead


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such KPI. Playbooks that name none of the metrics in question are not looked at."""
    unguarded = {
        entry.id: entry.path
        for entry in library.entries("metric")
        if entry.item.guardrail is None and (*entry.pointer, "guardrail") not in library.by_path[entry.path].stand_ins
    }
    suspects = {(("metric",), id) for id in unguarded}
    for document in library.documents if suspects else ():
        head = document.head
        if not isinstance(head, PlaybookHead) or suspects.isdisjoint(document.names):
            continue
        in_use = head.region is None and head.status != "deprecated"
        for index, kpi in enumerate(head.kpis if in_use else ()):
            if kpi.guardrail is None and kpi.metric in unguarded:
                message = f'neither the KPI "{kpi.metric}" nor its metric has a guardrail'
                hint = f"name the metric that must not get worse meanwhile, here or in {unguarded[kpi.metric]}"
                yield Finding(document.path, ("kpis", index), message, hint, (kpi.metric,))
