"""Steps wait for each other in a circle.

## What it finds

Steps whose `depends_on` leads back to themselves, directly or by way of others, in a playbook or among the required
steps of a region. Each circle is reported once, whole: `a → b → a`.

## Why it matters

None of the steps in the circle can ever begin. Exports to project tools refuse such tasks or drop dependencies
silently, and a schedule cannot be computed.

## How to mend it

Decide which step really comes first and take the other one out of its `depends_on`. Where two steps go back and forth
(write, comment, rewrite), make them three.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-copy
      - id: review-copy
        depends_on: [write-copy]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-copy
        depends_on: [review-copy]
      - id: review-copy
        depends_on: [write-copy]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mopsdocs.checks.facts.graph import circles
from mopsdocs.checks.facts.steps import PlacedStep
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each circle, at the dependency that the first of its steps in reading order has."""
    placed = context.steps
    if _all_wait_for_earlier_ones(placed):
        return
    waits_for = {id: [name for name in step.step.depends_on if name in placed] for id, step in placed.items()}
    for circle in circles(waits_for):
        first = placed[circle[0]]
        position = first.step.depends_on.index(circle[1])
        chain = " → ".join(circle)
        message = f"these steps wait for each other: {chain}"
        if len(circle) == 2:
            message = f'the step "{circle[0]}" waits for itself'
        hint = f'take "{circle[1]}" out of depends_on of "{circle[0]}"'
        if len(circle) > 2:
            hint += ", or break the circle at another arrow"
        yield Finding(document.path, (*first.pointer, "depends_on", position), message, hint, tuple(circle))


def _all_wait_for_earlier_ones(placed: Mapping[str, PlacedStep]) -> bool:
    """Whether every step stands below those that it waits for, as in nearly all playbooks: then there is no circle."""
    seen: set[str] = set()
    for id, (step, _) in placed.items():
        if not seen.issuperset(step.depends_on):
            return False
        seen.add(id)
    return True
