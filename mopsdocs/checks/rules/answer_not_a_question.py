"""An entry under `answers` is not a question.

## What it finds

Entries of `answers`, in playbooks, processes, regions, tools, metrics, terms and overviews, without a question mark at
the end, in whichever script. Japanese and Chinese questions may end with the particle instead. Regional copies are
reported for entries of their own, deprecated documents not at all.

## Why it matters

The search shows these entries as the questions that a page answers, and people recognise their own: "Who approves an
e-mail to 50,000 people?" A list of keywords does not read like anybody's question, and it has a place of its own.

## How to mend it

Write the question as people ask it. Keywords and other names go under `synonyms`. Where the entry begins like a
question, `mopsdocs validate --fix` adds the question mark.

## Passes

```yaml
# playbooks/processes/campaign-brief.yml
answers:
  - What goes into a campaign brief?
```

## Fails

```yaml
# playbooks/processes/campaign-brief.yml
answers:
  - campaign brief template
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.rule import DocumentContext
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import ENTRY_LISTS
from mopsdocs.documents.places import places

_ENDS: Final = ("?", "\u061f", "\uff1f", ";", "\u037e", "\u055e", "か", "か。", "吗", "呢", "嗎")
"""Question marks of the Latin, Arabic, Chinese, Greek and Armenian scripts, and particles that do without."""

_ASKS: Final = frozenset({"how", "what", "who", "whom", "whose", "where", "when", "why", "which"})
_ASKS_FOR_YES: Final = frozenset(
    {"am", "are", "can", "could", "did", "do", "does", "has", "is", "may", "might", "must", "shall", "should", "was"}
    | {"were", "will", "would"}
)
_ASKED: Final = frozenset({"i", "we", "you", "they", "it", "he", "she", "the", "a", "an", "our", "my", "there", "this"})
"""Words that follow those of `_ASKS_FOR_YES` in a question: "may I", not "May newsletter". Behind those of `_ASKS` they
stand in a statement: "What we do"."""


def check(document: Document, context: DocumentContext) -> Iterator[Finding]:
    """One finding for each such entry."""
    if getattr(document.model, "status", None) == "deprecated":
        return
    for pointer, text in _answers(document):
        if not text.rstrip().endswith(_ENDS):
            message = f'answers: "{text}" is not a question'
            hint = "write the question as people ask it; keywords go under synonyms"
            replacement = _with_mark(document.text, pointer) if _lacks_only_the_mark(text) else None
            if replacement is not None:
                hint = "add the question mark"
            yield Finding(document.path, pointer, message, hint, (text,), replacement=replacement)


def _answers(document: Document) -> Iterator[tuple[Pointer, str]]:
    for index, text in enumerate(getattr(document.model, "answers", ())):
        yield ("answers", index), text
    for _, key in ENTRY_LISTS.get(document.kind, ()):
        for position, entry in enumerate(getattr(document.model, key)):
            for index, text in enumerate(getattr(entry, "answers", ())):
                yield (key, position, "answers", index), text


def _lacks_only_the_mark(text: str) -> bool:
    words = text.lower().replace("'", " ").split()
    if len(words) < 3 or not text.rstrip()[-1].isalnum():
        return False
    if words[0] in _ASKS:
        return words[1] not in _ASKED and words[1] != "to"
    return words[0] in _ASKS_FOR_YES and words[1] in _ASKED


def _with_mark(text: str, pointer: Pointer) -> str | None:
    """The entry as it stands in the file, with a question mark; None where it is not on one line."""
    place = places(text).get(pointer)
    written = text[place.start : place.end] if place is not None else ""
    if not written or "\n" in written:
        return None
    if written[0] in "\"'":
        return f"{written[:-1]}?{written[-1]}"
    return f"{written}?"
