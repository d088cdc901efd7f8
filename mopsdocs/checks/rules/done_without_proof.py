"""A step is recorded as done without its proof.

## What it finds

Steps in the `progress` of a campaign that ask for evidence (`evidence: link` or `screenshot` in the playbook) and are
recorded without. Cancelled campaigns are left alone.

## Why it matters

Evidence is asked for where a mistake is dear: suppression lists, consent, test sends. Without it an approver takes
somebody's word for it, and a year later nobody can show an auditor that the check was made. No gate is met with it
missing.

## How to mend it

Say where the proof is kept: `mopsdocs progress CAMPAIGN STEP --evidence URL`. If there is none, make the check again.

## Passes

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
progress:
  suppress-list:
    done_on: 2027-02-19
    by: review-desk
    evidence: https://files.example.com/suppression.png
```

## Fails

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
progress:
  suppress-list:
    done_on: 2027-02-19
    by: review-desk
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.broken import run_is_broken
from mopsdocs.checks.facts.records import ids_of, lacks_proof
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.campaign_run import CampaignRuns
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such record of a campaign."""
    runs = CampaignRuns(library)
    for document in library.documents:
        campaign = document.model if document.kind == "campaign" else None
        if not isinstance(campaign, Campaign) or campaign.status == "cancelled" or not campaign.progress:
            continue
        run = runs.of(campaign) if not run_is_broken(context.broken, campaign) else None
        for step in run.playbook.steps if run is not None else ():
            for id in ids_of(step):
                record = campaign.progress.get(id)
                if record is not None and lacks_proof(step, record):
                    message = f'"{id}" is recorded as done without the {step.evidence} that it asks for'
                    hint = f"say where it is kept: mopsdocs progress {campaign.id} {id} --evidence URL"
                    yield Finding(document.path, ("progress", id), message, hint, (id,), on_key=True)
