"""Something that is on its way out is still named.

## What it finds

References to entries with a `deprecation`, to documents with `status: deprecated` and to processes with
`superseded_by`. Tools have a rule of their own, `sunset-tool-in-use`. References from documents that are deprecated
themselves and from campaigns that are over are history and stay silent.

## Why it matters

A playbook that sends people to a process nobody follows any more produces work that has to be done twice. Retiring
something works only if everybody who relies on it hears about it, and the document that relies on it is the place
where they look.

## How to mend it

Use the replacement that the hint names. If there is none, ask the owner what to use instead, and have them note it
under `deprecation` as `replaced_by`.

## Passes

```yaml
# playbooks/library/webinar.yml
kpis:
  - metric: click-rate
```

## Fails

```yaml
# site_config/metrics.yml
metrics:
  - id: open-rate
    deprecation:
      reason: Privacy features of mail clients open messages that nobody reads.
      replaced_by: click-rate
  - id: click-rate
    guardrail: open-rate
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.leaving import late_uses, use_instead, way_out
from mopsdocs.checks.facts.unknown import label
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library

_KINDS: Final = ("playbook", "process", "role", "metric", "segment", "term", "field", "region", "overview")


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each reference to something on its way out."""
    leaving = {(kind, entry.id) for kind in _KINDS for entry in library.entries(kind) if way_out(entry.head)}
    for use in late_uses(library, leaving):
        target, at = use.target, use.reference
        message = f'{at.field}: the {label((target.kind,))} "{target.id}" is {way_out(target.head)}'
        yield Finding(at.path, at.pointer, message, use_instead(target), (target.id,), at.on_key)
