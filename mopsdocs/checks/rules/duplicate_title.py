"""Two things of a kind have the same title.

## What it finds

Two documents of one kind, two entries of one catalogue (data fields: of one object) or two steps of one playbook with
the same title. Capitals and white space do not count. A regional copy has the title of its playbook; campaigns may
share a title if they run in different regions. Deprecated and superseded documents and entries do not count, because
their replacement often takes over the title, and neither do campaigns that are over.

## Why it matters

People choose by title: in the search, in menus, in a list of tasks. Of two that are called the same they open the
wrong one every second time. Exports go by name too; Asana attaches a dependency to whichever task of that name comes
first.

## How to mend it

Add the word that tells the two apart: what is tested, for whom, at which moment. If they are the same thing, keep one.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: test-invitation
        title: Send a test of the invitation
      - id: test-reminder
        title: Send a test of the reminder
```

## Fails

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: test-invitation
        title: Send a test
      - id: test-reminder
        title: Send a test
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from mopsdocs.checks.facts.leaving import is_history, way_out
from mopsdocs.checks.facts.steps import PlacedStep, placed_steps
from mopsdocs.checks.facts.unknown import label
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_KINDS, Entry, Library
from mopsdocs.documents.model import Campaign, DataField, Model, Playbook, PlaybookHead
from mopsdocs.wording import quoted

_HINT: Final = "add the word that tells the two apart, or keep one of them"
_TITLE_KEYS: Final = {"term": "term", "person": "name", "field": "label"}


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each document or entry whose title an earlier one has."""
    for kind in ENTRY_KINDS:
        yield from _among(library.entries(kind), context)
    retitled = [copy for copy in library.all_copies if not _has_title_of_playbook(library, copy)]
    if retitled:
        yield from _among(library.all_copies, context, frozenset(retitled))


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each title that several steps of a playbook have, or several that a region requires."""
    if not _any_alike(document.model):
        return
    alike: dict[str, list[PlacedStep]] = {}
    for placed in placed_steps(document.model):
        alike.setdefault(_sameness(placed.step.title), []).append(placed)
    for group in alike.values():
        ids = tuple(dict.fromkeys(placed.step.id for placed in group))
        if len(ids) > 1:
            first, second = ((*placed.pointer, "title") for placed in group[:2])
            message = f"the steps {quoted(ids)} have the same title; the first one is in line {context.line(first)}"
            related = (Mention(document.path, first, f'the title of "{ids[0]}"'),)
            yield Finding(document.path, second, message, _HINT, ids, related=related)


def _any_alike(model: Model) -> bool:
    """Whether two steps may have the same title: all titles brought into one form at once, because few are alike."""
    steps = model.steps if isinstance(model, Playbook) else [placed.step for placed in placed_steps(model)]
    titles = [title.strip() for title in _sameness("\0".join([step.title for step in steps])).split("\0")]
    return len(set(titles)) < len(titles)


def _among(
    entries: Iterable[Entry], context: LibraryContext, only: frozenset[Entry] | None = None
) -> Iterator[Finding]:
    """Findings among `entries` of one kind; of `only`, where that is given."""
    last = only or frozenset()
    seen: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry in last, entry.pointer, entry.id)):
        if way_out(entry.head) is not None or is_history(entry):
            continue
        first = seen.setdefault((_realm(entry), _sameness(entry.title)), entry)
        if first is not entry and (only is None or entry in only):
            place = f"{first.path}:{context.line(first.path, _title_of(first))}"
            message = f'the {label((entry.kind,))} "{entry.id}" has the same title as "{first.id}" ({place})'
            related = (Mention(first.path, _title_of(first), f'the title of "{first.id}"'),)
            yield Finding(entry.path, _title_of(entry), message, _HINT, (first.id, entry.id), related=related)


def _realm(entry: Entry) -> str:
    """Within what a title must be the only one."""
    if isinstance(entry.head, PlaybookHead | Campaign):
        return entry.head.region or ""
    return entry.head.object if isinstance(entry.head, DataField) else ""


def _has_title_of_playbook(library: Library, copy: Entry) -> bool:
    playbook = library.get("playbook", copy.head.id)
    return playbook is not None and _sameness(playbook.title) == _sameness(copy.title)


def _sameness(title: str) -> str:
    return " ".join(title.casefold().split())


def _title_of(entry: Entry) -> Pointer:
    return (*entry.pointer, _TITLE_KEYS.get(entry.kind, "title"))
