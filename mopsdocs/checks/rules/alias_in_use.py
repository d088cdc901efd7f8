"""An alias is written where a value of the taxonomy or a field of the data dictionary belongs.

## What it finds

| Where | Aliases of |
|---|---|
| `channels` of playbooks and required steps | the tag `channel`, else `utm_medium` |
| `type` of playbooks | the tag `campaign_type` |
| `tags` of documents and steps | the tag `tag`, else all tags that agree; of `utm_` tags other spellings only |
| variables of playbooks and campaigns | the tag that is called like the variable |
| `utm_medium=e-mail` in any text | that tag |
| `contact.fname` in any text, and names in backquotes | the data dictionary |

A word that is a value itself is never an alias, nor is one that stands for several values. Capitals do not count,
unless the alias differs from the value in nothing else. A line that has the right value beside the alias speaks about
spellings and is left alone, as is a row of a table with any right value of the same tag. So are deprecated documents,
campaigns that are over, and what regional copies have from their library playbook.

## Why it matters

Reports add up what is spelled alike. `e-mail` and `email` become two channels with half the numbers each, a required
step for `email` is not laid over a playbook for `e-mail`, and an import writes `fname` into a column of its own.

## How to mend it

Write the value that the hint names; `mopsdocs validate --fix` does it where the word stands alone. If the other
spelling is the better one, change it in the taxonomy, for everybody.

## Passes

```yaml
# playbooks/library/webinar.yml
channels: [email, web]
```

## Fails

```yaml
# playbooks/library/webinar.yml
channels: [e-mail, web]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mopsdocs.checks.facts.leaving import is_history
from mopsdocs.checks.facts.steps import placed_steps
from mopsdocs.checks.facts.unknown import as_yaml
from mopsdocs.checks.rule import LibraryContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign, Playbook, Process, Region

if TYPE_CHECKING:
    from mopsdocs.checks.facts.alias_texts import AliasTexts
    from mopsdocs.checks.facts.vocabulary import Means, Vocabulary


def check(library: Library, context: LibraryContext) -> Iterator[Finding]:
    """One finding for each label, and one for each alias in the texts of a document, at its first place."""
    if not library.entries("tag") and not library.entries("field"):
        return
    from mopsdocs.checks.facts.alias_texts import AliasTexts  # only for those who keep aliases
    from mopsdocs.checks.facts.vocabulary import Vocabulary

    vocabulary = Vocabulary(library)
    if not vocabulary:
        return
    in_texts = AliasTexts(vocabulary)
    governed = [entry for kind in ("playbook", "process", "campaign") for entry in library.entries(kind)]
    over = {entry.path for entry in (*governed, *library.all_copies) if is_history(entry)}
    for document in library.documents:
        if document.path in over:
            continue
        found = [*_labels(library, document, vocabulary), *in_texts.found(document)]
        inherited = _inherited(library, document, vocabulary, in_texts) if found else frozenset()
        yield from (finding for finding in found if finding.values not in inherited)


def _inherited(
    library: Library, document: Document, vocabulary: Vocabulary, in_texts: AliasTexts
) -> frozenset[tuple[str, ...]]:
    """The values of the findings that the library playbook of a regional copy has as well."""
    model = document.model
    source = library.get("playbook", model.id) if isinstance(model, Playbook) and model.region is not None else None
    if source is None:
        return frozenset()
    above = library.by_path[source.path]
    return frozenset(finding.values for finding in (*_labels(library, above, vocabulary), *in_texts.found(above)))


def _labels(library: Library, document: Document, vocabulary: Vocabulary) -> Iterator[Finding]:
    model = document.model
    if isinstance(model, Playbook):
        yield from _words(document, ("channels",), model.channels, vocabulary.in_channels)
        yield from _word(document, ("type",), model.type, vocabulary.in_types)
        yield from _variables(document, model, vocabulary)
    if isinstance(model, Playbook | Process | Campaign):
        yield from _words(document, ("tags",), model.tags, vocabulary.in_labels)
    if isinstance(model, Playbook) and any(step.tags for step in model.steps):
        for placed in placed_steps(model):
            yield from _words(document, (*placed.pointer, "tags"), placed.step.tags, vocabulary.in_labels)
    if isinstance(model, Region):
        for index, required in enumerate(model.required_steps):
            here: Pointer = ("required_steps", index)
            yield from _words(document, (*here, "channels"), required.channels, vocabulary.in_channels)
            yield from _words(document, (*here, "step", "tags"), required.step.tags, vocabulary.in_labels)
    if isinstance(model, Campaign):
        yield from _given(library, document, model, vocabulary)


def _words(document: Document, pointer: Pointer, words: Sequence[str], means: Means) -> Iterator[Finding]:
    beside = set(words)
    for index, word in enumerate(words):
        yield from _word(document, (*pointer, index), word, means, beside)


def _word(
    document: Document, pointer: Pointer, word: str, means: Means, beside: set[str] | None = None
) -> Iterator[Finding]:
    """The finding for `word`, if it is an alias. `beside` are the words of its list, corrections included."""
    meant = means(word)
    if meant is None:
        return
    field = next(key for key in reversed(pointer) if isinstance(key, str))
    message = f'{field}: "{word}" is an alias of "{meant.value}" in {meant.of}'
    hint, correction = f'write "{meant.value}"', None
    if beside is not None and meant.value in beside:
        hint = f'remove it; "{meant.value}" is there already'
    elif f'"{word}"' not in document.text or "when:" not in document.text:  # a condition may ask for the alias
        correction = as_yaml(meant.value)
    if beside is not None:
        beside.add(meant.value)
    yield Finding(document.path, pointer, message, hint, (field, word), replacement=correction)


def _variables(document: Document, playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Choices and defaults of variables. Conditions and campaigns compare with them, so people have to change them."""
    for index, variable in enumerate(playbook.variables):
        means = partial(vocabulary.in_tag, variable.id)
        here: Pointer = ("variables", index)
        found = list(_words(document, (*here, "choices"), variable.choices, means))
        if isinstance(variable.default, str) and not found:
            found += _word(document, (*here, "default"), variable.default, means)
        yield from (replace(finding, replacement=None) for finding in found)


def _given(library: Library, document: Document, campaign: Campaign, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Variables of a campaign. What its playbook offers as a choice is reported there."""
    playbook = library.playbook_of(campaign)
    offered = {variable.id: variable.choices for variable in playbook.variables} if playbook is not None else {}
    for key, word in campaign.variables.items():
        choices = offered.get(key, ())
        if not isinstance(word, str) or word in choices:
            continue
        for finding in _word(document, ("variables", key), word, partial(vocabulary.in_tag, key)):
            allowed = not choices or finding.replacement in choices
            yield finding if allowed else replace(finding, replacement=None)
