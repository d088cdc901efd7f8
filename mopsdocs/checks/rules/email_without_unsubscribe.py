"""A playbook sends e-mail, and none of its steps looks at the way to unsubscribe.

## What it finds

Playbooks with `email` among their `channels` (or `e-mail`, `mail`; without channels the types one-off-email,
newsletter and nurture) that have a launch stage, and whose stages say nothing about unsubscribing: no stage, step,
checklist or gate has one of these words. Drafts count, deprecated playbooks do not. A regional copy is reported only
when it dropped the steps that its library playbook has for this.

The words, in any position: `unsubscribe`, `opt-out link`, `way to opt out`, `click unsubscribes`, `unsubscribing`,
`opt-out mechanism`, `preference centre`, `preference center`, `abmeldelink`, `abbestell`, `désabonne`, `désinscri`,
`wypis`, `abonelikten`, `darse de baja`, `disiscri`. Add your own under `topics` in workspace.yml, as `unsubscribe`;
capitals do not matter.

This is a reminder, not legal advice. To change its level or to switch it off, set `email-without-unsubscribe` under
`rules` in workspace.yml.

## Why it matters

A way out that does not work turns readers into complaints. [RFC 8058](https://www.rfc-editor.org/rfc/rfc8058) defines
the one-click way that mailbox providers show beside the sender: a `List-Unsubscribe` header with an https address and
the header `List-Unsubscribe-Post: List-Unsubscribe=One-Click`, both covered by the DKIM signature. Large mailbox
providers expect it from everybody who sends in bulk. In the United States the way out must work for at least 30 days
after the send and be honoured within ten business days ([15 U.S.C.
7704](https://www.law.cornell.edu/uscode/text/15/7704)). Each region's page says how fast a stop takes effect there.

## How to mend it

Add a check that both headers are in a received test message, that the link works without a log-in, and that the test
contact is on the suppression list afterwards.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-unsubscribe
        title: Check one-click unsubscribe and the link in the text
        kind: check
        severity: blocker
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
    "unsubscribe",
    "the way to unsubscribe",
    "add a check that one click unsubscribes and that the link in the text works",
)

check = _CARE.in_copies
check_document = _CARE.in_document
