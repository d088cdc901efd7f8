"""A gate asks for more approvals than it has approvers.

## What it finds

Gates whose `quorum` is a number above the number of roles under `approvers`. Approvers with a condition (`when`)
count, because it may hold.

## Why it matters

Such a gate can never be passed. People go on without it, and from then on they know how to go on without a gate.

## How to mend it

Add the approver who is missing, lower the number, or write `quorum: all`, which stays right when approvers come and
go.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: go-no-go
      approvers:
        - role: marketing-director
        - role: privacy-counsel
      quorum: 2
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      id: go-no-go
      approvers:
        - role: marketing-director
        - role: privacy-counsel
      quorum: 3
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import placed_gates
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import counted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such gate, at its quorum. Deprecated playbooks count: campaigns may still run them."""
    if document.kind != "playbook" or not isinstance(document.model, Playbook):
        return
    for placed in placed_gates(document.model):
        quorum = placed.gate.quorum
        approvers = len({approver.role for approver in placed.gate.approvers})
        if isinstance(quorum, int) and quorum > approvers:
            message = f'the gate "{placed.gate.id}" needs {quorum} approvals, but has {counted(approvers, "approver")}'
            hint = "add the approver who is missing, lower the number, or write quorum: all"
            related = (Mention(document.path, (*placed.pointer, "approvers"), "the approvers"),)
            pointer = (*placed.pointer, "quorum")
            yield Finding(document.path, pointer, message, hint, (placed.gate.id, str(quorum)), related=related)
