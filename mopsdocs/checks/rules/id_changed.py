"""An id was changed, and nothing leads from the old one to the new one.

## What it finds

Compares with an earlier commit: playbooks, processes, catalogue entries, stages, gates, steps and checklist items
whose id is gone while another one of their kind is new that has the same title or the same text, and whose
`previous_ids` do not have the old id. Only what is certain is reported. Regional copies that follow their library
playbook are not reported again.

## Why it matters

Links and bookmarks, the progress of campaigns and regional copies all hold on to the id. When it changes without a
trace, a link leads to nothing, a running campaign loses the mark that a step is done, and the next sync takes the
step for a new one and the old one for deleted.

## How to mend it

Change the id back; titles may change as often as you like. If the new id has to stay, list the old one under
`previous_ids`.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: send-test
        title: Send a test
        previous_ids: [test-send]
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: send-test
        title: Send a test
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.broken import may_hold
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import AddKey, Finding
from mopsdocs.documents.library import ENTRY_KINDS, Library


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each rename, at the new id. Without documents to compare with there is none."""
    if not context.before:
        return
    from mopsdocs.checks.facts.renames import renames  # only for those who compare

    changed = []
    for path, document in context.before.items():
        now = library.by_path.get(path)
        if now is None or now.data != document.data:
            changed.append(document)
    for rename in renames(changed, library) if changed else ():
        if rename.what in ENTRY_KINDS and may_hold(context.broken, rename.what, rename.old):
            continue
        message = f'the {rename.what} "{rename.old}" is now called "{rename.new}", and previous_ids does not say so'
        hint = f'change the id back, or add "{rename.old}" to previous_ids'
        edit = None if rename.noted else AddKey(rename.pointer, "previous_ids", [rename.old])
        pointer = (*rename.pointer, "id")
        yield Finding(rename.path, pointer, message, hint, (rename.old, rename.new), edit=edit)
