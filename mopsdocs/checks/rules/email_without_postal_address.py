"""A playbook sends e-mail, and none of its steps looks at who the message says it is from.

## What it finds

Playbooks with `email` among their `channels` (or `e-mail`, `mail`; without channels the types one-off-email,
newsletter and nurture) that have a launch stage, and whose stages say nothing about the postal address of the sender:
no stage, step, checklist or gate has one of these words. Drafts count, deprecated playbooks do not. A regional copy
is reported only when it dropped the steps that its library playbook has for this.

The words, in any position: `postal address`, `mailing address`, `imprint`, `street address`, `physical address`,
`registered office`, `postal_address`, `impressum`, `postanschrift`, `adresse postale`, `posta adres`, `adres
pocztowy`, `dirección postal`, `indirizzo postale`. Add your own under `topics` in workspace.yml, as `postal-address`;
capitals do not matter.

This is a reminder, not legal advice. To change its level or to switch it off, set `email-without-postal-address`
under `rules` in workspace.yml.

## Why it matters

In the United States every commercial e-mail carries a valid physical postal address of the sender: a street address,
a registered post office box or a registered private mailbox ([FTC guide to
CAN-SPAM](https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business)). Canada, Australia
and most of Europe ask for the sender's identification too, some of them with register number and directors. Footers
are blocks that somebody copied years ago; nobody reads them unless a step says so. A step that only says "footer"
does not count, because it may mean the design.

## How to mend it

Add a check that the footer holds everything that the region's page lists under `footer`, the postal address included.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-footer
        title: Check the footer, with the postal address of the sender
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
    "postal-address",
    "the sender's postal address",
    "add a check that the footer carries the sender's postal address and what the region asks for",
)

check = _CARE.in_copies
check_document = _CARE.in_document
