"""An alias stands for two things, or is a value itself.

## What it finds

In the taxonomy aliases that are listed for two values of one tag, or that are a value of that tag themselves. In the
data dictionary aliases that are listed for two fields of one object, or that are the name of another field of it.
Capitals do not count, except that an alias may differ from its own value in capitals alone.

## Why it matters

An alias says: who writes this means that. With two meanings an import puts the answer into the wrong column, and the
rule `alias-in-use` cannot say what to write instead, so it stays silent.

## How to mend it

Keep the alias at the value that is nearly always meant, and remove it from the other one.

## Passes

```yaml
# site_config/taxonomy.yml
tags:
  - id: utm_medium
    values:
      - {id: paid-social, aliases: [social-ads]}
      - {id: organic-social, aliases: [social]}
```

## Fails

```yaml
# site_config/taxonomy.yml
tags:
  - id: utm_medium
    values:
      - {id: paid-social, aliases: [social]}
      - {id: organic-social, aliases: [social]}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Mention, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import DataDictionary, Taxonomy


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    aliases: tuple[str, ...]
    pointer: Pointer
    key: str


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such alias, at its second place."""
    model = document.model
    if isinstance(model, Taxonomy):
        for number, tag in enumerate(model.tags):
            here: Pointer = ("tags", number, "values")
            values = [_Value(value.id, value.aliases, (*here, index), "id") for index, value in enumerate(tag.values)]
            yield from _among(document, f'the tag "{tag.id}"', "value", values)
    elif isinstance(model, DataDictionary):
        objects: dict[str, list[_Value]] = {}
        for index, field in enumerate(model.fields):
            value = _Value(field.api_name, field.aliases, ("fields", index), "api_name")
            objects.setdefault(field.object, []).append(value)
        for name, values in objects.items():
            yield from _among(document, f'the object "{name}"', "field", values)


def _among(document: Document, where: str, noun: str, values: Iterable[_Value]) -> Iterator[Finding]:
    named = {value.name.lower(): value for value in values}
    seen: dict[str, tuple[_Value, Pointer]] = {}
    for value in values:
        for index, alias in enumerate(value.aliases):
            key, pointer = alias.lower(), (*value.pointer, "aliases", index)
            first, place = seen.setdefault(key, (value, pointer))
            other = named.get(key)
            if alias == value.name:
                message = f'"{alias}" is an alias of itself'
                yield Finding(document.path, pointer, message, "remove it", (alias,))
            elif other is not None and other is not value:
                message = f'"{alias}" is an alias of "{value.name}", and {where} has it as a {noun} of its own'
                related = (Mention(document.path, (*other.pointer, other.key), f"the {noun}"),)
                yield Finding(document.path, pointer, message, "remove it here", (alias, value.name), related=related)
            elif first is not value:
                message = f'"{alias}" is an alias of both "{first.name}" and "{value.name}" in {where}'
                related = (Mention(document.path, place, f'the alias of "{first.name}"'),)
                words = (alias, first.name, value.name)
                yield Finding(
                    document.path, pointer, message, "keep it at the one that is meant", words, related=related
                )
