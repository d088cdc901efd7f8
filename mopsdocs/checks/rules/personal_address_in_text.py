"""A document names a person's e-mail address.

## What it finds

E-mail addresses of persons in any text outside `site_config/people.yml`: names of two or three parts such as
`first.last@`, and mailboxes at providers for private people. Names with a part that stands for a desk (info, privacy,
marketing, support, desk, team and others) are mailboxes of roles and are welcome; so are the domains for examples
(example.com, .test). Text in backquotes is taken literally. Regional copies are reported for addresses of their own.

## Why it matters

People change desks and leave; the playbook still sends the question to them, and a mailbox that nobody reads swallows
it. The address of a person is also personal data, which is copied into the site, its search and every regional copy.

## How to mend it

Name the role, and write in `people.yml` who holds it. Where outsiders need an address, give the one of the desk.

## Passes

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  Send questions to the campaign manager, or to marketing-ops@northwind.eu.
```

## Fails

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  Send questions to robin.smith@northwind.eu.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.addresses import addresses, is_personal
from mopsdocs.checks.facts.markdown import without_code
from mopsdocs.checks.facts.texts import texts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding
from mopsdocs.documents.document import Document
from mopsdocs.wording import quoted

_ELSEWHERE: Final = "people"
"""The kind of document that holds people's addresses."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each text with such addresses."""
    if b"@" not in document.data or document.kind == _ELSEWHERE or not _personal(document.text):
        return
    for pointer, text in texts(document.value):
        found = _personal(without_code(text)) if "@" in text else ()
        if found:
            field = next((key for key in reversed(pointer) if isinstance(key, str)), document.kind)
            whose = "the address of a person" if len(found) == 1 else "the addresses of persons"
            message = f"{field} names {quoted(found)}, {whose}"
            hint = "name the role, and who holds it in site_config/people.yml; or give the address of the desk"
            yield Finding(document.path, pointer, message, hint, found)


def _personal(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(is_personal, addresses(text))))
