"""A document is not where its kind and id say.

## What it finds

Files whose folder or name does not fit their content:

| Kind | Place |
|---|---|
| playbook | `playbooks/library/ID.yml` |
| regional copy | `playbooks/regions/REGION/ID.yml` |
| campaign | `playbooks/campaigns/ID.yml` |
| process | `playbooks/processes/ID.yml` |
| region | `site_config/regions/CODE.yml` |
| everything else | `site_config/KIND.yml` |

## Why it matters

People and commands find documents by their path. `clone` and `sync` look for a playbook's copies in the region's
folder, owners of folders are asked for review by path, and a file that is called otherwise than its id is found by
neither name.

## How to mend it

The hint has the exact `git mv` command. If the id is wrong and the file name right, correct the id, unless others
name it already: ids never change.

## Passes

```yaml
# playbooks/library/webinar.yml
kind: playbook
id: webinar
```

## Fails

```yaml
# playbooks/processes/webinar-2027.yml
kind: playbook
id: webinar
```
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import PurePosixPath

from mopsdocs.checks.facts.filing import FOLDERS, place_of
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each document whose path is not `place_of` it."""
    for document in library.documents:
        yield from _misplaced(document, library, context)


def _misplaced(document: Document, library: Library, context: LibraryContext) -> Iterator[Finding]:
    place = place_of(document)
    if document.path == place:
        return
    here, there = PurePosixPath(document.path), PurePosixPath(place)
    if here.parent == there.parent:
        key = {"region": "code"}.get(document.kind, "id" if document.kind in FOLDERS else "kind")
        message = f'the file is called {here.name}, but {key} says "{there.stem}"'
        if here.stem == there.stem:
            message = f"the file is called {here.name}; documents end in .yml"
    else:
        key = "kind"
        is_copy = there.parts[:2] == ("playbooks", "regions")
        what = "a regional copy" if is_copy else f'a document of kind "{document.kind}"'
        message = f"{what} belongs into {there.parent}, not into {here.parent}"
    yield Finding(document.path, (key,), message, _hint(document.path, place, library, context), (place,))


def _hint(path: str, place: str, library: Library, context: LibraryContext) -> str:
    if (place in library.by_path or place in context.broken) and place.lower() != path.lower():
        return f"there is a file {place} already; merge this one into it, or give it an id of its own"
    folder = str(PurePosixPath(place).parent)
    exists = any(known.startswith(f"{folder}/") for known in (*library.by_path, *context.broken))
    move = f"git mv {shlex.quote(path)} {shlex.quote(place)}"
    return move if exists else f"mkdir -p {shlex.quote(folder)} && {move}"
