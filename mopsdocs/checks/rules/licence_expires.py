"""The licence of an asset runs out.

## What it finds

Assets of playbooks whose `licence_expires` is past or fewer days away than `thresholds.licence_notice_days` in
`site_config/workspace.yml` (default: 60). A regional copy is reported only for assets and dates of its own. Deprecated
playbooks stay silent.

## Why it matters

A picture, a song or a font that is used after its licence costs more than the campaign brought in, and it is in mails
and on pages that nobody remembers. Renewing takes weeks; replacing takes a design round.

## How to mend it

Renew the licence and write its new last day, or replace the asset and take it off the pages that still show it.

## Passes

```yaml
# playbooks/library/webinar.yml
assets:
  - id: title-picture
    title: Title picture of the invitation
    licence_expires: 2029-12-31
```

## Fails

```yaml
# playbooks/library/webinar.yml
assets:
  - id: title-picture
    title: Title picture of the invitation
    licence_expires: 2024-12-31
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Asset, PlaybookHead
from mopsdocs.wording import counted


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each such asset, at the date."""
    notice = library.settings.thresholds.licence_notice_days
    for document in library.documents:
        playbook = document.head
        if not isinstance(playbook, PlaybookHead) or way_out(playbook) is not None:
            continue
        for index, asset in enumerate(playbook.assets):
            if asset.licence_expires is None or _is_inherited(asset, playbook, library):
                continue
            days = (asset.licence_expires - context.today).days
            if days <= notice:
                pointer = ("assets", index, "licence_expires")
                message = f'the licence of the asset "{asset.id}" {_when(days)}'
                hint = "renew it and write the new date, or replace the asset wherever it is used"
                yield Finding(document.path, pointer, message, hint, (str(asset.licence_expires),))


def _is_inherited(asset: Asset, playbook: PlaybookHead, library: Library) -> bool:
    source = library.get("playbook", playbook.id) if playbook.region is not None else None
    return source is not None and any(
        other.id == asset.id and other.licence_expires == asset.licence_expires for other in source.head.assets
    )


def _when(days: int) -> str:
    if days < 0:
        return f"ran out {counted(-days, 'day')} ago"
    return f"runs out in {counted(days, 'day')}" if days else "runs out today"
