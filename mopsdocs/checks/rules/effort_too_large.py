"""A step is so large that nobody can see how far it is.

## What it finds

Steps whose `effort` is more than `thresholds.effort_days` working days (default 10; a day has eight hours), in
playbooks and among the steps that a region requires. Regional copies are left to their playbook.

## Why it matters

For two weeks such a step is "nearly done", and on the last day it is not. Work of that size has parts that wait for
each other, go to different people and can be reviewed one by one; a plan that hides them cannot be steered.

## How to mend it

Split the step where something is handed over or could be looked at: concept, first version, final version. Where the
size is normal for you, raise the threshold in `site_config/workspace.yml`: `thresholds: {effort_days: 15}`.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - {id: script-video, effort: 3d}
      - {id: shoot-video, effort: 4d}
      - {id: cut-video, effort: 8d}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - {id: produce-video, effort: 15d}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.playbooks import steps_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Step
from mopsdocs.documents.timing import HOURS_PER_WORKING_DAY, work_hours
from mopsdocs.wording import counted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such step, at its effort."""
    most = context.settings.thresholds.effort_days
    limit = most * HOURS_PER_WORKING_DAY

    def is_too_large(step: Step) -> bool:
        return step.effort is not None and work_hours(step.effort) > limit

    for placed in steps_in_use(document, is_too_large, copies=False):
        message = f'"{placed.step.id}" takes {placed.step.effort}, more than {counted(most, "working day")}'
        hint = "split it where something is handed over, or raise thresholds.effort_days in workspace.yml"
        yield Finding(document.path, (*placed.pointer, "effort"), message, hint, (placed.step.id,))
