"""A campaign ended without results or a retrospective.

## What it finds

Campaigns with `status: completed` that have no `results`, or no `retrospective`.

## Why it matters

A campaign that nobody measured cannot be compared with its targets, and what went wrong in it goes wrong in the next
one too. The playbook gets better only by what campaigns write down.

## How to mend it

Write under `results` what was measured, metric by metric, and under `retrospective` what was learned and what changes
because of it. A campaign that will never be evaluated is waived with a reason and an end date.

## Passes

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
status: completed
results:
  - {metric: registrations, value: 230}
retrospective: |
  Invitations went out two days late, because the list was. The list is now due five days earlier.
```

## Fails

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
status: completed
results:
  - {metric: registrations, value: 230}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Campaign


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for a campaign, at its status."""
    campaign = document.model if document.kind == "campaign" else None
    if not isinstance(campaign, Campaign) or campaign.status != "completed":
        return
    lacking = [name for name, there in (("results", campaign.results), ("retrospective", _text(campaign))) if not there]
    if lacking:
        message = f"the campaign is completed without {' and '.join(lacking)}"
        hint = "write what was measured under results, and what was learned under retrospective"
        yield Finding(document.path, ("status",), message, hint, tuple(lacking))


def _text(campaign: Campaign) -> str:
    return (campaign.retrospective or "").strip()
