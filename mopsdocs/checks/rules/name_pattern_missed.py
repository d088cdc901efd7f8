"""A campaign is not called what the naming rule says.

## What it finds

The id of a campaign is its name, and `naming.campaign` in `site_config/taxonomy.yml` says how names are built. Each id
is compared piece by piece with what the campaign gives: `anchor_date`, `playbook`, `region` and its variables, with the
defaults of the playbook. Spaces in values become hyphens. Values with letters beyond A to Z are not compared; ids are
in lower case whatever the rule says. Campaigns that are over are left alone.

The naming rules are looked at as well: patterns that cannot be read or whose separator is another one than
`separator` says, examples that do not follow their own pattern, and fields in `naming.campaign` that nothing provides.

## Why it matters

The name is what joins a campaign's links, mails, ads and cost in every report. One that was typed by hand falls out of
the filter of its region or month, and its results are missing without anybody noticing.

## How to mend it

Correct the value that is wrong, or rename the campaign: its id and its file, before links with the name go out. A
name that is in links already stays; waive the finding until the campaign is over.

## Passes

```yaml
# playbooks/campaigns/20270310_webinar_consent_de.yml
id: 20270310_webinar_consent_de
playbook: webinar
region: de
anchor_date: 2027-03-10
variables:
  topic: consent
```

## Fails

```yaml
# playbooks/campaigns/20270310_webinar_consent_fr.yml
id: 20270310_webinar_consent_fr
playbook: webinar
region: de
anchor_date: 2027-03-10
variables:
  topic: consent
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mopsdocs.checks.facts.leaving import is_history
from mopsdocs.checks.facts.name_values import CAMPAIGN, GIVEN, language_of, spelled, values_of
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, NamingRule, Taxonomy
from mopsdocs.wording import quoted

_IN_IDS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")

if TYPE_CHECKING:
    from mopsdocs.checks.facts.naming import Pattern


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """What nothing provides, then one finding for each campaign."""
    for document in library.documents:
        rule = document.head.naming.get(CAMPAIGN) if isinstance(document.head, Taxonomy) else None
        pattern = _read(rule) if rule is not None else None
        if rule is None or pattern is None:
            continue
        if not context.broken:
            yield from _unprovided(document, pattern, library)
        if _IN_IDS.issuperset(pattern.text.lower()):
            for entry in library.entries("campaign"):
                if not is_history(entry):
                    yield from _campaign(entry.path, entry.item, pattern, rule, library)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """What is wrong with the naming rules themselves."""
    if isinstance(document.model, Taxonomy):
        for key, rule in document.model.naming.items():
            yield from _rule(document.path, key, rule)


def _rule(path: str, key: str, rule: NamingRule) -> Iterator[Finding]:
    from mopsdocs.checks.facts.naming import Pattern, PatternError  # only for those who have a naming rule

    here = ("naming", key)
    try:
        pattern = Pattern.of(rule.pattern, rule.case)
    except PatternError as error:
        hint = "write fields in braces: {playbook}, {anchor_date:%Y%m%d}"
        yield Finding(path, (*here, "pattern"), f"the pattern {error}", hint, (key,))
        return
    odd = "".join(sorted(set(pattern.text.lower()) - _IN_IDS))
    if key == CAMPAIGN and odd:
        message = f'no campaign can be called so: the pattern has "{odd}", and ids have letters, digits, - and _'
        yield Finding(path, (*here, "pattern"), message, "use _ or - between the fields", (key,))
    if rule.separator is not None and pattern.separators and rule.separator not in pattern.separators:
        message = f'separator says "{rule.separator}", and the pattern has {quoted(sorted(pattern.separators))}'
        yield Finding(path, (*here, "separator"), message, "write the one that is meant in both", (key,))
    for index, example in enumerate(rule.examples):
        if not pattern.has_shape(example):
            message = f'the example "{example}" does not follow {rule.pattern}'
            in_case = {"lower": example.lower(), "upper": example.upper()}.get(pattern.case, example)
            hint = f"write it in {rule.case} case" if pattern.has_shape(in_case) else "correct one of the two"
            yield Finding(path, (*here, "examples", index), message, hint, (example,))


def _read(rule: NamingRule) -> Pattern | None:
    """The pattern for ids, which are always in lower case."""
    from mopsdocs.checks.facts.naming import Pattern, PatternError

    try:
        return Pattern.of(rule.pattern, "lower")
    except PatternError:
        return None


def _unprovided(document: Document, pattern: Pattern, library: Library) -> Iterator[Finding]:
    playbooks = [entry.item for entry in (*library.entries("playbook"), *library.all_copies)]
    provided = {variable.id for playbook in playbooks for variable in playbook.variables} | GIVEN
    provided.update(key for entry in library.entries("campaign") for key in entry.item.variables)
    missing = [field.name for field in pattern.fields if field.name not in provided]
    if missing and playbooks:
        message = f"nothing provides {quoted(missing)} for the names of campaigns: no playbook has such a variable"
        hint = "add the variable to the playbooks, or take the field out of the pattern"
        yield Finding(document.path, ("naming", CAMPAIGN, "pattern"), message, hint, tuple(missing))


def _campaign(path: str, campaign: Campaign, pattern: Pattern, rule: NamingRule, library: Library) -> Iterator[Finding]:
    values = values_of(campaign, library.playbook_of(campaign))
    wrong = pattern.mismatches(campaign.id, values)
    if wrong == ():
        return
    if wrong is None:
        reason = f"it does not have the parts of {rule.pattern}"
    else:
        reason = " and ".join(f'for {one.field} it has "{one.written}" instead of "{one.wanted}"' for one in wrong)
    message = f'the campaign id "{campaign.id}" does not follow the naming rule: {reason}'
    hint = f'the rule gives "{pattern.name(spelled(values, language_of(library, campaign.region)))}"'
    if campaign.status == "planned":
        hint += "; rename id and file, or correct the campaign"
    else:
        hint += "; correct the campaign, or waive this if the name is in links already"
    yield Finding(path, ("id",), message, hint, (campaign.id,))
