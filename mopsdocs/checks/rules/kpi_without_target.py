"""Nobody can say whether a campaign has reached a metric.

## What it finds

KPIs without `target`, one finding for each. Regional copies are left to their playbook, and deprecated playbooks
alone.

## Why it matters

`kpis` are the metrics that decide whether the campaign worked. Without a target that is decided afterwards, by whoever
tells the story, and it has always worked.

## How to mend it

Write the value to reach as a number in the metric's unit (`target: 200`) or in words where it depends on the campaign
(`target: three times the budget`). Without experience take the last result as the first target. A metric that is only
watched belongs into the `guardrail` of another KPI.

## Passes

```yaml
# playbooks/library/webinar.yml
kpis:
  - metric: registrations
    target: 200
```

## Fails

```yaml
# playbooks/library/webinar.yml
kpis:
  - metric: registrations
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.playbooks import library_playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such KPI."""
    playbook = library_playbook_in_use(document)
    for index, kpi in enumerate(playbook.kpis if playbook is not None else ()):
        if kpi.target is None:
            message = f'the KPI "{kpi.metric}" has no target'
            hint = "write the value to reach, for example the last result, or a rule from which each campaign gets it"
            yield Finding(document.path, ("kpis", index), message, hint, (kpi.metric,))
