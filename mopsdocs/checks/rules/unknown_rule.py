"""The settings name a rule that does not exist.

## What it finds

Keys under `rules` in `site_config/workspace.yml` that are no rule, and rules whose level cannot be changed: what
makes a file unreadable stays an error.

## Why it matters

A misspelled rule id changes nothing. Whoever wrote `reviews-overdue: error` believes that the check is strict, and it
is not.

## How to mend it

Correct the id; `mopsdocs rules` lists all of them. Remove the key of a rule that a new release no longer has.

## Passes

```yaml
# site_config/workspace.yml
rules:
  review-overdue: error
```

## Fails

```yaml
# site_config/workspace.yml
rules:
  reviews-overdue: error
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.unknown import Spot, unknown
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.workspace import MARKER


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each key under `rules` that has no effect."""
    settings = library.settings.rules
    free = [id for id, rule in context.rules.items() if not rule.fixed_level]
    for id in settings:
        rule = context.rules.get(id)
        pointer = ("rules", id)
        if rule is None:
            spot = Spot(str(MARKER), pointer, "rules", True, frozenset(settings))
            yield unknown(id, ("rule",), spot, free, {}, "mopsdocs rules lists all rules; remove the key")
        elif rule.fixed_level:
            message = f'the level of "{id}" cannot be changed: a file with this finding cannot be read'
            yield Finding(str(MARKER), pointer, message, "remove the key, and mend the files", (id,), True)
