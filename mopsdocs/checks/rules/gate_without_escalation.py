"""When the approvers do not answer in time, nothing happens.

## What it finds

Gates that set a time limit (`sla`) but name nobody under `escalate_to`, or name the role that approves alone.
Regional copies are left to their playbook, and workspaces with `team: solo` alone.

## Why it matters

A limit without a consequence is a wish. On the day it runs out somebody has to find out who may decide instead, and
that is the day on which there is no time for it.

## How to mend it

Name the role that decides when the approvers do not: `escalate_to: chief-marketing-officer`. It should be a role that
can be reached and is not waited for anyway.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: brief-approved
      approvers: [{role: marketing-director}]
      sla: 2bd
      escalate_to: chief-marketing-officer
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: brief-approved
      approvers: [{role: marketing-director}]
      sla: 2bd
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import placed_gates
from mopsdocs.checks.facts.playbooks import library_playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such gate: at its time limit, or at the role that decides anyway."""
    playbook = library_playbook_in_use(document)
    if playbook is None or context.settings.solo:
        return
    for placed in placed_gates(playbook):
        gate = placed.gate
        hint = "name under escalate_to the role that decides when the approvers do not"
        if gate.sla is not None and gate.escalate_to is None:
            message = f'the approvers of "{gate.id}" have {gate.sla}, and nobody decides when they do not answer'
            yield Finding(document.path, (*placed.pointer, "sla"), message, hint, (gate.id,))
        elif gate.escalate_to is not None and {approver.role for approver in gate.approvers} == {gate.escalate_to}:
            message = f'"{gate.id}" escalates to "{gate.escalate_to}", the only role that approves it'
            related = (Mention(document.path, (*placed.pointer, "approvers"), "the approvers"),)
            pointer = (*placed.pointer, "escalate_to")
            yield Finding(document.path, pointer, message, hint, (gate.id, gate.escalate_to), related=related)
