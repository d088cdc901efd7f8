"""An id that a web server or Windows cannot use as a name.

## What it finds

Documents and catalogue entries called `index`, `404`, `search` or `assets`, which are pages and folders of the site
itself, or `con`, `prn`, `aux`, `nul`, `com0` to `com9` and `lpt0` to `lpt9`, which are devices on Windows.

## Why it matters

The entry's page would replace the site's own page of that name. Windows refuses to check out or to create a file that
is called after a device, whatever its ending, so colleagues there cannot even clone the repository.

## How to mend it

Add a word: `search-ads` instead of `search`, `brand-assets` instead of `assets`.

## Passes

```yaml
# playbooks/library/search-ads.yml
id: search-ads
```

## Fails

```yaml
# playbooks/library/search.yml
id: search
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.reserved import why_reserved
from mopsdocs.checks.facts.unknown import one_of
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library

_WITH_PAGES: Final = ("playbook", "process", "campaign", "region", "role", "tool", "metric", "segment", "overview")


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such id of something that has a page or a file of its own."""
    for kind in _WITH_PAGES:
        for entry in library.entries(kind):
            why = why_reserved(entry.id)
            if why is None:
                continue
            pointer = (*entry.pointer, "code" if kind == "region" else "id")
            message = f'{one_of((kind,))} cannot be called "{entry.id}": that {why}'
            yield Finding(entry.path, pointer, message, f'add a word, for example "{entry.id}-{kind}"', (entry.id,))
