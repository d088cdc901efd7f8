"""A gate is decided before the work it judges, or after the launch it guards.

## What it finds

Gates whose `due`, or whose `close_before` counted back from the launch, lies certainly before a step that they
decide on: a step of their stage, or of an earlier stage since the gate before it. Also gates that are due after the
next launch has happened, or later than their own `close_before` allows. A launch happens with the first milestone of
its stage, or with the last step of a stage without milestones.

Dates are compared only where no week-end or holiday could turn the order round. Recurring steps do not count, and
content that is changed behind the last gate is reported by [content-after-approval](content-after-approval.md).

## Why it matters

Approvers at such a gate say yes to something that does not exist yet, or to something that customers already have.
Either way the gate is a signature and not a decision.

## How to mend it

Move the gate behind the work and before the launch, or move the step that is too late: earlier, or into a stage
behind the gate if the gate is not about it.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - type: qa
    steps:
      - {id: test-send, due: -4bd}
    gate: {id: go-no-go, due: -3bd}
  - type: launch
    steps:
      - {id: send-invitations, kind: milestone, due: 0d}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - type: qa
    steps:
      - {id: test-send, due: -2bd}
    gate: {id: go-no-go, due: -3bd}
  - type: launch
    steps:
      - {id: send-invitations, kind: milestone, due: 0d}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mopsdocs.checks.facts.approved_content import late_changes
from mopsdocs.checks.facts.gates import Deadline, PlacedGate, deadline, is_after, placed_gates
from mopsdocs.checks.facts.launches import Launch, launches
from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.documents.timing import offset, period_in_words
from mopsdocs.wording import counted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding for each gate and reason, at the field that gives its time."""
    playbook = playbook_in_use(document)
    if playbook is None:
        return
    ahead = list(launches(playbook))
    begin = 0
    for gate in placed_gates(playbook):
        stages = range(begin, gate.stage + 1)
        begin = gate.stage + 1
        launch = next((launch for launch in ahead if launch.stage > gate.stage), None)
        decided = deadline(gate.gate, launch)
        if decided is None:
            continue
        late = _late_steps(playbook, stages, decided)
        if late:
            yield _too_early(document.path, gate, decided, late, context)
        if launch is not None and decided.field == "due":
            yield from _too_late(document.path, gate, launch, context)


def _late_steps(playbook: Playbook, stages: Iterable[int], decided: Deadline) -> list[PlacedStep]:
    """The steps of `stages` that are due after their gate, but for changes of content that another rule reports."""
    late = [
        PlacedStep(step, ("stages", number, "steps", index))
        for number in stages
        for index, step in enumerate(playbook.stages[number].steps)
        if is_after(step.due, decided.due) and step.recurs is None
    ]
    changes = {change.step.pointer for change in late_changes(playbook)} if late else set()
    return [placed for placed in late if placed.pointer not in changes]


def _too_early(
    path: str, placed: PlacedGate, decided: Deadline, late: Sequence[PlacedStep], context: DocumentContext
) -> Finding:
    """The finding for a gate before some of its work; the message names the step that is due last."""
    gate = placed.gate
    last = max(late, key=lambda placed: offset(placed.step.due).nominal_hours)
    when = f"is due {gate.due}" if decided.field == "due" else f"closes {gate.close_before} before the launch"
    more = f", and on {counted(len(late) - 1, 'other late step')}" if len(late) > 1 else ""
    message = (
        f'the gate "{gate.id}" {when}, but decides on "{last.step.id}", '
        f"which is due {last.step.due} (line {context.line(_due(last))}){more}"
    )
    hint = "finish the work before the gate, move it into a stage behind the gate, or move the gate"
    related = tuple(Mention(path, _due(step), f'"{step.step.id}" is due {step.step.due}') for step in late)
    values = (gate.id, *(step.step.id for step in late))
    return Finding(path, (*placed.pointer, decided.field), message, hint, values, related=related)


def _too_late(path: str, placed: PlacedGate, launch: Launch, context: DocumentContext) -> Iterator[Finding]:
    """The finding for a gate that is due after the launch behind it, or nearer to it than the gate itself allows."""
    gate, step = placed.gate, launch.moment.step
    if gate.due is None:
        return
    where = _due(launch.moment)
    limit = launch.minus(gate.close_before) if gate.close_before is not None else None
    if is_after(gate.due, launch.due):
        message = (
            f'the gate "{gate.id}" is due {gate.due}, but "{step.id}" in the launch stage "{launch.id}" '
            f"behind it is due {step.due} (line {context.line(where)})"
        )
        hint = f'make the gate due before {step.due}, or "{step.id}" after the gate'
    elif gate.close_before is not None and limit is not None and is_after(gate.due, limit):
        message = (
            f'the gate "{gate.id}" is due {gate.due}, less than {period_in_words(gate.close_before)} (close_before) '
            f'before "{step.id}", due {step.due} (line {context.line(where)})'
        )
        hint = "make the gate due earlier, or shorten close_before"
    else:
        return
    related = (
        Mention(path, where, f'"{step.id}" is due {step.due}'),
        Mention(path, (*launch.pointer, "type"), "this is a launch stage"),
    )
    yield Finding(path, (*placed.pointer, "due"), message, hint, (gate.id, step.id), related=related)


def _due(placed: PlacedStep) -> Pointer:
    return (*placed.pointer, "due")
