"""Something that is on its way out is still named.

## What it finds

References to entries with a `deprecation`, to documents with `status: deprecated`, to processes with `superseded_by`,
and to tools that are `sunset` or `retired`. References from documents that are deprecated themselves and from
campaigns that are over are history and stay silent.

## Why it matters

A new campaign that is built on a tool which will be switched off has to be built twice. Retiring something works only
if everybody who relies on it hears about it, and the document that relies on it is the place where they look.

## How to mend it

Use the replacement that the hint names. If there is none, ask the owner what to use instead, and have them note it
under `deprecation` as `replaced_by`.

## Passes

```yaml
# playbooks/library/webinar.yml
stages:
  - steps:
      - id: pull-list
        tools: [automation-platform]
```

## Fails

```yaml
# site_config/tools.yml
tools:
  - id: old-mailer
    status: sunset
    deprecation:
      reason: It cannot do one-click unsubscribe.
      replaced_by: automation-platform
  - id: form-builder
    integrates_with: [old-mailer]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.checks.rule import Category, Context, Rule, Scope
from mopsdocs.checks.unknown import label
from mopsdocs.diagnostics import Finding, Severity
from mopsdocs.documents.library import Entry, Library

RULE = Rule("deprecated-in-use", "Something deprecated is used", Category.REFERENCES, Severity.WARNING, Scope.WORKSPACE)

_ENDED = frozenset({"deprecated", "sunset", "retired"})
_OVER = frozenset({"completed", "cancelled"})


def check(library: Library, context: Context) -> Iterator[Finding]:
    """One finding for each reference to something on its way out."""
    leaving = {(entry.kind, entry.id): reason for entry, reason in _leaving(library)}
    if not leaving:
        return
    for reference in library.references:
        target = library.target(reference)
        reason = leaving.get((target.kind, target.id)) if target is not None else None
        user = library.user(reference)
        if target is None or reason is None or user is target or (user is not None and _is_history(user)):
            continue
        message = f'{reference.field}: the {label((target.kind,))} "{target.id}" is {reason}'
        hint = _hint(target)
        yield Finding(reference.path, reference.pointer, message, hint, (target.id,), reference.on_key)


def _leaving(library: Library) -> Iterator[tuple[Entry, str]]:
    """Every entry on its way out, with the word for how."""
    for kind in ("playbook", "process", "role", "tool", "metric", "segment", "term", "field", "region"):
        for entry in library.entries(kind):
            status = getattr(entry.item, "status", None)
            if status in _ENDED:
                yield entry, "being sunset" if status == "sunset" else status
            elif getattr(entry.item, "superseded_by", None):
                yield entry, "superseded"
            elif getattr(entry.item, "deprecation", None) is not None:
                yield entry, "deprecated"


def _is_history(user: Entry) -> bool:
    ended = _OVER if user.kind == "campaign" else _ENDED
    return getattr(user.item, "deprecation", None) is not None or getattr(user.item, "status", None) in ended


def _hint(target: Entry) -> str:
    deprecation = getattr(target.item, "deprecation", None)
    replacement = getattr(target.item, "superseded_by", None) or (deprecation.replaced_by if deprecation else None)
    reason = f" ({deprecation.reason.rstrip('.')})" if deprecation else ""
    if replacement:
        return f'use "{replacement}" instead{reason}'
    return f"use something else; {target.path} names no replacement{reason}"
