"""Nobody can prove that a check which may stop a launch was made.

## What it finds

Steps of kind `check` with `severity: blocker` whose `evidence` is missing or `none`, in playbooks and among the steps
that a region requires. A regional copy is reported only for checks that its playbook asks evidence for, and deprecated
playbooks are left alone.

## Why it matters

A blocker is a check whose failure would hurt: a missing suppression, a consent that cannot be shown. Months later the
question is not whether somebody ticked it but what they saw. Asking for proof also changes how people check, because
a picture of the result cannot be taken without looking.

## How to mend it

Write `evidence: screenshot` for something to look at, such as a count or a header, and `evidence: link` for something
that stays, such as a report or a test run. If the check needs no proof, it is perhaps a warning and no blocker.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: check-suppression
        kind: check
        severity: blocker
        evidence: screenshot
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: check-suppression
        kind: check
        severity: blocker
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.playbooks import steps_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Step


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such check: at its `evidence: none`, or at the step."""
    for placed in steps_in_use(document, _leaves_nothing):
        step = placed.step
        message = f'the check "{step.id}" may stop a launch, but leaves no evidence'
        hint = "write evidence: screenshot or evidence: link"
        related = (Mention(document.path, (*placed.pointer, "severity"), "a failed blocker stops a launch"),)
        pointer = (*placed.pointer, "evidence") if step.evidence else placed.pointer
        yield Finding(document.path, pointer, message, hint, (step.id,), related=related)


def _leaves_nothing(step: Step) -> bool:
    return step.severity == "blocker" and step.kind == "check" and step.evidence in (None, "none")
