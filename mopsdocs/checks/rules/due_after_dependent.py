"""A step is due before a step that it waits for.

## What it finds

Two steps where one names the other in `depends_on` and is certainly due earlier, whatever calendar the region has.
Working days, calendar days and hours are compared only where no week-end or holiday could turn the order round.

## Why it matters

The plan promises a result before its ingredients exist. Whoever follows it starts late without knowing, and the days
that are missing are taken from the checks at the end.

## How to mend it

The message names both due dates. Move the earlier step later or the later one earlier, or remove the dependency if
the step does not really wait.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        due: -15bd
      - id: suppress-list
        due: -12bd
        depends_on: [pull-list]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        due: -10bd
      - id: suppress-list
        due: -12bd
        depends_on: [pull-list]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.timing import offset


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such pair, at the due date of the step that waits."""
    placed = context.steps
    for waiting in placed.values():
        due = offset(waiting.step.due)
        for id in waiting.step.depends_on:
            first = placed.get(id)
            if first is None or first is waiting or not offset(first.step.due).certainly_after(due):
                continue
            if _waits_for(first, waiting, placed):
                continue  # they wait for each other, which is a finding of its own and no order could mend
            line = context.line((*first.pointer, "due"))
            early, late = waiting.step.due, first.step.due
            message = f'"{waiting.step.id}" is due {early}, but waits for "{id}", which is due {late} (line {line})'
            hint = f'make "{waiting.step.id}" due {late} or later, or "{id}" due {early} or earlier'
            related = (Mention(document.path, (*first.pointer, "due"), f'"{id}" is due {late}'),)
            values = (waiting.step.id, id)
            yield Finding(document.path, (*waiting.pointer, "due"), message, hint, values, related=related)


def _waits_for(step: PlacedStep, other: PlacedStep, placed: Mapping[str, PlacedStep]) -> bool:
    """Whether `step` waits for `other`, directly or through steps between them."""
    pending, seen = [step.step.id], {step.step.id}
    while pending:
        for id in placed[pending.pop()].step.depends_on:
            if id == other.step.id:
                return True
            if id in placed and id not in seen:
                seen.add(id)
                pending.append(id)
    return False
