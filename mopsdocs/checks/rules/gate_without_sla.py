"""Approvers do not know how long they may take.

## What it finds

Gates of type `approval` without `sla`, and gates of the types `qa` and `go_no_go` that give no time at all: neither
`sla` nor `due` nor `close_before`. Regional copies are left to their playbook, and workspaces with `team: solo` alone.

## Why it matters

Waiting for approval is where campaigns lose most of their days, and nobody notices, because everybody has done their
part. A due date says when the decision is needed; the time limit says how long before that the work must be ready, and
from when on a reminder is fair.

## How to mend it

Agree with the approvers how long they need and write it: `sla: 2bd`. The first day is the one after everything is
ready. Where a process gives the time, take it from there.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: brief-approved
      type: approval
      sla: 2bd
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: brief-approved
      type: approval
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import placed_gates
from mopsdocs.checks.facts.playbooks import library_playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such gate."""
    playbook = library_playbook_in_use(document)
    if playbook is None or context.settings.solo:
        return
    for placed in placed_gates(playbook):
        gate = placed.gate
        if gate.sla is not None:
            continue
        if gate.type == "approval":
            message = f'the gate "{gate.id}" does not say how long its approvers may take'
            hint = "agree with them how long they need and write it under sla, for example in working days"
            yield Finding(document.path, placed.pointer, message, hint, (gate.id,))
        elif gate.due is None and gate.close_before is None:
            message = f'the gate "{gate.id}" does not say when it is decided'
            hint = "write due, close_before or sla"
            yield Finding(document.path, placed.pointer, message, hint, (gate.id,))
