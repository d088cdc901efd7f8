"""Nobody has written down how a launch is stopped or taken back.

## What it finds

Library playbooks with a stage of type `launch` whose stages say nothing about a way back: no stage, step, checklist
or gate has one of these words. Drafts count; deprecated playbooks and regional copies do not, because a copy may be in
any language.

The words, in any position and in small or capital letters: `rollback`, `roll back`, `stop the send`, `roll-back`,
`rolled back`, `back out`, `backout`, `way back`, `take back`, `taken back`, `revert`, `pause the send`, `pause sends`,
`cancel the send`, `halt the send`, `stop sending`, `kill switch`, `kill-switch`, `unpublish`, `zurückroll`,
`rückfallplan`, `versandstopp`, `versand stopp`, `retour arrière`, `arrêter l'envoi`, `stopper l'envoi`, `dépublier`,
`marcha atrás`, `detener el envío`, `parar o envio`, `fermare l'invio`, `bloccare l'invio`, `terugdraai`, `geri dönüş
plan`, `gönderimi durdur`, `plan wycofania`, `wstrzyma`, `ロールバック`, `切り戻`, `回滚`, `التراجع`. Add your own
under `topics` in `site_config/workspace.yml`, as `rollback`.

## Why it matters

A mail cannot be called back, but the second half of it can be stopped, a page can be restored and an advertisement
switched off. Ten minutes decide how many people see a mistake, and in these ten minutes nobody finds out who has the
rights, where the switch is and what is said to those who were reached.

## How to mend it

Add a step before the launch: what is stopped or restored for each channel, by whom, within how many minutes, and from
what on. Try it once. Where a process has it already, name that in the step.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - id: launch
    type: launch
    steps:
      - id: prepare-rollback
        title: Write the rollback for page and messages
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
    launch = launch_without(document, "rollback", context.settings)
    if launch is not None:
        message = f'nothing says how "{launch.id}" is stopped or taken back'
        hint = with_words("add a step that does", "rollback", context.settings)
        yield Finding(document.path, launch.pointer, message, hint, (launch.id,))
