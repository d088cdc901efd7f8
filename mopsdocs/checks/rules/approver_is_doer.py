"""An independent gate is approved by a role that did the work.

## What it finds

Gates with `independent: true` where a role under `approvers` is also `responsible` for a step that the gate closes: a
step of its stage, or of an earlier stage since the gate before it.

With `team: solo` in `site_config/workspace.yml` nobody else can be asked. Then only those of these gates are found that
have neither `description` nor `criteria`, and so say nothing about what makes up for the second person.

## Why it matters

Whoever built something reads what they meant, not what is there. A second pair of eyes finds the wrong link, the
wrong date and the wrong segment before the customers do. A gate that says it is independent and is not is worse than
none, because everybody downstream relies on it.

## How to mend it

Let another role approve, or give the step to another role. Where one person holds several roles, write `team: solo`
and say in the gate's description or criteria what makes up for the second pair of eyes: a second look on the next
day, a read-through on paper, somebody from sales with the checklist. `mopsdocs validate --fix` adds a description with
a placeholder there.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: build-email
        responsible: [mops-specialist]
    gate:
      id: email-approved
      approvers:
        - role: qa-reviewer
      independent: true
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: build-email
        responsible: [mops-specialist]
    gate:
      id: email-approved
      approvers:
        - role: mops-specialist
      independent: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.steps import ClosedWork, PlacedStep, work_closed_by_gates
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import AddKey, Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each approver that did some of the work, at the approver's role; one for each gate if solo."""
    if not isinstance(document.model, Playbook) or not _may_happen(document.model):
        return
    for work in work_closed_by_gates(document.model):
        if not work.gate.independent:
            continue
        doers = [(index, done) for index, done in _doers(work) if done]
        if not context.settings.solo:
            yield from (_second_role(document.path, work, index, done, context) for index, done in doers)
        elif doers and not work.gate.description and not work.gate.criteria:
            yield _second_look(document.path, work, *doers[0])


def _may_happen(playbook: Playbook) -> bool:
    """Whether any approver does any work at all: one look at the roles, before it is asked who closes what."""
    gates = [stage.gate for stage in playbook.stages if stage.gate is not None and stage.gate.independent]
    roles = {approver.role for gate in gates for approver in gate.approvers}
    return any(not roles.isdisjoint(step.responsible) for stage in playbook.stages for step in stage.steps)


def _doers(work: ClosedWork) -> Iterator[tuple[int, list[PlacedStep]]]:
    """The number of each approver, with the steps that its role is responsible for."""
    for index, approver in enumerate(work.gate.approvers):
        yield index, [placed for placed in work.steps if approver.role in placed.step.responsible]


def _second_role(path: str, work: ClosedWork, index: int, done: list[PlacedStep], context: DocumentContext) -> Finding:
    role = work.gate.approvers[index].role
    line = context.line((*done[0].pointer, "responsible"))
    more = f" and {len(done) - 1} more" if len(done) > 1 else ""
    message = (
        f'"{role}" approves the independent gate "{work.gate.id}" '
        f'and is responsible for "{done[0].step.id}" (line {line}){more}'
    )
    hint = "let another role approve, give the work to another role, or write independent: false"
    values = (role, *(placed.step.id for placed in done))
    pointer = (*work.pointer, "approvers", index, "role")
    return Finding(path, pointer, message, hint, values, related=(_done_by_it(path, done[0]),))


def _second_look(path: str, work: ClosedWork, index: int, done: list[PlacedStep]) -> Finding:
    """The finding where nobody else could approve: the gate lacks words about what is done instead."""
    role = work.gate.approvers[index].role
    message = (
        f'"{role}" does the work and approves it at the gate "{work.gate.id}", '
        "which does not say what makes up for a second person"
    )
    hint = "say it under description or criteria, for example a second look on the next day"
    edit = AddKey(work.pointer, "description", "TODO say what makes up for a second person", placeholder=True)
    return Finding(path, work.pointer, message, hint, (role,), edit=edit, related=(_done_by_it(path, done[0]),))


def _done_by_it(path: str, placed: PlacedStep) -> Mention:
    return Mention(path, (*placed.pointer, "responsible"), f'"{placed.step.id}" is done by it')
