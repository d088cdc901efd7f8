"""A campaign is launched although nobody said go.

## What it finds

Campaigns with `status: launched` or `completed` whose go/no-go gate is not met: too few approvers agreed, somebody
objected later, an approver agreed to work of their own at an independent gate, or work that the gate decides on is
not recorded as done, or recorded without the proof that it asks for. `mopsdocs gate` judges by the same. With
`team: solo` in `site_config/workspace.yml` people may agree to work of their own.

A playbook that has moved on since the campaign began (`playbook_version`) may have steps that the campaign never had;
then only the decisions and the proof count.

## Why it matters

The gate is the last moment at which a wrong list or a broken link costs nothing. A campaign that went out past it has
no answer to the question who let it go, and the next one will do the same.

## How to mend it

If the decision was taken, record it: `mopsdocs approve` and `mopsdocs progress`. If it was not, take it now, or set the
status back. What happened cannot be mended afterwards: waive the rule for that campaign with a reason and an end date.

## Passes

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
status: launched
approvals:
  - gate: go-no-go
    decision: go
    by: review-desk
    on: 2027-03-05
```

## Fails

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
status: launched
approvals:
  - gate: go-no-go
    decision: revise
    by: review-desk
    on: 2027-03-05
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.broken import may_hold, run_is_broken
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.checks.facts.gate_state import GateState, Missing
from mopsdocs.checks.facts.gate_states import gate_states
from mopsdocs.checks.facts.gate_words import missing_in_words
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.campaign_run import CampaignRun, CampaignRuns
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.wording import counted

_LAUNCHED = frozenset({"launched", "completed"})
_SHOWN = 3


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such gate of a campaign, at its status."""
    staff, runs = Staff.of(library), CampaignRuns(library)
    for document in library.documents:
        campaign = document.model if document.kind == "campaign" and document.valid else None
        if not isinstance(campaign, Campaign) or campaign.status not in _LAUNCHED:
            continue
        if run_is_broken(context.broken, campaign) or may_hold(context.broken, "person", ""):
            continue
        run = runs.of(campaign)
        if run is not None:
            yield from _in_campaign(library, document.path, campaign, run, staff)


def _in_campaign(library: Library, path: str, campaign: Campaign, run: CampaignRun, staff: Staff) -> Iterator[Finding]:
    moved_on = campaign.playbook_version not in (None, run.playbook.version)
    for state in gate_states(campaign, run, staff).values():
        # Steps that came into the playbook since the campaign began are not missing for certain.
        missing = [one for one in state.missing if not (moved_on and one.kind == "step")]
        if state.gate.type == "go_no_go" and missing:
            yield _finding(library, path, campaign, state, missing)


def _finding(library: Library, path: str, campaign: Campaign, state: GateState, missing: list[Missing]) -> Finding:
    said = [missing_in_words(one, library.title).rstrip(".") for one in missing[:_SHOWN]]
    if len(missing) > _SHOWN:
        said.append(f"{counted(len(missing) - _SHOWN, 'thing')} more")
    message = f'the campaign is {campaign.status}, but "{state.gate.id}" is not met: {"; ".join(said)}'
    hint = f"mopsdocs gate {campaign.id} {state.gate.id} lists what is missing; record it, or set status back"
    return Finding(path, ("status",), message, hint, (state.gate.id,))
