"""Steps do not say how much work they are.

## What it finds

Tasks and checks without `effort`, grouped: one finding for each playbook or region, at the first such step, with
their number. Milestones need none. Regional copies are left to their playbook, and deprecated documents alone.

## Why it matters

Without effort a plan knows when things are due and not whether anybody has the time. Totals for each role, the answer
to "how many of these can we run in a month" and the check whether [work fits](work-does-not-fit.md) all start from
these numbers. A rough guess, corrected after two campaigns, does.

## How to mend it

Write the work and not the waiting: `effort: 4h` for hours, `effort: 2d` for working days of eight hours. Ask those
who do it. A team that does not plan effort sets the rule to `off` in `site_config/workspace.yml`.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: build-email
        kind: task
        effort: 1d
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: build-email
        kind: task
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.playbooks import steps_in_use
from mopsdocs.checks.facts.steps import placed_steps
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Step
from mopsdocs.wording import quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding, at the first step that does not say it."""
    lacking = [
        placed
        for placed in steps_in_use(document, _lacks_effort, copies=False)
        if (*placed.pointer, "effort") not in document.stand_ins
    ]
    if lacking:
        work = sum(placed.step.kind != "milestone" for placed in placed_steps(document.model))
        steps = quoted([placed.step.id for placed in lacking])
        message = f"no effort is given for {len(lacking)} of {work} tasks and checks: {steps}"
        hint = "ask those who do it and write, for example, effort: 4h or effort: 2d"
        yield Finding(document.path, lacking[0].pointer, message, hint)


def _lacks_effort(step: Step) -> bool:
    return step.effort is None and step.kind != "milestone"
