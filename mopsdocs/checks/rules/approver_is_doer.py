"""An independent gate is approved by a role that did the work.

## What it finds

Gates with `independent: true` where a role under `approvers` is also `responsible` for a step that the gate closes: a
step of its stage, or of an earlier stage since the gate before it.

## Why it matters

Whoever built something reads what they meant, not what is there. A second pair of eyes finds the wrong link, the
wrong date and the wrong segment before the customers do. A gate that says it is independent and is not is worse than
none, because everybody downstream relies on it.

## How to mend it

Let another role approve, or give the step to another role. In a team of one or two people write `independent: false`
and say in the gate's description what makes up for it, for example a second look on the next day.

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

from mopsdocs.checks.rule import Category, Context, Rule, Scope
from mopsdocs.checks.steps import work_closed_by_gates
from mopsdocs.diagnostics import Finding, Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook
from mopsdocs.documents.reading import Document

RULE = Rule("approver-is-doer", "A role approves its own work", Category.CONTROL, Severity.ERROR, Scope.DOCUMENT)


def check(document: Document, library: Library, context: Context) -> Iterator[Finding]:
    """One finding for each approver that did some of the work, at the approver's role."""
    if not isinstance(document.model, Playbook):
        return
    for work in work_closed_by_gates(document.model):
        if not work.gate.independent:
            continue
        for index, approver in enumerate(work.gate.approvers):
            done = [placed for placed in work.steps if approver.role in placed.step.responsible]
            if not done:
                continue
            line = context.line(document.path, (*done[0].pointer, "responsible"))
            more = f" and {len(done) - 1} more" if len(done) > 1 else ""
            message = (
                f'"{approver.role}" approves the independent gate "{work.gate.id}" '
                f'and is responsible for "{done[0].step.id}" (line {line}){more}'
            )
            hint = "let another role approve, give the work to another role, or write independent: false"
            values = (approver.role, *(placed.step.id for placed in done))
            yield Finding(document.path, (*work.pointer, "approvers", index, "role"), message, hint, values)
