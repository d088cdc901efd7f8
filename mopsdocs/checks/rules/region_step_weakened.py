"""A regional copy has a step that its region requires, but in a weaker form.

## What it finds

Steps of regional copies that their region requires (`required_steps`), where the copy

- has another `kind` than the region's `check`, or a lower `severity`,
- asks for no `evidence` where the region wants some,
- has another `accountable` role, or lacks one of the `responsible` roles,
- is due later, whatever the calendar,
- applies under a condition (`when`) that the region does not have,
- lacks items of the region's `checklist`.

A step that is due earlier, has more roles, more items or a higher severity is stronger and stays silent. Deprecated
copies are left alone. Also found are campaigns that note a deviation from a required step which nobody approved
(`approved_by`), as long as the campaign is not over.

This is a reminder, not legal advice. To change its level or to switch it off, set `region-step-weakened` under `rules`
in workspace.yml.

## Why it matters

The step is there, so everybody believes that the region's rule is kept. A blocker that became a warning no longer stops
the send, a check without evidence proves nothing two years later, and a condition may never come true.

## How to mend it

Write in the copy what the region's file says; the finding names it. If the region asks for more than it needs, change
the region, so that all its copies change. If this one copy has a reason, waive the finding with the name of whoever
answers for it.

## Passes

```yaml
# playbooks/regions/de/webinar.yml
stages:
  - steps:
      - id: de-prove-consent
        severity: blocker
        due: -14bd
        evidence: link
```

## Fails

```yaml
# playbooks/regions/de/webinar.yml
stages:
  - steps:
      - id: de-prove-consent
        severity: info
        due: -1bd
        when: audience_size > 1000
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from mopsdocs.checks.facts.copies import Copy, copies, sound
from mopsdocs.checks.facts.required_steps import Demand, demands
from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Campaign, Step
from mopsdocs.documents.timing import offset
from mopsdocs.documents.weights import WEIGHT
from mopsdocs.wording import quoted

_PROOF: Final = frozenset({"link", "screenshot"})
_OVER: Final = frozenset({"completed", "cancelled"})


@dataclass(frozen=True, slots=True)
class _Weakness:
    """In what the copy's step is weaker: the field, what is wrong, the remedy, and the words that it is about."""

    field: str
    complaint: str
    remedy: str
    words: tuple[str, ...] = ()


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each field of a step that is weaker, then deviations that nobody approved."""
    for copy in copies(library):
        region = sound(library, "region", copy.playbook.region)
        if region is not None:
            yield from _in_copy(copy, region)
    for campaign in library.entries("campaign"):
        if campaign.item.status not in _OVER:
            yield from _deviations(campaign, library)


def _in_copy(copy: Copy, region: Entry) -> Iterator[Finding]:
    for demand in demands(copy.playbook, region.item):
        if demand.carried is not None:
            for weakness in _weaknesses(demand.carried.step, demand.required.step):
                yield _finding(copy.document.path, demand.carried, region, demand, weakness)


def _finding(path: str, placed: PlacedStep, region: Entry, demand: Demand, weakness: _Weakness) -> Finding:
    present = getattr(placed.step, weakness.field) not in (None, ())
    pointer = (*placed.pointer, weakness.field) if present else placed.pointer
    required = demand.required.step.id
    message = f'"{placed.step.id}" {weakness.complaint}'
    named = "" if required == placed.step.id else f' in "{required}"'
    hint = f"{weakness.remedy}, as {region.path} has it{named}"
    mention = Mention(region.path, demand.pointer, f'"{required}" as "{region.id}" requires it')
    values = (required, weakness.field, *weakness.words)
    return Finding(path, pointer, message, hint, values, related=(mention,))


def _weaknesses(step: Step, required: Step) -> Iterator[_Weakness]:
    if required.kind == "check" != step.kind:
        yield _Weakness("kind", f"is a {step.kind} here, but a check in the region", "write kind: check")
    if WEIGHT[step.severity] < WEIGHT[required.severity]:
        has = f"has severity {step.severity}" if step.severity else "has no severity"
        complaint = f"{has}, but {required.severity} in the region"
        yield _Weakness("severity", complaint, f"write severity: {required.severity}")
    if required.evidence in _PROOF and step.evidence not in _PROOF:
        yield _Weakness(
            "evidence", "asks for no evidence, but does in the region", f"write evidence: {required.evidence}"
        )
    yield from _people(step, required)
    if offset(step.due).certainly_after(offset(required.due)):
        complaint = f"is due {step.due}, later than in the region ({required.due})"
        yield _Weakness("due", complaint, f"make it due {required.due} or earlier")
    if step.when is not None and required.when is None:
        yield _Weakness("when", "applies under a condition, but always in the region", "remove when")
    items = {id for item in step.checklist for id in (item.id, *item.previous_ids)}
    lost = tuple(item.id for item in required.checklist if items.isdisjoint((item.id, *item.previous_ids)))
    if lost:
        yield _Weakness("checklist", f"lacks {quoted(lost)} in its checklist", "add what is missing", lost)


def _people(step: Step, required: Step) -> Iterator[_Weakness]:
    if step.accountable != required.accountable:
        complaint = f'is answered for by "{step.accountable}", but in the region by "{required.accountable}"'
        yield _Weakness("accountable", complaint, f"write accountable: {required.accountable}", (step.accountable,))
    lost = tuple(role for role in required.responsible if role not in step.responsible)
    if lost:
        yield _Weakness("responsible", f"is not done by {quoted(lost)}, but is in the region", "name the role", lost)


def _deviations(entry: Entry, library: Library) -> Iterator[Finding]:
    campaign = cast(Campaign, entry.item)
    region = sound(library, "region", campaign.region)
    if region is None or all(deviation.approved_by for deviation in campaign.deviations):
        return
    playbook = library.playbook_of(campaign)
    asked = list(demands(playbook, region.item)) if playbook is not None else []
    required = {demand.required.step.id: demand for demand in asked}
    for index, deviation in enumerate(campaign.deviations):
        demand = required.get(deviation.step)
        if demand is not None and not deviation.approved_by:
            message = (
                f'the campaign departs from "{deviation.step}", which "{region.id}" requires, and nobody approved it'
            )
            hint = f'ask who answers for it, "{demand.required.step.accountable}", and write the person as approved_by'
            mention = Mention(region.path, demand.pointer, f'"{deviation.step}" as "{region.id}" requires it')
            yield Finding(
                entry.path, ("deviations", index), message, hint, (deviation.step, "approved_by"), related=(mention,)
            )
