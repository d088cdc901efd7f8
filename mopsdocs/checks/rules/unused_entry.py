"""A role, tool, metric or segment that nothing names.

## What it finds

Entries of the catalogues of roles, metrics, segments and tools that no document and no other entry names. Left alone
are entries on their way out, tools that are not `active`, and roles that `receives` something: they are stakeholders.
People, terms, data fields and tags are there to be looked up and need not be named. Nothing is reported while a file
of the workspace has errors, because it may hold the name.

## Why it matters

A catalogue is useful as long as everything in it is in use. A metric that no playbook is measured by, or a tool that
no step is done with, costs somebody a review every few months and everybody a choice; unused tools are also paid for.

## How to mend it

Name the entry where it is used: in the steps that are done with the tool, the playbook that is measured by the metric.
If nothing uses it, remove it. If it should stay readable for a while, give it a `deprecation`; if it is kept for
something that is planned, waive the finding with a date.

## Passes

```yaml
# site_config/metrics.yml
metrics:
  - id: registrations
    guardrail: complaint-rate
  - id: complaint-rate
    guardrail: registrations
```

## Fails

```yaml
# site_config/metrics.yml
metrics:
  - id: registrations
    title: Registrations
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Role, Tool

_NAMED_BY: Final = {
    "role": "nobody holds it and nothing is done by it",
    "tool": "no step, process, metric or field says that it is used",
    "metric": "no playbook or process is measured by it",
    "segment": "no playbook or process addresses it",
}
"""Kinds whose entries are there to be named, each with what it means when they are not."""


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such entry, at its id."""
    if context.broken or not all(document.valid for document in library.documents):
        return
    named = {(kind, id) for kinds, id in library.names for kind in kinds}
    for kind, meaning in _NAMED_BY.items():
        for entry in library.entries(kind):
            if (kind, entry.id) not in named and not _may_be_unused(entry):
                message = f'nothing names the {kind} "{entry.id}": {meaning}'
                hint = "name it where it is used, remove it, or give it a deprecation"
                yield Finding(entry.path, (*entry.pointer, "id"), message, hint, (kind, entry.id))


def _may_be_unused(entry: Entry) -> bool:
    item = entry.item
    if way_out(item) is not None or (isinstance(item, Tool) and item.status != "active"):
        return True
    return isinstance(item, Role) and bool(item.receives)
