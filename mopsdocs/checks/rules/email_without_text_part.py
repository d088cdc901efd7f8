"""A playbook sends e-mail, and none of its steps looks at the plain-text part.

## What it finds

Playbooks with `email` among their `channels` (or `e-mail`, `mail`; without channels the types one-off-email,
newsletter and nurture) that have a launch stage, and whose stages say nothing about the plain-text part: no stage,
step, checklist or gate has one of these words. Drafts count, deprecated playbooks do not. A regional copy is reported
only when it dropped the steps that its library playbook has for this.

The words, in any position: `plain-text`, `text version`, `text part`, `plain text`, `text-only`,
`multipart/alternative`, `textversion`, `textfassung`, `version texte`, `texte brut`, `düz metin`, `wersja tekstowa`,
`texto plano`. Add your own under `topics` in workspace.yml, as `plain-text`; capitals do not matter.

This is a reminder, not legal advice. To change its level or to switch it off, set `email-without-text-part` under
`rules` in workspace.yml.

## Why it matters

A message with HTML alone is empty on a watch, in some screen readers and wherever HTML is switched off, and spam
filters weigh that against the sender. In `multipart/alternative` the same message is sent twice, the plainest form
first ([RFC 2046, section 5.1.4](https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4)); platforms generate the text
from the HTML, with broken links and leftovers of the layout, unless somebody writes it.

## How to mend it

Add to the build step that the text is written, and to QA that it makes sense alone and holds full links and the way
to unsubscribe. A playbook that sends text only says so in a step, and the rule is content.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-text-part
        title: Read the plain-text part alone
        kind: check
  - id: launch
    type: launch
```

## Fails

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-links
        title: Check every link
        kind: check
  - id: launch
    type: launch
```
"""

from __future__ import annotations

from typing import Final

from mopsdocs.checks.facts.email import Care

_CARE: Final = Care(
    "plain-text",
    "the plain-text part",
    "add a check that the plain-text part makes sense alone, with full links",
)

check = _CARE.in_copies
check_document = _CARE.in_document
