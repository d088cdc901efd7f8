"""Checks do not say how much a failure weighs.

## What it finds

Steps of kind `check` without `severity`, grouped: one finding for each playbook or region, at the first such step,
with their number. Regional copies are left to their playbook, and deprecated documents alone.

## Why it matters

On the evening before a launch three checks have failed, and somebody has to know which of them stops it. If the
playbook does not say so, the decision is taken by whoever is most tired.

## How to mend it

`severity: blocker` stops the launch, `severity: warning` needs a decision with an owner and a date, and
`severity: info` is a reminder. Decide it once, here, with those who answer for the result.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: test-links
        kind: check
        severity: blocker
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: test-links
        kind: check
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
    """At most one finding, at the first check that does not say it."""
    lacking = [
        placed
        for placed in steps_in_use(document, _weighs_nothing, copies=False)
        if document.stand_ins.isdisjoint({(*placed.pointer, "severity"), (*placed.pointer, "kind")})
    ]
    if lacking:
        checks = sum(placed.step.kind == "check" for placed in placed_steps(document.model))
        steps = quoted([placed.step.id for placed in lacking])
        message = f"no severity is given for {len(lacking)} of {checks} checks: {steps}"
        hint = "write severity: blocker, warning or info, according to what happens when the check fails"
        yield Finding(document.path, lacking[0].pointer, message, hint)


def _weighs_nothing(step: Step) -> bool:
    return step.severity is None and step.kind == "check"
