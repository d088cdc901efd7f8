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

from collections.abc import Iterator

from mopsdocs.checks.rule import Category, Context, Rule, Scope
from mopsdocs.checks.steps import steps_by_id
from mopsdocs.diagnostics import Finding, Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import Document
from mopsdocs.documents.timing import offset

RULE = Rule("due-after-dependent", "A step is due too early", Category.PLANNING, Severity.ERROR, Scope.DOCUMENT)


def check(document: Document, library: Library, context: Context) -> Iterator[Finding]:
    """One finding for each such pair, at the due date of the step that waits."""
    placed = steps_by_id(document.model)
    for waiting in placed.values():
        due = offset(waiting.step.due)
        for id in waiting.step.depends_on:
            first = placed.get(id)
            if first is None or first is waiting or not offset(first.step.due).certainly_after(due):
                continue
            line = context.line(document.path, (*first.pointer, "due"))
            early, late = waiting.step.due, first.step.due
            message = f'"{waiting.step.id}" is due {early}, but waits for "{id}", which is due {late} (line {line})'
            hint = f'make "{waiting.step.id}" due {late} or later, or "{id}" due {early} or earlier'
            yield Finding(document.path, (*waiting.pointer, "due"), message, hint, (waiting.step.id, id))
