"""A playbook sends e-mail, and none of its steps asks whether everybody can read it.

## What it finds

Playbooks with `email` among their `channels` (or `e-mail`, `mail`; without channels the types one-off-email,
newsletter and nurture) that have a launch stage, and whose stages say nothing about accessibility: no stage, step,
checklist or gate has one of these words. Drafts count, deprecated playbooks do not. A regional copy is reported only
when it dropped the steps that its library playbook has for this.

The words, in any position: `accessibility`, `alt text`, `screen reader`, `alt-text`, `alternative text`, `4.5:1`,
`contrast ratio`, `colour contrast`, `color contrast`, `wcag`, `barrierefrei`, `alternativtext`, `accessibilité`,
`texte alternatif`, `erişilebilir`, `dostępnoś`, `accesibilidad`, `accessibilità`. Add your own under `topics` in
workspace.yml, as `accessibility`; capitals do not matter.

This is a reminder, not legal advice. To change its level or to switch it off, set `email-without-accessibility` under
`rules` in workspace.yml.

## Why it matters

A screen reader needs the language on the `html` element, a text for every picture (an empty one for decoration) and
`role="presentation"` on tables that only make the layout. Everybody else needs text in a contrast of at least 4.5:1
to its background. These are the success criteria 3.1.1, 1.1.1, 1.3.1 and 1.4.3 of [WCAG
2.2](https://www.w3.org/TR/WCAG22/), to which accessibility laws refer, and checks of ten minutes. Many readers never
load pictures; what they see is the same as what a screen reader reads.

## How to mend it

Add a check to QA with one item for each of the four: `lang`, alt text, `role="presentation"`, contrast.

## Passes

```yaml
# playbooks/library/spring-offer.yml
channels: [email]
stages:
  - id: qa
    type: qa
    steps:
      - id: check-accessibility
        title: Check alt text, language, layout tables and contrast
        kind: check
        checklist:
          - {id: contrast-measured, text: Text reaches a contrast of 4.5:1}
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
    "accessibility",
    "accessibility",
    'add a check of lang, alt text, role="presentation" and contrast',
)

check = _CARE.in_copies
check_document = _CARE.in_document
