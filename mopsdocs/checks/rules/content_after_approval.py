"""What goes live is changed after the last approval.

## What it finds

Tasks in stages of type `build` or `content_review` that come after the last gate before a launch: because their stage
stands between the gate and the launch (one finding for the stage), or because they are certainly due later than the
gate. Gates on a plan or on an audience do not count, work that is due after the launch is left alone, and so is
everything when the launch stage has a gate of its own.

## Why it matters

An approval holds for what was shown. A line that is rewritten or a version that is translated afterwards has been
seen by nobody, and the incident that follows begins with the sentence "but it was approved".

## How to mend it

Finish the content before the gate, or put a gate behind it, best the `go_no_go` at the end of QA. Where the step
changes nothing that customers see, move it into the stage to which it belongs, for example the launch.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - type: build
    steps:
      - {id: translate-email, kind: task, due: -6bd}
  - type: qa
    gate: {id: go-no-go, due: -3bd}
  - type: launch
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - type: qa
    gate: {id: go-no-go, due: -3bd}
  - type: build
    steps:
      - {id: translate-email, kind: task, due: -2bd}
  - type: launch
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.approved_content import LateChange, late_changes
from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each stage behind the gate, at its id, and for each step that is due too late, there."""
    playbook = playbook_in_use(document)
    if playbook is None:
        return
    behind: dict[int, list[LateChange]] = {}
    for change in late_changes(playbook):
        if change.placed:
            behind.setdefault(int(change.step.pointer[1]), []).append(change)
        else:
            yield _due_later(document.path, change, context)
    for number, changes in behind.items():
        yield _stands_behind(document.path, playbook, number, changes, context)


def _due_later(path: str, change: LateChange, context: DocumentContext) -> Finding:
    step, gate = change.step.step, change.gate.gate
    place = (*change.gate.pointer, "due")
    message = (
        f'"{step.id}" is due {step.due}, after "{gate.id}", due {gate.due} (line {context.line(place)}), '
        f'the last gate before "{change.launch.id}": what it changes goes live unapproved'
    )
    related = (
        Mention(path, place, f'"{gate.id}" is due {gate.due}'),
        Mention(path, ("stages", change.step.pointer[1], "type"), "a stage of this type makes content"),
        *_launch(path, change),
    )
    return Finding(path, (*change.step.pointer, "due"), message, _hint(change), (step.id, gate.id), related=related)


def _stands_behind(
    path: str, playbook: Playbook, number: int, changes: list[LateChange], context: DocumentContext
) -> Finding:
    stage, change = playbook.stages[number], changes[0]
    gate = change.gate.gate
    place = (*change.gate.pointer, "id")
    steps = quoted([late.step.step.id for late in changes])
    message = (
        f'the {stage.type} stage "{stage.id}" comes after "{gate.id}" (line {context.line(place)}), '
        f'the last gate before "{change.launch.id}": what is changed in {steps} goes live unapproved'
    )
    related = (
        Mention(path, place, f'"{gate.id}" is the last gate before the launch'),
        Mention(path, ("stages", number, "type"), "a stage of this type makes content"),
        *_launch(path, change),
    )
    return Finding(path, ("stages", number, "id"), message, _hint(change), (stage.id, gate.id), related=related)


def _hint(change: LateChange) -> str:
    return f'finish it before "{change.gate.gate.id}", or put a gate between it and the launch'


def _launch(path: str, change: LateChange) -> tuple[Mention, ...]:
    return (Mention(path, (*change.launch.pointer, "type"), "this is the launch"),)
