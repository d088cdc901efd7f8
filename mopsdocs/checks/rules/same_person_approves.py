"""In a campaign the same person does the work and approves it.

## What it finds

Campaigns where an independent gate (`independent: true`) was approved by a person who, by `progress`, did one of the
steps that the gate closes. Of each person the newest decision counts, and whoever did the work may object. As long as
nobody has approved the gate and the campaign is not over, also campaigns whose `people` give an approving role and a
working role to the same person. With `team: solo` in `site_config/workspace.yml` nothing is reported: one person holds
several roles there on purpose.

## Why it matters

The playbook keeps the roles apart, but roles are held by people. If one desk holds both, the four eyes that the gate
promises are two. The playbook itself is checked by [approver-is-doer](approver-is-doer.md).

## How to mend it

Name another person for one of the roles under `people`, or let a backup approve. A team that is too small for that
writes `team: solo` in workspace.yml and says at each gate what makes up for the second person, or waives the rule for
one campaign with a reason and an end date.

## Passes

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
people:
  mops-specialist: ops-desk
  marketing-director: review-desk
approvals:
  - gate: go-no-go
    by: review-desk
```

## Fails

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
people:
  mops-specialist: ops-desk
  marketing-director: ops-desk
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gate_state import AGREEING
from mopsdocs.checks.facts.gate_states import newest_decisions
from mopsdocs.checks.facts.records import ids_of, record_of
from mopsdocs.checks.facts.steps import ClosedWork, work_closed_by_gates
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.campaign_run import CampaignRuns
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.wording import quoted

_OPEN = frozenset({"planned", "running", "on_hold"})


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Approvals that were given, and for gates that are still open the roles that would lead to one."""
    runs = CampaignRuns(library)
    for document in library.documents:
        if document.kind == "campaign" and not library.settings.solo:
            yield from _in_campaign(document, runs)


def _in_campaign(document: Document, runs: CampaignRuns) -> Iterator[Finding]:
    campaign = document.model
    if not isinstance(campaign, Campaign) or campaign.status == "cancelled":
        return
    run = runs.of(campaign)
    for work in work_closed_by_gates(run.playbook) if run is not None else ():
        if not work.gate.independent:
            continue
        if any(approval.gate in ids_of(work.gate) for approval in campaign.approvals):
            yield from _given(document.path, campaign, work)
        elif campaign.status in _OPEN:
            yield from _to_come(document.path, campaign, work)


def _given(path: str, campaign: Campaign, work: ClosedWork) -> Iterator[Finding]:
    for approval in newest_decisions(campaign, work.gate):
        if approval.decision not in AGREEING:
            continue
        records = ((placed.step.id, record_of(campaign, placed.step)) for placed in work.steps)
        done = [id for id, record in records if record is not None and record.by == approval.by]
        if done:
            message = f'"{approval.by}" approved the independent gate "{approval.gate}" and did {quoted(done)}'
            hint = (
                f"let somebody else approve and record it: mopsdocs approve {campaign.id} {approval.gate} --by PERSON"
            )
            yield Finding(
                path, ("approvals", campaign.approvals.index(approval), "by"), message, hint, (approval.by, *done)
            )


def _to_come(path: str, campaign: Campaign, work: ClosedWork) -> Iterator[Finding]:
    for approver in work.gate.approvers:
        person = campaign.people.get(approver.role)
        if person is None:
            continue
        roles = {role for role, holder in campaign.people.items() if holder == person}
        done = [placed.step for placed in work.steps if roles & set(placed.step.responsible)]
        if done:
            working = sorted({role for step in done for role in step.responsible if role in roles})
            message = (
                f'"{person}" would approve the independent gate "{work.gate.id}" as "{approver.role}", '
                f"and works for it as {quoted(working)}: {quoted([step.id for step in done])}"
            )
            hint = "name another person for one of the roles"
            values = (work.gate.id, person, *(step.id for step in done))
            yield Finding(path, ("people", approver.role), message, hint, values)
