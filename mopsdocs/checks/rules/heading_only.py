"""A heading has nothing below it.

## What it finds

Markdown texts (descriptions, bodies, notes, caveats, retrospectives) in which a heading is followed by nothing, or by
another heading as high as itself or higher. A heading followed by a deeper one is an outline and stays silent. Lines in
fenced code are no headings. Regional copies are reported for headings of their own.

## Why it matters

Headings make the table of contents and the search: people click one, arrive, and find that the answer was never
written. It is usually an outline that somebody meant to fill in.

## How to mend it

Write what belongs there, even if it is one sentence, or remove the heading.

## Passes

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  ## Who approves it

  The marketing director, within two working days.
```

## Fails

```yaml
# playbooks/processes/campaign-brief.yml
body: |
  ## Who approves it

  ## What it must hold

  One page.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.markdown import empty_headings
from mopsdocs.checks.facts.texts import texts
from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import Playbook
from mopsdocs.wording import quoted

_FIELDS: Final = frozenset({"access", "action", "body", "caveats", "description", "note", "notes", "retrospective"})
"""Keys that hold Markdown, in documents other than playbooks."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each text with such headings."""
    if getattr(document.model, "status", None) == "deprecated":
        return
    for pointer, text in _markdown(document):
        empty = empty_headings(text)
        if empty:
            verb = "have nothing below them" if len(empty) > 1 else "has nothing below it"
            message = f"{pointer[-1]}: {quoted(empty)} {verb}"
            yield Finding(
                document.path, pointer, message, "write what belongs there, or remove the heading", tuple(empty)
            )


def _markdown(document: Document) -> Iterator[tuple[Pointer, str]]:
    """Every Markdown text with a number sign in it."""
    if isinstance(document.model, Playbook):
        found = _in_playbook(document.model)
    elif document.kind in ("workspace", "waivers", "people", "taxonomy"):
        return
    else:
        found = ((pointer, text) for pointer, text in texts(document.value) if pointer[-1] in _FIELDS)
    yield from ((pointer, text) for pointer, text in found if text is not None and "#" in text)


def _in_playbook(playbook: Playbook) -> Iterator[tuple[Pointer, str | None]]:
    for index, asset in enumerate(playbook.assets):
        yield ("assets", index, "description"), asset.description
    for number, stage in enumerate(playbook.stages):
        yield ("stages", number, "description"), stage.description
        for index, step in enumerate(stage.steps):
            yield ("stages", number, "steps", index, "description"), step.description
        if stage.gate is not None:
            yield ("stages", number, "gate", "description"), stage.gate.description
