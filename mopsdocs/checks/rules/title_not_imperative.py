"""The title of a step does not say what to do.

## What it finds

Steps of kind `task` or `check` whose title certainly does not begin with an instruction: "Writing the brief", "Creation
of the assets", "Legal review", "The copy is written", "Is the list clean?". The first word is compared with a list of
some nine hundred verbs, with forms of these verbs that are no instructions, and with articles, pronouns and the nouns
that such titles often begin with. A word that is in none of the lists is given the benefit of the doubt. More than five
such titles in one document are one finding.

Only English is understood: nothing is reported where `locale` in workspace.yml, or the first of a region's `locales`,
is another language. Milestones mark a moment and may be called what they like. Regional copies are reported for titles
of their own, deprecated playbooks not at all.

## Why it matters

"Brief approval" is read by one person as "approve it", by another as "wait for it". A title that begins with a verb
says what is done when the step is ticked off, and it reads well in the exported task, where the playbook is no longer
beside it.

## How to mend it

Begin with the verb: "Write the brief", "Check that the copy is final". What must be true afterwards belongs into the
checklist.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-brief
        title: Write the brief
        kind: task
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: write-brief
        title: Writing the brief
        kind: task
```
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from mopsdocs.checks.facts.copies import copies
from mopsdocs.checks.facts.imperative import Instead, not_an_instruction
from mopsdocs.checks.facts.playbooks import steps_in_use
from mopsdocs.checks.facts.steps import PlacedStep, placed_steps
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Region, Settings, Step

_SINGLY: Final = 5
"""Up to so many titles of a document are findings of their own."""

_COMMON: Final = frozenset({"the", "and", "with"})
"""Words of which an English document has one in its titles, whatever `locale` says, and hardly any other does."""


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Titles that regional copies in English have and their playbooks have not."""
    if not _is_english(library.settings.locale):
        return
    for copy in copies(library):
        region = library.get("region", copy.playbook.region or "")
        if region is not None and _is_english(region.item.locales[0]):
            inherited = frozenset(_titles(copy.source)) if copy.source is not None else frozenset()
            yield from _in_document(copy.document, inherited)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """Titles in a library playbook or a region, at the title."""
    if _speaks_english(document, context.settings):
        yield from _in_document(document, frozenset(), copies=False)


def _speaks_english(document: Document, settings: Settings) -> bool:
    if isinstance(document.model, Region) and not _is_english(document.model.locales[0]):
        return False
    return _is_english(settings.locale)


def _is_english(locale: str) -> bool:
    return locale.partition("-")[0] == "en"


def _in_document(document: Document, inherited: Set[str], copies: bool = True) -> Iterator[Finding]:
    found = list(
        steps_in_use(document, lambda step: step.title not in inherited and _instead(step) is not None, copies)
    )
    if found and not _COMMON.isdisjoint(" ".join(_titles(document)).lower().split()):
        yield from _findings(document.path, found)


def _instead(step: Step) -> Instead | None:
    return not_an_instruction(step.title, step.kind == "check") if step.kind != "milestone" else None


def _titles(document: Document) -> list[str]:
    return [placed.step.title for placed in placed_steps(document.model)]


def _findings(path: str, found: list[PlacedStep]) -> Iterator[Finding]:
    if len(found) > _SINGLY:
        first, *rest = found
        message = f'the title "{first.step.title}" is no instruction, nor are {len(rest)} more in this document'
        related = tuple(Mention(path, (*placed.pointer, "title"), "nor is this") for placed in rest)
        values = tuple(placed.step.id for placed in found)
        yield Finding(path, (*first.pointer, "title"), message, _hint(first.step), values, related=related)
        return
    for placed in found:
        message = f'the title "{placed.step.title}" is no instruction'
        yield Finding(path, (*placed.pointer, "title"), message, _hint(placed.step), (placed.step.id,))


def _hint(step: Step) -> str:
    instead = _instead(step)
    if instead is not None and instead.title is not None:
        return f'begin with what to do: "{instead.title}"'
    return 'begin with what to do, as in "Write …", "Approve …" or "Check that …"'
