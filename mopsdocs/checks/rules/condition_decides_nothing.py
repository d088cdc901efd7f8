"""A condition says the same of every campaign.

## What it finds

Conditions under `when`, or parts of them, that are always true or never true, whatever a campaign is like:
`tier != "L1" or tier != "L2"`, `audience_size > 5000 and audience_size < 1000`. How conditions are written is told in
[condition-invalid](condition-invalid.md).

## Why it matters

What is never true takes the step out of every campaign, or the approver out of every approval, while the page still
shows them. What is always true looks like an exception that somebody thought of, and there is none.

## How to mend it

Mostly `and` stands where `or` was meant, or the other way round. A value that may be one of several is written with
`in`: `tier in ["L1", "L2"]`. If the condition is not needed, remove `when`; if nobody is ever asked, remove the step.

## Passes

```yaml
# playbooks/library/webinar.yml
variables:
  - {id: tier, type: choice, choices: [L1, L2, L3]}
stages:
  - steps:
      - {id: brief-press, when: 'tier in ["L1", "L2"]'}
```

## Fails

```yaml
# playbooks/library/webinar.yml
variables:
  - {id: tier, type: choice, choices: [L1, L2, L3]}
stages:
  - steps:
      - {id: brief-press, when: 'tier == "L1" and tier == "L2"'}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.conditions import findings, verdicts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each part of a condition that decides nothing."""
    for placed, verdict in verdicts(document):
        if verdict.pointless:
            yield from findings(document, placed, verdict.pointless)
