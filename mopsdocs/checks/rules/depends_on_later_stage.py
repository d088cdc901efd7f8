"""A step waits for work that its gate has yet to release.

## What it finds

Steps whose `depends_on` names a step of a later stage, with a gate between the two. The gate cannot be decided
before the first step is done, and that waits for work behind the gate. Pairs whose due dates contradict the
dependency too are reported by [due-after-dependent](due-after-dependent.md) alone.

## Why it matters

Taken at its word the plan stands still. In practice the gate is decided without the step, or the work behind it
begins without the decision, and everybody learns that gates are not meant seriously.

## How to mend it

Move the step behind the gate, or what it waits for before it. If it needs only a part of that work, make the part a
step of its own and place it before the gate.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - type: build
    steps:
      - {id: build-email}
    gate: {id: email-approved}
  - type: qa
    steps:
      - {id: test-links}
      - {id: fix-links, depends_on: [test-links]}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - type: build
    steps:
      - {id: build-email}
      - {id: fix-links, depends_on: [test-links]}
    gate: {id: email-approved}
  - type: qa
    steps:
      - {id: test-links}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.gates import PlacedGate, is_after, placed_gates
from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.facts.steps import PlacedStep, steps_by_id
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such dependency, at the place that names it."""
    playbook = playbook_in_use(document)
    if playbook is None or not _looks_ahead(playbook):
        return
    gates = list(placed_gates(playbook))
    steps = steps_by_id(playbook)
    for waiting in steps.values():
        for position, id in enumerate(waiting.step.depends_on):
            later = steps.get(id)
            gate = _between(gates, waiting, later) if later is not None else None
            if later is None or gate is None or is_after(later.step.due, waiting.step.due):
                continue
            lines = context.line((*gate.pointer, "id")), context.line((*later.pointer, "id"))
            message = (
                f'"{waiting.step.id}" waits for "{id}" (line {lines[1]}), '
                f'which comes after the gate "{gate.gate.id}" (line {lines[0]}) that "{waiting.step.id}" has to pass'
            )
            hint = f'move "{waiting.step.id}" behind the gate, or "{id}" before it'
            related = (
                Mention(document.path, (*gate.pointer, "id"), f'the gate "{gate.gate.id}" lies between the two'),
                Mention(document.path, (*later.pointer, "id"), f'"{id}" comes later'),
            )
            pointer = (*waiting.pointer, "depends_on", position)
            yield Finding(document.path, pointer, message, hint, (waiting.step.id, id), related=related)


def _looks_ahead(playbook: Playbook) -> bool:
    """Whether any step waits for one of a later stage, or for one that does not exist; nearly no playbook does."""
    seen: set[str] = set()
    for stage in playbook.stages:
        seen.update([step.id for step in stage.steps])
        if not all(seen.issuperset(step.depends_on) for step in stage.steps if step.depends_on):
            return True
    return False


def _between(gates: list[PlacedGate], waiting: PlacedStep, later: PlacedStep) -> PlacedGate | None:
    """The first gate that the step that waits has to pass and the later one lies behind."""
    begin, end = int(waiting.pointer[1]), int(later.pointer[1])
    return next((gate for gate in gates if begin <= gate.stage < end), None)
