"""Two things have the same id, or ids and file names that differ in capitals only.

## What it finds

Two documents or catalogue entries of one kind with the same id; inside one document two stages, steps, gates,
checklist items, variables, assets, KPIs, approvers or required steps with the same id (steps and gates count across
all stages); two waivers for the same finding; and ids or file paths that differ in upper and lower case only.

## Why it matters

An id is the one thing that other files, links, regional copies and progress records hold on to. With two bearers
nobody can tell which one is meant: the site shows one of them, a sync merges into the wrong step, and two files whose
names differ in capitals overwrite each other on Windows and macOS.

## How to mend it

The message names both places. Remove one if it is a copy, else give the newer one an id of its own. Ids that are
already in use stay as they are; note a rename in `previous_ids`.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: mail-platform
    title: Mail platform
  - id: event-platform
    title: Event platform
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: mail-platform
    title: Mail platform
  - id: mail-platform
    title: Event platform
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.filing import place_of
from mopsdocs.checks.facts.identities import repeated_items
from mopsdocs.checks.facts.unknown import label
from mopsdocs.checks.rule import DocumentContext, LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_KINDS, ENTRY_LISTS, Entry, Library
from mopsdocs.documents.model import Playbook, Waivers

_REMEDY: Final = "remove one of the two, or give this one an id of its own"


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Entries of the whole workspace first, then file names."""
    for pair in library.duplicates:
        yield _entries(*_in_their_places(library, *pair), context)
    yield from _capitals(library, context)
    yield from _paths(library, context)


def check_document(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """Parts of one document: steps, gates, checklist items, variables, waivers."""
    catalogue_lists = {key for _, key in ENTRY_LISTS.get(document.kind, ())}
    for item in repeated_items(document.kind, document.value):
        is_entry = len(item.pointer) == 3 and item.pointer[0] in catalogue_lists
        if not is_entry:
            line = context.line(item.first)
            message = f'the {item.what} "{item.id}" stands twice here; the first one is in line {line}'
            yield _second(document, item.pointer, message, (item.what, item.id), item.first)
    if isinstance(document.model, Playbook):
        yield from _across_stages(document, document.model, context)
    elif isinstance(document.model, Waivers):
        yield from _waivers(document, document.model, context)


def _second(document: Document, pointer: Pointer, message: str, values: tuple[str, ...], first: Pointer) -> Finding:
    related = (Mention(document.path, first, "the first one"),)
    return Finding(document.path, pointer, message, _REMEDY, values, related=related)


def _in_their_places(library: Library, first: Entry, second: Entry) -> tuple[Entry, Entry]:
    """The document that stands where it belongs keeps its id, so it counts as the first."""
    is_document = not second.pointer
    if is_document and second.path == place_of(library.by_path[second.path]):
        return second, first
    return first, second


def _entries(first: Entry, second: Entry, context: LibraryContext) -> Finding:
    place = f"{first.path}:{context.line(first.path, _id_of(first))}"
    message = f'there are two {_plural(label((second.kind,)))} with the id "{second.id}"; the first one is {place}'
    values = (second.kind, second.id)
    return Finding(second.path, _id_of(second), message, _REMEDY, values, related=(_other(first),))


def _other(entry: Entry) -> Mention:
    return Mention(entry.path, _id_of(entry), "the other one")


def _plural(noun: str) -> str:
    return {"person": "people", "process": "processes"}.get(noun, f"{noun}s")


def _id_of(entry: Entry) -> Pointer:
    key = {"region": "code", "field": "api_name"}.get(entry.kind, "id")
    return (*entry.pointer, key)


def _capitals(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """Only ids of data fields may have capitals; for all other kinds the schema asks for lower case."""
    for kind in ENTRY_KINDS:
        seen: dict[str, Entry] = {}
        for entry in sorted(library.entries(kind), key=lambda entry: (entry.path, entry.pointer)):
            first = seen.setdefault(entry.id.lower(), entry)
            if first is not entry:
                place = f"{first.path}:{context.line(first.path, _id_of(first))}"
                message = f'the ids "{entry.id}" and "{first.id}" differ in capitals only; the other one is {place}'
                hint = "keep one of the two spellings, and list the other one under aliases"
                values = (kind, entry.id.lower())
                yield Finding(entry.path, _id_of(entry), message, hint, values, related=(_other(first),))


def _waivers(document: Document, waivers: Waivers, context: DocumentContext) -> Iterator[Finding]:
    marks = [f"{waiver.fingerprint} {waiver.rule} {waiver.unit}" for waiver in waivers.waivers]
    for index, mark in enumerate(marks):
        if mark in marks[:index]:
            first = ("waivers", marks.index(mark))
            message = f"the same finding is waived twice; the first waiver is in line {context.line(first)}"
            pointer, related = ("waivers", index), (Mention(document.path, first, "the first waiver"),)
            yield Finding(document.path, pointer, message, "remove one of the two", (mark,), related=related)


def _across_stages(document: Document, playbook: Playbook, context: DocumentContext) -> Iterator[Finding]:
    """Steps and gates are named without their stage, so their ids count across all stages."""
    steps = [step.id for stage in playbook.stages for step in stage.steps]
    gates = [stage.gate.id for stage in playbook.stages if stage.gate is not None]
    if len(set(steps)) == len(steps) and len(set(gates)) == len(gates):
        return
    seen: dict[tuple[str, str], tuple[int, Pointer]] = {}
    for number, stage in enumerate(playbook.stages):
        here: list[tuple[str, str, Pointer]] = [
            ("step", step.id, ("stages", number, "steps", index, "id")) for index, step in enumerate(stage.steps)
        ]
        if stage.gate is not None:
            here.append(("gate", stage.gate.id, ("stages", number, "gate", "id")))
        for what, id, pointer in here:
            first_stage, first = seen.setdefault((what, id), (number, pointer))
            if first_stage != number:
                other = playbook.stages[first_stage].id
                line = context.line(first)
                message = f'the {what} "{id}" stands in two stages; the first one is in "{other}", line {line}'
                yield _second(document, pointer, message, (what, id), first)


def _paths(library: Library, context: LibraryContext) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path in sorted({*library.by_path, *context.broken}, key=lambda path: (path not in library.by_path, path)):
        first = seen.setdefault(path.lower(), path)
        if first != path:
            shown, other = (path, first) if path in library.by_path else (first, path)
            message = f'the file name differs from "{other}" in capitals only'
            hint = "on Windows and macOS one of the two overwrites the other; rename one with git mv"
            yield Finding(shown, (), message, hint, (path.lower(),))
