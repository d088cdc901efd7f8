"""A regional copy lacks a step that its region requires.

## What it finds

Regional copies without one of the `required_steps` of their region. Steps that the region asks for on certain channels
only (`channels`) are asked of copies that use one of these, or name none. A step counts as present under its own id,
under an id that it had before, or when another step of the copy lists it in `previous_ids`. Deprecated copies are left
alone.

A campaign without a regional copy runs the library playbook with the required steps laid over it, so nothing is missing
there.

This is a reminder, not legal advice. To change its level or to switch it off, set `region-step-missing` under `rules`
in workspace.yml.

## Why it matters

Required steps are what the law of the country asks of every campaign: proof of consent, an imprint, an entry in a
register. `mopsdocs clone` puts them into a new copy. They go missing when the region learns of a new law after the copy
was made, or when somebody tidies up, and the campaign that runs the copy will not notice.

## How to mend it

Copy the step from the region's file to the end of the stage that the finding points to, and adjust its due date. Where
another step of the copy does the same work, add the id of the required one to its `previous_ids`.

## Passes

```yaml
# playbooks/regions/de/webinar.yml
region: de
stages:
  - id: segmentation
    type: segmentation
    steps:
      - id: pull-list
      - id: de-prove-consent
```

## Fails

```yaml
# playbooks/regions/de/webinar.yml
region: de
stages:
  - id: segmentation
    type: segmentation
    steps:
      - id: pull-list
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.copies import Copy, copies, sound
from mopsdocs.checks.facts.required_steps import Demand, demands
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.required_steps import stage_for


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each step that a copy lacks, at the steps of the stage that it belongs to."""
    for copy in copies(library, context.broken):
        region = sound(library, "region", copy.playbook.region)
        if region is None:
            continue
        for demand in demands(copy.playbook, region.item):
            if demand.carried is None:
                yield _missing(copy, region, demand, context)


def _missing(copy: Copy, region: Entry, demand: Demand, context: LibraryContext) -> Finding:
    id = demand.required.step.id
    stage = stage_for(demand.required, copy.playbook.stages)
    message = f'the step "{id}", which "{region.id}" requires, is missing'
    place = f"{region.path}:{context.line(region.path, demand.pointer)}"
    hint = (
        f'copy it from {place} to the end of the stage "{copy.playbook.stages[stage].id}", '
        f'or add "{id}" to the previous_ids of the step that does this work'
    )
    related = (Mention(region.path, demand.pointer, f'"{id}" as the region has it'),)
    return Finding(copy.document.path, ("stages", stage, "steps"), message, hint, (id,), related=related)
