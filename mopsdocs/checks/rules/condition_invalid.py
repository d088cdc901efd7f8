"""A condition under `when` cannot be decided.

## What it finds

`when` says for which campaigns a step, an item of a checklist or an approver counts. mopsdocs decides that by itself,
so a condition is written in a small language of its own. This rule finds

- texts that are written for people, such as `the list is new`,
- spelling that the language does not have: `=` for `==`, `AND` for `and`, `5,000` for `5000`, a missing quote,
- names that nobody has declared,
- comparisons that make no sense: a number with a text, a word that is not among the allowed ones.

A condition compares. It cannot calculate, call anything, or ask about other steps, so no two conditions can wait for
each other.

**What can be asked about**

| Write | What it is | For example |
|---|---|---|
| the id of a variable | what campaigns fill in, as the playbook declares it | `audience_size` |
| `channels` | the list of the playbook's channels | `"email"` |
| `region.code` | the region | `"de"` |
| `region.consent.b2b` | what the law asks for before a message to business contacts | `"opt-in"` |
| `region.consent.b2c` | what it asks for before a message to consumers | `"soft-opt-in"` |
| `region.regimes` | the list of laws that apply | `"gdpr"` |
| `region.currency` | the currency | `"EUR"` |
| `region.timezone` | the time zone | `"Europe/Berlin"` |
| `region.locales` | the list of languages | `"de-DE"` |
| `region.workweek` | the list of working days | `"fri"` |
| `region.holidays.country` | the country whose holidays count | `"DE"` |
| `region.holidays.subdivision` | the state whose holidays count | `"BE"` |

The size of the audience is a variable like any other: declare `audience_size` with `type: integer`. A variable that is
itself called `region` or `channels` is written `campaign.region`. Steps that a region requires belong to every
playbook, so their conditions cannot ask about variables.

**How it is compared**

| Write | It means |
|---|---|
| `==`, `!=` | is, is not |
| `<`, `<=`, `>`, `>=` | less than, at most, more than, at least; for numbers and days |
| `in`, `not in` | is one of these, is none of these; before the name of a list: it holds that, it does not |
| `and`, `or`, `not` | both, at least one, the opposite |

`and` binds closer than `or`; parentheses say it otherwise. Text stands between quotes, single or double; two in a row
are one quote of the text. Numbers are whole, without signs between their digits. Days are text, year first:
`"2027-03-10"`. In YAML a condition that begins with a quote needs the other quotes around it.

**Ten examples**

| Condition | When it holds |
|---|---|
| `region.consent.b2b == "opt-in"` | where business contacts must agree before they are written to |
| `region.code in ["de", "fr"]` | in Germany and France |
| `"gdpr" in region.regimes` | where the GDPR applies |
| `'"sms" in channels'` | when text messages are used; here with the quotes that YAML needs |
| `audience_size >= 5000` | for 5,000 people or more |
| `audience_size >= 1000 and audience_size < 5000` | for 1,000 to 4,999 people |
| `tier != "L3"` | for every tier but L3 |
| `new_list` | when the yes-or-no variable `new_list` says yes |
| `not new_list` | when it says no |
| `tier == "L1" or (new_list and audience_size >= 5000)` | always for L1, else for a large new list |

A campaign may not have filled in every variable yet. A condition is decided as soon as what is known decides it; until
then nobody can say whether the step or the approver counts.

## Why it matters

A condition that nobody can decide is decided by whoever is in a hurry. With a misspelled name it never holds: the
step falls out of every campaign, or the approver out of the approval, and nobody is told.

## How to mend it

Follow the hint; the finding points at the part that is meant. For something that only people can judge, declare a
variable with `type: boolean`, say in its `description` when the answer is yes, and write its id under `when`: whoever
starts a campaign is asked.

## Passes

```yaml
# playbooks/library/webinar.yml
variables:
  - id: new_list
    title: New list
    description: Yes if anybody on the list gets a message from us for the first time.
    type: boolean
stages:
  - gate:
      approvers:
        - {role: privacy-counsel, when: new_list}
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - gate:
      approvers:
        - {role: privacy-counsel, when: the list is new}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.conditions import findings, verdicts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each thing that is wrong with a condition."""
    for placed, verdict in verdicts(document):
        if verdict.flaws:
            yield from findings(document, placed, verdict.flaws)
