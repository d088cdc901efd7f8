"""Something is launched without anybody having decided that it may.

## What it finds

Playbooks with a stage of type `launch` and no gate of type `go_no_go` in an earlier stage or in the launch stage
itself. With several launches one such gate before the last is enough, so a pilot may precede the decision. A regional
copy is reported only where its playbook has the gate, and deprecated playbooks are left alone.

## Why it matters

Approvals of copy, audience and budget are about parts, and each of them can be right on its own day. The go or no-go
is the one moment at which somebody looks at the whole: are all checks passed, is the date still right, can it be
stopped? Where nobody is asked, the calendar decides.

## How to mend it

Give the stage before the launch, usually QA, a gate with `type: go_no_go`, approvers and criteria. If the last gate
there is this decision already, only its `type` is wrong.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - type: qa
    gate: {id: go-no-go, type: go_no_go}
  - type: launch
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - type: qa
    gate: {id: qa-passed, type: qa}
  - type: launch
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import placed_gates
from mopsdocs.checks.facts.playbooks import outline_is_certain, playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding, at the first launch stage."""
    playbook = playbook_in_use(document)
    if playbook is None:
        return
    stages = [number for number, stage in enumerate(playbook.stages) if stage.type == "launch"]
    gates = [gate for gate in placed_gates(playbook) if stages and gate.stage <= stages[-1]]
    if not stages or any(gate.gate.type == "go_no_go" for gate in gates) or not outline_is_certain(document):
        return
    launch = playbook.stages[stages[0]]
    message = f'nobody decides on the launch: no gate before "{launch.id}" is of type go_no_go'
    hint = "give the stage before it a gate of type go_no_go"
    if gates:
        hint += f', or that type to "{gates[-1].gate.id}" if it is this decision'
    yield Finding(document.path, ("stages", stages[0]), message, hint, (launch.id,))
