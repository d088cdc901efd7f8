"""Too few roles agreed to a shared term.

## What it finds

Terms of the glossary to which fewer different roles agreed than `thresholds.term_signers` in
`site_config/workspace.yml` says (default: 2). The `owner` and everybody under `agreed_with` count, each once.
Deprecated terms are left alone.

## Why it matters

A qualified lead is worth something only if marketing and sales mean the same by it. A definition that one desk wrote
alone is that desk's opinion; the other one keeps its own, and the reports of the two never agree.

## How to mend it

Read the definition with the desk that gets the result, change it until both can live with it, and add their role
under `agreed_with`. If the word concerns one desk alone, set the threshold to 1 or take the word out of the glossary.

## Passes

```yaml
# site_config/glossary.yml
terms:
  - id: mql
    owner: mops-specialist
    agreed_with: [sales-lead]
```

## Fails

```yaml
# site_config/glossary.yml
terms:
  - id: mql
    owner: mops-specialist
    agreed_with: [mops-specialist]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Glossary
from mopsdocs.wording import counted, quoted


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such term, at `agreed_with`."""
    if not isinstance(document.model, Glossary):
        return
    wanted = context.settings.thresholds.term_signers
    for index, term in enumerate(document.model.terms):
        signers = sorted({term.owner, *term.agreed_with})
        if len(signers) >= wanted or way_out(term) is not None:
            continue
        message = (
            f'only {quoted(signers)} agreed to the term "{term.id}"; a shared term takes {counted(wanted, "role")}'
        )
        hint = "have the desk that works with the result agree, and add its role to agreed_with"
        related = (Mention(document.path, ("terms", index, "owner"), "the owner counts as well"),)
        yield Finding(document.path, ("terms", index, "agreed_with"), message, hint, (term.id,), related=related)
