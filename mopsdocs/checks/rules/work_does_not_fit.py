"""There is less time for a step than it takes.

## What it finds

Steps that wait for others (`depends_on`) and take more working days than lie between the day on which those are due
and their own due date. Steps that wait for each other in a row are added up, so that a chain of small steps in too
short a time is found as well; it is reported once, at the step with which it stops fitting.

The comparison is generous. Both days count in full, the roles under `responsible` share the work evenly, and where
working days meet calendar days a week-end or a holiday never makes the difference. Steps that recur, or whose
conditions (`when`) differ, are not added up.

## Why it matters

A plan like this is late from its first day, and it shows only at the end. The time is then taken from the checks,
because the launch date is the one that was announced.

## How to mend it

Move the step later or what it waits for earlier, split the step so that a part can begin before, share it among more
roles, or take out a dependency that is none. If the effort was a guess, ask again.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-copy
        due: -10bd
      - id: build-email
        due: -7bd
        effort: 3d
        depends_on: [write-copy]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-copy
        due: -10bd
      - id: build-email
        due: -9bd
        effort: 3d
        depends_on: [write-copy]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from mopsdocs.checks.facts.playbooks import playbook_in_use
from mopsdocs.checks.facts.workload import Overload, overloads
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.wording import counted, quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each step that cannot be done in time, at its due date."""
    playbook = playbook_in_use(document)
    if playbook is not None:
        for overload in overloads(playbook):
            yield _finding(document.path, overload, context)


def _finding(path: str, overload: Overload, context: DocumentContext) -> Finding:
    step, first = overload.chain[-1].step, overload.origin
    place = (*first.pointer, "due")
    names = [placed.step.id for placed in overload.chain]
    takes = "takes" if len(names) == 1 else "take"
    message = (
        f'{quoted(names)} {takes} {_days(overload.needed)} after "{first.step.id}", due {first.step.due} '
        f"(line {context.line(place)}), but from then to {step.due} the plan has at most {_days(overload.available)}"
    )
    lacking = counted(ceil(overload.needed - overload.available), "working day")
    hint = f'make "{step.id}" due {lacking} later, "{first.step.id}" that much earlier, or divide the work'
    related = [Mention(path, place, f'"{first.step.id}" is due {first.step.due}')]
    related += [
        Mention(path, (*placed.pointer, "effort"), f'"{placed.step.id}" takes {placed.step.effort}')
        for placed in overload.chain
    ]
    pointer = (*overload.chain[-1].pointer, "due")
    return Finding(path, pointer, message, hint, (step.id, first.step.id), related=tuple(related))


def _days(amount: float) -> str:
    """`3 working days`, `1.5 working days`."""
    rounded = round(amount, 2)
    return f"{rounded:g} working day{'' if rounded == 1 else 's'}"
