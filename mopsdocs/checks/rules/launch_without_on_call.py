"""Nobody is named who can be reached while something goes live.

## What it finds

Library playbooks with a stage of type `launch` whose stages say nothing about who is on call: no stage, step,
checklist or gate has one of these words. Drafts count; deprecated playbooks and regional copies do not, because a copy
may be in any language.

The words, in any position and in small or capital letters: `on call`, `on duty`, `standby`, `on-call`, `on stand-by`,
`stand-by`, `at the desk`, `duty roster`, `launch watch`, `war room`, `hypercare`, `out of hours`, `out-of-hours`,
`emergency contact`, `rufbereitschaft`, `bereitschaftsdienst`, `in bereitschaft`, `telefonisch erreichbar`,
`astreinte`, `de permanence`, `de guardia`, `reperibil`, `de plantão`, `sobreaviso`, `piket`, `dyżur`, `nöbet`,
`オンコール`, `待機`, `值班`, `مناوب`. Add your own under `topics` in `site_config/workspace.yml`, as `on-call`.

## Why it matters

Mistakes show in the first hour, when readers answer and forms fail. Whoever notices needs one name, with the right to
stop the launch, in the time zone in which it happens. A plan that ends with the send leaves that to chance.

## How to mend it

Add a step that names who is on call, from when to when and for which time zones, and who covers for them. Alone, block
the hours after the launch in your own diary and write down who may call you.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - id: launch
    type: launch
    steps:
      - id: staff-on-call
        title: Name who is on call until the next evening
      - id: send-invitations
        title: Send the invitations
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - id: launch
    type: launch
    steps:
      - id: send-invitations
        title: Send the invitations
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.launches import launch_without
from mopsdocs.checks.facts.topics import with_words
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """At most one finding, at the first launch stage."""
    launch = launch_without(document, "on-call", context.settings)
    if launch is not None:
        message = f'nothing says who is on call during "{launch.id}"'
        hint = with_words("add a step that does", "on-call", context.settings)
        yield Finding(document.path, launch.pointer, message, hint, (launch.id,))
