"""A replacement leads in a circle, or to something that is on its way out as well.

## What it finds

`deprecation.replaced_by` and `superseded_by` that lead back to where they began, or to an entry that is deprecated,
superseded, sunset or retired itself; and roles that are their own `backup`.

## Why it matters

Whoever follows the advice "use this instead" expects to arrive. A chain of replacements makes them look three times,
a circle never ends, and a role that stands in for itself is nobody on the day it is away.

## How to mend it

Name what is to be used today. The hint says where the chain ends, if it ends at something that stays. In a circle one
of the entries is the one that stays: take the deprecation away from it.

## Passes

```yaml
# site_config/tools.yml
tools:
  - id: old-mailer
    deprecation: {reason: Contract ended., replaced_by: automation-platform}
  - id: older-mailer
    deprecation: {reason: Contract ended., replaced_by: automation-platform}
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: old-mailer
    deprecation: {reason: Contract ended., replaced_by: automation-platform}
  - id: older-mailer
    deprecation: {reason: Contract ended., replaced_by: old-mailer}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mopsdocs.checks.facts.graph import circles
from mopsdocs.checks.facts.leaving import way_out
from mopsdocs.checks.facts.unknown import as_yaml, label
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.library import ENTRY_KINDS, Entry, Library


@dataclass(frozen=True, slots=True)
class _Arrow:
    source: Entry
    target: Entry
    pointer: Pointer


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each circle, for each other arrow to something on its way out, and for each such role."""
    for kind in ENTRY_KINDS:
        arrows = {arrow.source.id: arrow for arrow in _arrows(library, kind)}
        edges = {id: [arrow.target.id] if arrow.target.id in arrows else [] for id, arrow in arrows.items()}
        round_trips = list(circles(edges))
        for circle in round_trips:
            yield _circle(circle, arrows)
        within = {id for circle in round_trips for id in circle}
        for arrow in arrows.values():
            if arrow.source.id not in within and way_out(arrow.target.head) is not None:
                yield _dead_end(arrow, arrows)
    for role in library.entries("role"):
        if role.item.backup == role.id:
            message = f'backup: the role "{role.id}" stands in for itself'
            hint = "name another role, or remove backup"
            yield Finding(role.path, (*role.pointer, "backup"), message, hint, (role.id,))


def _arrows(library: Library, kind: str) -> Iterator[_Arrow]:
    """What replaces what; `superseded_by` counts before `replaced_by`, as it does for readers."""
    for entry in sorted(library.entries(kind), key=lambda entry: (entry.path, entry.pointer)):
        deprecation = getattr(entry.head, "deprecation", None)
        named = getattr(entry.head, "superseded_by", None)
        pointer: Pointer = ("superseded_by",)
        if named is None and deprecation is not None:
            named, pointer = deprecation.replaced_by, ("deprecation", "replaced_by")
        target = library.get(kind, named) if named is not None else None
        if target is not None:
            yield _Arrow(entry, target, (*entry.pointer, *pointer))


def _circle(circle: list[str], arrows: Mapping[str, _Arrow]) -> Finding:
    first = arrows[circle[0]]
    message = f"these replace each other: {' → '.join(circle)}"
    if len(circle) == 2:
        message = f'the {label((first.source.kind,))} "{circle[0]}" replaces itself'
    hint = "decide which one stays, and take the deprecation away from it"
    return Finding(first.source.path, first.pointer, message, hint, tuple(circle))


def _dead_end(arrow: _Arrow, arrows: Mapping[str, _Arrow]) -> Finding:
    source, target = arrow.source, arrow.target
    what, how = label((target.kind,)), way_out(target.item)
    message = f'the {what} "{source.id}" is replaced by "{target.id}", which is {how} itself'
    end = _end(target, arrows)
    hint = f'name "{end.id}", to which it leads in the end' if end else "name what is to be used today, or nothing"
    related = (Mention(target.path, target.pointer, f"it is {how}"),)
    return Finding(
        source.path,
        arrow.pointer,
        message,
        hint,
        (source.id, target.id),
        replacement=as_yaml(end.id) if end else None,
        related=related,
    )


def _end(entry: Entry, arrows: Mapping[str, _Arrow]) -> Entry | None:
    """Where the chain from `entry` ends, if that stays."""
    seen: set[str] = set()
    while entry.id in arrows and entry.id not in seen:
        seen.add(entry.id)
        entry = arrows[entry.id].target
    return entry if way_out(entry.item) is None else None
