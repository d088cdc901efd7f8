"""A gate does not say what must be true for a yes.

## What it finds

Gates without `criteria`, or with an empty list of them. A regional copy is reported only for gates that its playbook
gives criteria, and deprecated playbooks are left alone.

## Why it matters

Without criteria each approver looks for something else, and mostly for what they looked for last time. A no is then a
matter of taste and a yes is worth nothing. Written criteria also tell those who do the work what to have ready.

## How to mend it

List under `criteria` what must be true, each so that one can look it up: not "quality is good" but "no blocker is open
and every warning has an owner and a date". `mopsdocs validate --fix` writes the list with a placeholder. Grounds that
stand in `description` so far can move there, one line each.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: go-no-go
      criteria:
        - No blocker is open and every warning has an owner and a date
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: go-no-go
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import placed_gates
from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import AddKey, Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such gate. An empty list has no edit: somebody has to fill it."""
    playbook = playbook_in_use(document)
    for placed in placed_gates(playbook) if playbook is not None else ():
        if not placed.gate.criteria:
            message = f'the gate "{placed.gate.id}" has no criteria'
            hint = "list under criteria what must be true for a yes"
            written = "criteria" in document.value["stages"][placed.stage]["gate"]
            stub = ["TODO say what must be true for a yes"]
            edit = None if written else AddKey(placed.pointer, "criteria", stub, placeholder=True)
            pointer = (*placed.pointer, "criteria") if written else placed.pointer
            yield Finding(document.path, pointer, message, hint, (placed.gate.id,), edit=edit)
