"""A previous id belongs to something else.

## What it finds

Entries of `previous_ids` that are the id of something that exists, that two things claim, or that are the thing's own
id. Documents and catalogue entries are compared with those of their kind in the whole workspace; stages, gates and
steps with those of their playbook or process; checklist items with those of their step.

## Why it matters

`previous_ids` keeps old links working: whoever opens the old address is sent to the new page. If the old id has been
given to something else, the reader lands there without noticing, and with two claims nobody knows where.

## How to mend it

Remove the entry from the list where it is wrong. If an old id was given to something new, give the new thing another
id, because the old one is still in mails, tickets and bookmarks.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: mail-platform
    previous_ids: [mailer]
  - id: event-platform
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: mail-platform
    previous_ids: [event-platform]
  - id: event-platform
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.parts import Part, any_previous_ids, parts_of
from mopsdocs.checks.facts.unknown import label
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_KINDS, Entry, Library

_OWN: Final = "remove it; an id leads to itself already"


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Documents and catalogue entries."""
    for kind in ENTRY_KINDS:
        claims: dict[str, tuple[Entry, Pointer]] = {}
        for entry in sorted(library.entries(kind), key=lambda entry: (entry.path, entry.pointer)):
            for index, old in enumerate(getattr(entry.head, "previous_ids", ())):
                here = (*entry.pointer, "previous_ids", index)
                first, there = claims.setdefault(old, (entry, here))
                holder = library.get(kind, old)
                what = label((kind,))
                if holder is entry:
                    yield _own(entry.path, here, what, old)
                elif holder is not None:
                    at = (*holder.pointer, "id")
                    place = f"{holder.path}:{context.line(holder.path, at)}"
                    yield _taken(entry.path, here, what, old, place, Mention(holder.path, at, "the id of another"))
                elif first is not entry:
                    mention = Mention(first.path, there, f'"{first.id}" claims it')
                    yield _claimed(entry.path, here, (old, first.id, entry.id), mention)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """Stages, gates, steps and checklist items."""
    if not any_previous_ids(document.model):
        return
    parts = list(parts_of(document.model))
    holders = {(part.what, part.within, part.id): part for part in reversed(parts)}
    claims: dict[tuple[str, str, str], tuple[Part, Pointer]] = {}
    for part in parts:
        for index, old in enumerate(part.previous_ids):
            here, name = (*part.pointer, "previous_ids", index), (part.what, part.within, old)
            first, there = claims.setdefault(name, (part, here))
            holder = holders.get(name)
            if holder is part:
                yield _own(document.path, here, part.what, old)
            elif holder is not None:
                at = (*holder.pointer, "id")
                mention = Mention(document.path, at, "the id of another")
                yield _taken(document.path, here, part.what, old, f"line {context.line(at)}", mention)
            elif first is not part:
                mention = Mention(document.path, there, f'"{first.id}" claims it')
                yield _claimed(document.path, here, (old, first.id, part.id), mention)


def _own(path: str, pointer: Pointer, what: str, id: str) -> Finding:
    return Finding(path, pointer, f'previous_ids: "{id}" is the id that this {what} has', _OWN, (id,))


def _taken(path: str, pointer: Pointer, what: str, id: str, place: str, mention: Mention) -> Finding:
    message = f'previous_ids: "{id}" is the id of another {what} ({place}), so old links lead there'
    hint = "remove it here, or give the other one an id that was never used"
    return Finding(path, pointer, message, hint, (id,), related=(mention,))


def _claimed(path: str, pointer: Pointer, ids: tuple[str, str, str], mention: Mention) -> Finding:
    id, first, _ = ids
    message = f'previous_ids: "{first}" says as well that it was called "{id}", and old links cannot lead to both'
    return Finding(path, pointer, message, "keep it where most of the old one went", ids, related=(mention,))
