"""A tool that is being sunset or is retired is still named.

## What it finds

Playbooks, processes, metrics, data fields, required steps and other tools that name a tool with `status: sunset`,
`status: retired` or a `deprecation`: in `tools`, `source`, `source_of_truth` or `integrates_with`. Each document or
entry is reported once for each tool, at the first place. A regional copy is reported only where its library playbook
does not name the tool. What is deprecated or on its way out itself stays silent.

## Why it matters

A campaign that is built in a tool which will be switched off has to be built twice, and a metric whose source is gone
shows the last number for ever. The contract ends on a day; what still relies on the tool on that day stops.

## How to mend it

Name the replacement that the hint has, and read the steps again: the clicks have changed as well. Where there is no
replacement, ask the tool's owner, and have them note it under `deprecation` as `replaced_by`.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        tools: [automation-platform]
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: old-mailer
    status: sunset
    deprecation:
      reason: It cannot do one-click unsubscribe.
      replaced_by: automation-platform
  - id: form-builder
    integrates_with: [old-mailer]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.leaving import LateUse, late_uses, use_instead, way_out
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each document or entry and tool, at the first place that names it."""
    leaving = {("tool", entry.id) for entry in library.entries("tool") if way_out(entry.item)}
    uses: dict[tuple[str, object, str], list[LateUse]] = {}
    for use in late_uses(library, leaving):
        uses.setdefault((use.reference.path, use.user and use.user.pointer, use.target.id), []).append(use)
    for first, *more in uses.values():
        if not _follows(library, first):
            tool, at = first.target, first.reference
            others = (
                f", and {counted(len(more), 'more place')} here {'name' if more[1:] else 'names'} it" if more else ""
            )
            message = f'{at.field}: the tool "{tool.id}" is {way_out(tool.item)}{others}'
            yield Finding(at.path, at.pointer, message, use_instead(tool), (tool.id,))


def _follows(library: Library, use: LateUse) -> bool:
    """Whether the use stands in a regional copy whose library playbook names the tool as well."""
    model = library.by_path[use.reference.path].model
    source = library.get("playbook", model.id) if isinstance(model, Playbook) and model.region is not None else None
    return source is not None and (("tool",), use.target.id) in library.by_path[source.path].names
