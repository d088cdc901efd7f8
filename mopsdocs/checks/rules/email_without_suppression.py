"""A playbook sends e-mail, and none of its steps takes people off the list who must not be written to.

## What it finds

Playbooks with `email` among their `channels` (or `e-mail`, `mail`; without channels the types one-off-email,
newsletter and nurture) that have a launch stage, and whose stages say nothing about suppression lists: no stage,
step, checklist or gate has one of these words. Drafts count, deprecated playbooks do not. A regional copy is reported
only when it dropped the steps that its library playbook has for this.

The words, in any position: `suppress`, `do-not-contact`, `exclusion list`, `do not contact`, `opt-out list`,
`blocklist`, `robinson`, `sperrliste`, `werbesperre`, `liste d'opposition`, `repoussoir`, `lista de exclusi`, `engelli
listesi`. Add your own under `topics` in workspace.yml, as `suppression`; capitals do not matter.

This is a reminder, not legal advice. To change its level or to switch it off, set `email-without-suppression` under
`rules` in workspace.yml.

## Why it matters

A list is drawn on Monday and somebody unsubscribes on Tuesday. Only suppression lists that are applied before the
send, and checked once more on the day, keep that message from going out. People who objected to direct marketing must
not be written to again (Article 21(3) of the [GDPR](https://eur-lex.europa.eu/eli/reg/2016/679/oj)); in the United
States an opt-out must be honoured within ten business days ([15 U.S.C.
7704](https://www.law.cornell.edu/uscode/text/15/7704)). Complaints and hard bounces on a list harm the sender's
reputation with every mailbox provider.

## How to mend it

Add a check, with severity `blocker`, that names the lists to apply: unsubscribed, complained, hard-bounced, legal
hold, competitors, employees. Let somebody else than the builder do it, and repeat it on the final list.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-suppression
        title: Check that every suppression list is applied
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
    "suppression",
    "suppression lists",
    "add a check that the suppression lists are applied before the send",
)

check = _CARE.in_copies
check_document = _CARE.in_document
