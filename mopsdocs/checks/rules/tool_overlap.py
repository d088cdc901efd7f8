"""Two active tools stand in one category.

## What it finds

Categories of the tool catalogue with more than one `active` tool. Each category is reported once. Tools that are
being evaluated or sunset, retired or deprecated do not count.

## Why it matters

Two tools for one job are paid for twice, hold two versions of the same data and split the people who know them. Most
duplicates are there because nobody looked at the list as a whole.

## How to mend it

Decide which one stays and set `status: sunset` for the other one, with `replaced_by`. If they do different jobs, give
them different categories: `webinars` and `trade-shows` instead of `events` twice. If both have to stay, waive the
finding and say why.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: webinar-platform
    category: webinars
    status: active
  - id: event-platform
    category: trade-shows
    status: active
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: webinar-platform
    category: events
    status: active
  - id: event-platform
    category: events
    status: active
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Tools
from mopsdocs.wording import quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such category, at the second tool of it."""
    if not isinstance(document.model, Tools):
        return
    tools = document.model.tools
    categories: dict[str, list[int]] = {}
    for index, tool in enumerate(tools):
        if tool.status == "active" and tool.deprecation is None:
            categories.setdefault(tool.category, []).append(index)
    for category, members in categories.items():
        if len(members) > 1:
            places: list[Pointer] = [("tools", index, "category") for index in members]
            ids = tuple(tools[index].id for index in members)
            message = f'category "{category}" has {len(ids)} active tools: {quoted(ids)}'
            hint = "sunset one of them, or give them different categories if they do different jobs"
            related = (Mention(document.path, places[0], f'"{ids[0]}" is in it'),)
            yield Finding(document.path, places[1], message, hint, (category,), related=related)
