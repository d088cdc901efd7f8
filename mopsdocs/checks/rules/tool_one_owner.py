"""A tool has one owner where two should look, or an owner from outside.

## What it finds

Tools that are in use or being evaluated, whose `business_owner` and `technical_owner` are the same role, and tools an
owner of which is a role with `external: true`. Tools of tier 3 may have one owner. In a workspace with `team: solo` in
`site_config/workspace.yml` nothing is reported: there one person is everybody.

## Why it matters

The business owner says what the tool has to achieve and pays for it, the technical owner knows whether it can. One
role that does both checks itself, and when the person leaves, nobody knows the tool or the contract. An agency that
owns a tool takes the accounts with it.

## How to mend it

Name a second role for one of the two fields; a role of the company instead of one from outside. Work may stay with
the agency, the ownership should not. Where it has to be like this, waive the finding and say why.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: website-cms
    tier: 1
    business_owner: web-manager
    technical_owner: mops-specialist
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: website-cms
    tier: 1
    business_owner: web-manager
    technical_owner: web-manager
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Tools


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each owner from outside."""
    external = {role.id for role in library.entries("role") if role.item.external}
    if not external or library.settings.solo:
        return
    for tool in library.entries("tool"):
        for field in ("business_owner", "technical_owner"):
            owner = getattr(tool.item, field)
            if owner in external and way_out(tool.item) is None:
                message = f'{field}: the role "{owner}", which owns the tool "{tool.id}", is external'
                hint = "name a role of the company; the work itself may stay outside"
                yield Finding(tool.path, (*tool.pointer, field), message, hint, (owner,))


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each tool whose two owners are the same role, at the technical one."""
    if not isinstance(document.model, Tools) or context.settings.solo:
        return
    for index, tool in enumerate(document.model.tools):
        if tool.business_owner == tool.technical_owner and tool.tier != 3 and way_out(tool) is None:
            owner = tool.technical_owner
            pointer = ("tools", index, "technical_owner")
            message = f'the role "{owner}" is both business and technical owner of the tool "{tool.id}"'
            hint = "name a second role for one of the two"
            related = (Mention(document.path, ("tools", index, "business_owner"), "the business owner"),)
            yield Finding(document.path, pointer, message, hint, (owner,), related=related)
