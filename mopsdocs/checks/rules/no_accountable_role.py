"""The role that answers for a step is held by nobody who could.

## What it finds

Steps whose `accountable` role is held by no person in `site_config/people.yml`, or is `external`. Each such role is
reported once per document, at the first step that names it. Nothing is reported while people.yml is missing or empty.

## Why it matters

Every step has exactly one accountable role; that is what the format asks for. It is worth nothing when nobody holds
the role: the reminder goes to no one and the escalation ends in the air. An agency or a freelancer may do the work,
but the company answers for the result, above all for consent and data protection.

## How to mend it

Give the role to a person in people.yml, or make another role accountable and put the external one under
`responsible`.

## Passes

```yaml
# site_config/people.yml
people:
  - id: events-desk
    name: Events desk
    roles: [campaign-manager]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: design-slides
        responsible: [agency]
        accountable: agency
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mopsdocs.checks.facts.steps import PlacedStep, placed_steps
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each role that cannot answer, at the first step of a document that makes it accountable."""
    held = {role for person in library.entries("person") for role in person.item.roles}
    suspects = {
        entry.id: entry for entry in library.entries("role") if entry.item.external or (held and entry.id not in held)
    }
    if suspects:
        for document in library.documents:
            if suspects.keys().isdisjoint(id for kinds, id in document.names if "role" in kinds):
                continue
            yield from _in_document(document, suspects)


def _in_document(document: Document, suspects: Mapping[str, Entry]) -> Iterator[Finding]:
    by_role: dict[str, list[PlacedStep]] = {}
    for placed in placed_steps(document.model):
        if placed.step.accountable in suspects:
            by_role.setdefault(placed.step.accountable, []).append(placed)
    for role, steps in by_role.items():
        pointer = (*steps[0].pointer, "accountable")
        how_many = counted(len(steps), "step")
        if suspects[role].item.external:
            message = f'"{role}" is an external role, but accountable for {how_many}'
            hint = f'make a role inside the company accountable, and name "{role}" under responsible'
            yield Finding(document.path, pointer, message, hint, (role, "external"))
        else:
            message = f'nobody in site_config/people.yml holds "{role}", which is accountable for {how_many}'
            hint = f'add "{role}" to the roles of a person, or make another role accountable'
            yield Finding(document.path, pointer, message, hint, (role,))
