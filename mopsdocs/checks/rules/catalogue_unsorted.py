"""A catalogue that is sorted by id has entries out of order.

## What it finds

Lists of roles, people, tools, metrics, segments, terms and data fields that are in alphabetical order of their ids
except for one to three entries; four in five must be in order. Lists of fewer than six entries, lists that follow
another order, such as by title, and lists that are grouped under comments are left alone. The order itself means
nothing to mopsdocs, but for overviews and their rows, which are read in it.

## Why it matters

Whoever adds to a sorted file looks where the entry should be, does not find it there and adds it a second time. In a
sorted file two people who add an entry on the same day do not both write at its end, so there is nothing to merge.

## How to mend it

Move the entries that the message names, or let `mopsdocs validate --fix` sort the list. An order of your own is kept
by a comment above each group, such as `# ---- events ----`. The rule can be switched off with `catalogue-unsorted: off`
under `rules` in workspace.yml.

## Passes

```yaml
# site_config/people.yml
people:
  - id: campaign-desk
  - id: legal-desk
  - id: operations-desk
  - id: quality-desk
  - id: sales-desk
  - id: web-desk
```

## Fails

```yaml
# site_config/people.yml
people:
  - id: campaign-desk
  - id: legal-desk
  - id: operations-desk
  - id: quality-desk
  - id: web-desk
  - id: events-desk
```
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Pointer, SortItems
from mopsdocs.documents.document import Document
from mopsdocs.documents.identity import item_names
from mopsdocs.documents.library import ENTRY_LISTS
from mopsdocs.documents.schema import field_at
from mopsdocs.wording import quoted

_FEWEST: Final = 6
"""Of fewer entries nobody can tell whether they were meant to be sorted."""

_TITLES: Final = ("title", "term", "label", "name")


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding for each list, at the first entry that is out of order."""
    for _, key in ENTRY_LISTS.get(document.kind, ()):
        schema = field_at(document.kind, (key,))
        items = document.value[key]
        names = item_names(items, schema) if schema is not None and schema.get("x-unordered") else None
        if names is None:
            continue
        astray = _astray(names)
        if not astray or len(names) < max(_FEWEST, 5 * len(astray)) or len(astray) > 3:
            continue
        if _sorted_otherwise(items) or _is_grouped(document, (key,), len(items), context):
            continue
        ids = tuple(names[index] for index in astray)
        message = f"{key} is sorted by id except for {quoted(ids)}"
        hint = "move what is out of order, or let mopsdocs validate --fix sort the list"
        yield Finding(document.path, (key, astray[0]), message, hint, (key,), edit=SortItems((key,)))


def _astray(names: Sequence[str]) -> list[int]:
    """The fewest positions without which `names` is in order, first to last."""
    smallest: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for index, name in enumerate(names):
        length = bisect_left(smallest, name)
        before.append(ends[length - 1] if length else -1)
        smallest[length : length + 1] = [name]
        ends[length : length + 1] = [index]
    kept = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(names)) if index not in kept]


def _sorted_otherwise(items: Sequence[dict[str, object]]) -> bool:
    """Whether the titles are in order, so that the ids need not be."""
    titles = [str(next((item[key] for key in _TITLES if key in item), "")).casefold() for item in items]
    return titles == sorted(titles)


def _is_grouped(document: Document, pointer: Pointer, count: int, context: DocumentContext) -> bool:
    """Whether a comment stands between two entries, no deeper than they do."""
    lines = document.text.splitlines()
    first, last = context.line((*pointer, 0)), context.line((*pointer, count - 1))
    depth = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    between = lines[first - 1 : last - 1]
    return any(line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= depth for line in between)
